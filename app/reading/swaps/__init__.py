"""Swaps, as far as one may see them, and what the rules say of them."""
