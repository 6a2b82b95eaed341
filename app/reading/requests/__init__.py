"""Requests as whoever is concerned by them sees them."""
