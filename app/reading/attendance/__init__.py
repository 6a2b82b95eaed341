"""Roll call, as far as one may see it."""
