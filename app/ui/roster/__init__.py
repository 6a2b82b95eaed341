"""The roster page: the month as a grid that is read, typed in, and published."""
