"""The best roster so far and the highest bound, of all who search at once, told on as they come."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.planning.solver.budget import Budget
from app.planning.solver.problem import Progress, Rows, Solution

Watching = Callable[[Progress], None]


def unwatched(_progress: Progress) -> None:
    """Nobody looks."""


class Best:
    """`hear` may be called by several threads; `told` is called by one of them at a time."""

    def __init__(self, budget: Budget, told: Watching) -> None:
        self._budget = budget
        self._told = told
        self._lock = threading.Lock()
        self.rows: Rows | None = None
        self.value: int | None = None
        self.bound: int | None = None
        self.first_after: float | None = None
        self.impossible = False

    def hear(self, rows: Rows | None, value: int | None, bound: int | None) -> None:
        """Take what is better than what there is."""
        with self._lock:
            better = value is not None and (self.value is None or value < self.value)
            higher = bound is not None and (self.bound is None or bound > self.bound)
            if higher:
                self.bound = bound
            if better:
                self.rows, self.value = rows, value
                if self.first_after is None:
                    self.first_after = self._budget.elapsed()
            if better or higher:
                self._told(self._progress(rows if better else None))

    def is_final(self) -> bool:
        """Whether nothing better can come."""
        with self._lock:
            proved = self.value is not None and self.bound is not None and self.value <= self.bound
            return proved or self.impossible

    def is_within(self, share: float) -> bool:
        """Whether the best is known to be no further than `share` above what there could be."""
        value, bound = self.value, self.bound
        return value is not None and bound is not None and value - bound <= share * abs(value)

    def _progress(self, rows: Rows | None) -> Progress:
        return Progress(self._budget.elapsed(), self.value, self.bound or 0, rows)

    def solution(self) -> Solution:
        """What it came to."""
        return Solution(
            self.rows,
            self.value,
            self.bound or 0,
            self._budget.elapsed(),
            self.first_after,
            self.impossible,
            self._budget.is_repeatable(),
        )
