"""The way in for a staff list: what its columns are, who comes in, who does not and why."""
