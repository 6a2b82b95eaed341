"""The way in for punches: its columns, what they record by day and person, and the rest."""
