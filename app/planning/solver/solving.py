"""The one door to the solver: a problem goes in, the best roster in the time comes out.

All hard limits are each worker's own, so there is a roster exactly where everybody alone has a
line; what is shared, the covers, only costs. A first roster is therefore put together one worker
after the other. From it one thread makes better ones while the other raises the bound over the
whole problem, or where there is too much of it helps to make the roster better.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from app.planning.solver import blocks
from app.planning.solver.best import Best, Watching, unwatched
from app.planning.solver.budget import Budget
from app.planning.solver.constructing import construct
from app.planning.solver.loading import require
from app.planning.solver.model import build
from app.planning.solver.problem import Problem, Rows, Solution
from app.planning.solver.searching import Manner, search
from app.planning.solver.valuing import broken, value_of
from app.progress import Cancel, never

WHOLE_MOST = 2000
"""How many people × days are searched as one model: 60 people for a month, and some more."""
VAIN_AFTER = 0.3
"""The share of the time after which proving is given up where the best is far above the bound."""
FAR = 0.35
FEW = 1050
"""So few people × days are then searched by all workers together; of more blocks make more."""
DIVED_AFTER = 0.5
"""The share of the time after which they do so whether the dive has ended or not."""
PROVING = 0.5
"""The share of counted work after which the bound is left as it is."""


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

    `start`: a roster to begin with; one that breaks a limit is passed over. `told` hears of
    everything that is better, from threads of the solver's; `stop` is asked often and ends it with
    the best so far. With one worker the same seed gives the same roster (see `Budget`). Raises
    AppError where OR-Tools is not installed.
    """
    require()
    budget = Budget(seconds, workers)
    search = _Search(problem, budget, seed, Best(budget, told), stop)
    search.begin(start)
    if budget.is_counted:
        search.in_turn()
    else:
        search.side_by_side()
    return search.best.solution()


class _Search:
    """One call of `solve`."""

    def __init__(
        self, problem: Problem, budget: Budget, seed: int, best: Best, stop: Cancel
    ) -> None:
        self.problem = problem
        self.budget = budget
        self.seed = seed
        self.best = best
        self._stop = stop
        self._failed = False
        self._dived = False
        self._turns = count()

    def begin(self, start: Rows | None) -> None:
        """A first roster, or that there is none."""
        if start is not None and not broken(self.problem, start, given=False):
            self._hear(start)
            return
        rows = construct(self.problem, self.budget, self.seed, self.is_over)
        if rows is not None:
            self._hear(rows)
        elif not self.is_over():
            self.best.impossible = True

    def _hear(self, rows: Rows) -> None:
        self.best.hear(rows, value_of(self.problem, rows), None)

    def is_over(self) -> bool:
        return self._failed or self.budget.is_over() or self.best.is_final() or self._stop()

    def in_turn(self) -> None:
        """One after the other, by counted work."""
        if self._cells() <= WHOLE_MOST:
            self._prove(self.is_over, self.budget.work_left() * PROVING)
        self._improve()

    def side_by_side(self) -> None:
        """One proves and the other improves; OR-Tools computes outside Python's lock."""
        jobs = [self._improve, self._prove_or_help if self._cells() <= WHOLE_MOST else self._help]
        with ThreadPoolExecutor(len(jobs)) as threads:
            for job in [threads.submit(self._done, job) for job in jobs]:
                job.result()
        if not self.is_over():
            self._search(self.is_over, Manner.WHOLE)

    def _done(self, job: Callable[[], None]) -> None:
        """Do it; where it fails the other ends, too."""
        try:
            job()
        except BaseException:
            self._failed = True
            raise

    def _cells(self) -> int:
        return len(self.problem.workers) * self.problem.days

    def _is_vain(self) -> bool:
        late = self.budget.share_used() > VAIN_AFTER
        return late and not self.best.is_within(FAR)

    def _is_time(self) -> bool:
        """To end what is done side by side."""
        ready = self._dived or self.budget.share_used() > DIVED_AFTER
        return self.is_over() or (self._cells() <= FEW and ready and self._is_vain())

    def _prove_or_help(self) -> None:
        self._prove(lambda: self._is_vain() or self.is_over())
        self._help()

    def _prove(self, stop: Cancel, work: float | None = None) -> None:
        """Without a hint: near a first roster it finds less."""
        if not self.is_over():
            self._search(stop, Manner.PROVE, work)

    def _search(self, stop: Cancel, manner: Manner, work: float | None = None) -> None:
        part = build(self.problem)
        hear = self.best.hear
        found = search(part, self.budget, self.seed, hear, stop, manner=manner, work=work)
        hear(found.rows, found.value, found.bound)

    def _improve(self) -> None:
        """Out of priced lines, then by blocks."""
        rows = self.best.rows
        if rows is not None:
            blocks.as_a_whole(self.problem, rows, self.budget, self.best.hear, self._is_time)
            self._dived = True
            self._help()

    def _help(self) -> None:
        """Block by block, from the best there is."""
        if self.best.rows is not None and self.problem.days:
            blocks.by_blocks(
                self.problem, self.best.rows, self.budget, self._next_seed(), self.best.hear,
                self._is_time, lambda: self.best.rows,
            )  # fmt: skip

    def _next_seed(self) -> int:
        """Another one each time, so that no two draw the same blocks."""
        return self.seed + next(self._turns)
