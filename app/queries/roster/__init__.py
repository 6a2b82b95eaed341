"""Rosters as rows."""
