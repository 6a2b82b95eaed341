"""A centre moves in and out."""
