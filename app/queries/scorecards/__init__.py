"""Scorecards and what was scored by them."""
