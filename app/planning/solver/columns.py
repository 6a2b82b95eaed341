"""Rosters out of priced lines: the linear programme over all lines, and a dive from it.

The master mixes the lines that are known and says what one more person at each cover is worth; by
these prices each worker's cheapest line is found (`lines.py`) and added, until none helps any more.
What the mixture costs then is nearly what a roster costs at least: the prices give a bound that no
roster goes below, at whatever moment it is stopped. The dive makes whole lines of the shares: who
has nearly one line gets it, the others are priced once more, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from app.planning.solver.budget import Budget
from app.planning.solver.heads import Heads
from app.planning.solver.lines import LineFinder
from app.planning.solver.master import Master
from app.planning.solver.problem import Line, Problem, Rows
from app.progress import Cancel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT = 0.7
"""How much of the best prices so far goes into the next ones: without it they swing."""
_SURE = 0.9
"""A share from which on a line is as good as whole."""
_AT_ONCE = 8
"""One in so many of those who are left gets a line at once that is not quite whole."""
_ROUNDS = 4
"""How often those who are left are priced anew before the next line is settled."""
_NEAR = 0.2
"""So near to the mixture the bound need not be raised any more."""
_TINY = 1e-4
STATES_A_WORK = 30_000_000
"""So many states looked at are one unit of work, as `Budget` counts it."""


class Columns:
    """The lines that are known of everybody, and what they say: `lowest` costs no roster less."""

    def __init__(
        self, problem: Problem, rows: Rows, budget: Budget, stop: Cancel, finder: LineFinder
    ) -> None:
        self.problem = problem
        self._budget = budget
        self._stop = stop
        self._finder = finder
        self._heads = Heads(problem)
        self._master = Master(self._heads)
        self._best: NDArray[np.float64] | None = None
        self.lowest = float("-inf")
        self.learn(rows)

    @property
    def bound(self) -> int | None:
        """`lowest` as a whole number; None: nothing is known."""
        return None if self.lowest == float("-inf") else ceil(self.lowest - _TINY)

    def learn(self, rows: Rows) -> None:
        for place, line in enumerate(rows):
            self._master.add(place, line)

    def generate(self, told: Callable[[int | None], None]) -> bool:
        """Add lines until none helps; `told` hears of the bound. False: it was stopped before."""
        everybody = range(len(self.problem.workers))
        kept = 0.0
        while not self._is_over():
            value = self._master.solve(self._budget.seconds_left())
            if value is None:
                return False
            worth = -self._master.worth()
            best = worth if self._best is None else self._best
            prices = kept * best + (1 - kept) * worth
            added, lowest = self._price(everybody, prices)
            if lowest > self.lowest:
                self.lowest, self._best = lowest, prices
                told(self.bound)
            if (not added and kept == 0.0) or self._is_closed(value):
                return True
            kept = _KEPT if added else 0.0
        return False

    def _is_over(self) -> bool:
        return self._budget.is_over() or self._stop()

    def _is_closed(self, value: float) -> bool:
        """Whether a lower mixture could not say more about whole rosters, or hardly."""
        return self.bound == ceil(value - _TINY) or value - self.lowest < _NEAR

    def _price(self, places: Sequence[int], prices: NDArray[np.float64]) -> tuple[int, float]:
        """How many new lines there are, and the least that everything can cost."""
        import numpy as np

        spread = np.stack([self._heads.spread(place, prices) for place in places])
        found = self._finder.find(places, spread)
        self._budget.use(sum(self._finder.states(place) for place in places) / STATES_A_WORK)
        lowest = self._heads.least(-prices)
        added = 0
        for place, best in zip(places, found, strict=True):
            if best is None:  # only CP-SAT finds this worker's lines: nothing is known below
                return added, float("-inf")
            added += self._master.add(place, best.line)
            lowest += best.value
        return added, lowest

    def dive(self) -> Rows | None:
        """A roster near the mixture that `generate` came to; None: it was stopped before."""
        chosen: dict[int, Line] = {}
        left = list(range(len(self.problem.workers)))
        try:
            while left and not self._is_over():
                if self._master.solve(self._budget.seconds_left()) is None:
                    return None
                for place, line in self._surest(left):
                    chosen[place] = line
                    self._master.fix(place, line)
                left = [place for place in left if place not in chosen]
                self._reprice(left)
        finally:
            self._master.free()
        return None if left else tuple(chosen[place] for place in sorted(chosen))

    def _surest(self, places: Sequence[int]) -> list[tuple[int, Line]]:
        """The workers who have nearly one line, at least one of them, with it."""
        firsts = [(*self._master.shares(place)[0], place) for place in places]
        firsts.sort(key=lambda first: (-first[0], first[2]))
        whole = [(place, line) for share, line, place in firsts if share > 1 - _TINY]
        few = firsts[: max(1, len(places) // _AT_ONCE)]
        return whole or [
            (place, line) for share, line, place in few if share >= min(_SURE, few[0][0])
        ]

    def _reprice(self, places: Sequence[int]) -> None:
        for _round in range(_ROUNDS if places else 0):
            if self._is_over() or self._master.solve(self._budget.seconds_left()) is None:
                return
            added, _lowest = self._price(places, -self._master.worth())
            if not added:
                return
