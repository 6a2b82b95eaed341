"""Handover logs and open items, as far as one may see them."""
