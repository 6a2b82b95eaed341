"""Inspections: what was scored, item by item, and what becomes of it."""
