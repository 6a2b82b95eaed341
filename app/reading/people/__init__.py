"""People's files, as far as one may see them."""
