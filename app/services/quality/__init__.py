"""Keeping scorecards; planning, scoring, appealing, calibrating."""
