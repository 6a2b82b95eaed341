"""Desks, who sits at them, and who is off the floor, as rows."""
