"""Leave, as far as one may see it, and what the rules say of it."""
