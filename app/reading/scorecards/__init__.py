"""Inspections and what they tell, as far as the actor sees them."""
