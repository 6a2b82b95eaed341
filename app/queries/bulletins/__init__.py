"""Bulletins and who has read them, as the store has them."""
