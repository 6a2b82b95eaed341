"""From contacts to a roster: need, solver (in a process of its own), repair."""

SOLVER_WORD = "--solver-worker"
"""What a frozen program, which has no Python to call, is called with to be a solver's process."""
