"""Rosters, written."""
