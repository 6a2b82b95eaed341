"""What would be, were things otherwise."""
