"""The Today page, as far as one may see it."""
