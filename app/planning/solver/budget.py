"""How long a solver may work: by the clock, or by work that is counted and thus repeatable."""

from __future__ import annotations

import time

WORK_A_SECOND = 0.5
"""CP-SAT's own measure of work (`deterministic_time`) that one worker does in a second on a machine
of some years: a faster one is done sooner, with the same roster."""
PATIENCE = 20.0
"""How many times the seconds asked for a slow or busy machine is given for the same work; beyond
that the clock ends it, and the roster may be another: see `is_repeatable`."""


class Budget:
    """With one worker work is counted, so that a seed says which roster comes; with more of them,
    which are as fast as they are, the clock counts. It is `over` by the clock or by the count."""

    def __init__(self, seconds: float, workers: int) -> None:
        self.began = time.monotonic()
        self.workers = max(1, workers)
        self.is_counted = self.workers == 1
        self.until = self.began + seconds * (PATIENCE if self.is_counted else 1)
        self._work = seconds * WORK_A_SECOND

    def elapsed(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self.began

    def share_used(self) -> float:
        """From 0 to 1, by the clock."""
        whole = self.until - self.began
        return min(1.0, self.elapsed() / whole) if whole > 0 else 1.0

    def use(self, work: float) -> None:
        """Count what a search has done."""
        self._work -= work

    def work_left(self) -> float:
        return max(0.0, self._work)

    def seconds_left(self) -> float:
        return max(0.0, self.until - time.monotonic())

    def is_repeatable(self) -> bool:
        """Whether the count alone has said when to end."""
        return self.is_counted and self.seconds_left() > 0

    def is_over(self) -> bool:
        return self.seconds_left() <= 0 or (self.is_counted and self._work <= 0)
