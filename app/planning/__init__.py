"""From contacts to a roster: need, solver (in a process of its own), repair."""
