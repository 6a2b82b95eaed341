"""Scorecards: what contacts are scored by, version by version."""
