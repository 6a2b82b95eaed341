"""Scorecards, plans, inspections, appeals and calibrations out of the store."""
