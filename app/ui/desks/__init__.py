"""The desks of a shift: the floor's plan, who sits where, and who is off the floor."""
