"""The one door to the solver: a problem goes in, the best roster in the time comes out."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.planning.solver.budget import Budget
from app.planning.solver.loading import require
from app.planning.solver.model import build
from app.planning.solver.problem import Problem, Progress, Rows, Solution
from app.planning.solver.searching import search
from app.progress import Cancel, never

Watching = Callable[[Progress], None]


def unwatched(_progress: Progress) -> None:
    """Nobody looks."""


def solve(
    problem: Problem,
    seconds: float,
    seed: int = 0,
    workers: int = 2,
    start: Rows | None = None,
    told: Watching = unwatched,
    stop: Cancel = never,
) -> Solution:
    """The best roster that is found within `seconds`.

    `start`: a roster to begin with, which need not hold all limits. `told` hears of everything that
    is better, from threads of the solver's; `stop` is asked often and ends it with the best so far.
    With one worker the same seed gives the same roster (see `Budget`). Raises AppError where
    OR-Tools is not installed.
    """
    require()
    budget = Budget(seconds, workers)
    best = Best(budget, told)
    part = build(problem)
    if start is not None:
        part.hint(start)
    found = search(part, budget, seed, best.hear, stop)
    best.hear(found.rows, found.value, found.bound)
    return best.solution(impossible=found.impossible)


class Best:
    """The best roster so far and the highest bound, told on as they come."""

    def __init__(self, budget: Budget, told: Watching) -> None:
        self._budget = budget
        self._told = told
        self._lock = threading.Lock()
        self.rows: Rows | None = None
        self.value: int | None = None
        self.bound: int | None = None
        self.first_after: float | None = None

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

    def _progress(self, rows: Rows | None) -> Progress:
        return Progress(self._budget.elapsed(), self.value, self.bound or 0, rows)

    def solution(self, *, impossible: bool = False) -> Solution:
        """What it came to."""
        return Solution(
            self.rows,
            self.value,
            self.bound or 0,
            self._budget.elapsed(),
            self.first_after,
            impossible,
        )
