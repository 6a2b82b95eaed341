"""Bulletins, as far as one may see them."""
