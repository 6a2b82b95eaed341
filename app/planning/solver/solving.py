"""The one door to the solver: a problem goes in, the best roster in the time comes out.

All hard limits are each worker's own, so there is a roster exactly where everybody alone has a
line; what is shared, the covers, only costs. A first roster is therefore put together one worker
after the other. From it one thread makes better ones while the other raises the bound over the
whole problem, or where there is too much of it helps to make the roster better.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.planning.solver import blocks
from app.planning.solver.best import Best, Watching, unwatched
from app.planning.solver.budget import Budget
from app.planning.solver.constructing import construct
from app.planning.solver.loading import require
from app.planning.solver.model import build
from app.planning.solver.problem import Problem, Rows, Solution
from app.planning.solver.searching import search
from app.planning.solver.valuing import broken, value_of
from app.progress import Cancel, never

WHOLE_MOST = 2000
"""How many people × days are searched as one model: 60 people for a month, and some more."""
VAIN_AFTER = 0.3
"""The share of the time after which a bound that is still far is left as it is."""
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
        self._proved: int | None = None

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
        if self._is_small():
            self._prove(self.is_over, self.budget.work_left() * PROVING)
        self._improve()

    def side_by_side(self) -> None:
        """Both at once; OR-Tools computes outside Python's lock."""
        jobs = [self._improve, self._prove_or_help if self._is_small() else self._help]
        with ThreadPoolExecutor(len(jobs)) as threads:
            for job in [threads.submit(self._done, job) for job in jobs]:
                job.result()

    def _done(self, job: Callable[[], None]) -> None:
        """Do it; where it fails the other ends, too."""
        try:
            job()
        except BaseException:
            self._failed = True
            raise

    def _is_small(self) -> bool:
        return len(self.problem.workers) * self.problem.days <= WHOLE_MOST

    def _prove_or_help(self) -> None:
        self._prove(self._is_over_or_vain)
        self._help()

    def _is_over_or_vain(self) -> bool:
        return self.is_over() or (
            self.budget.share_used() > VAIN_AFTER and self.best.is_far(self._proved)
        )

    def _prove(self, stop: Cancel, work: float | None = None) -> None:
        """The whole problem as one model."""
        if self.is_over():
            return
        part = build(self.problem)  # without a hint: near a first roster it finds less
        found = search(part, self.budget, self.seed, self._hear_proof, stop, work)
        self._hear_proof(found.rows, found.value, found.bound)

    def _hear_proof(self, rows: Rows | None, value: int | None, bound: int | None) -> None:
        if bound is not None:
            self._proved = bound
        self.best.hear(rows, value, bound)

    def _improve(self) -> None:
        """From the first roster to better ones."""
        rows = self.best.rows
        if rows is not None:
            blocks.improve(self.problem, rows, self.budget, self.seed, self.best.hear, self.is_over)

    def _help(self) -> None:
        """Make the best there is better, whoever found it."""
        rows, value = self.best.rows, self.best.value

        def told(better: Rows | None, better_value: int | None, bound: int | None) -> None:
            nonlocal value
            value = better_value
            self.best.hear(better, better_value, bound)

        def is_behind() -> bool:
            return self.is_over() or self.best.value != value

        seed = self.seed
        while rows and self.problem.days and not self.is_over():
            seed += 1
            blocks.by_blocks(self.problem, rows, self.budget, seed, told, is_behind)
            rows, value = self.best.rows, self.best.value
