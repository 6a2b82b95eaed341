"""Rosters that are made and proved: what a month must hold to, what is wished of it, how it is
judged. The solver and the checker read the same facts, and share nothing else."""
