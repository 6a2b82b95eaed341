"""The Analysis page: what the week and the month of inspections tell, and what they do not."""
