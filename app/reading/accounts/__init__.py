"""Accounts, as far as one may know of them."""
