"""How many people each cover has, and what one more or one less of them would cost."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from app.planning.solver.problem import Cover, Line, Problem, Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Heads:
    """The covers of a problem under a roster that is being changed line by line."""

    def __init__(self, problem: Problem) -> None:
        import numpy as np

        self.problem = problem
        covers = problem.covers
        people = len(problem.workers)
        self._days = np.array([cover.day for cover in covers], dtype=np.int64)
        self._shifts = np.array([cover.shift for cover in covers], dtype=np.int64)
        self.have = np.zeros(len(covers), dtype=np.int64)
        self._costs = np.array([_costs(cover, people) for cover in covers], dtype=np.int64)
        self._costs = self._costs.reshape(len(covers), people + 2)
        self._places = np.arange(len(covers))
        self._of_all = [cover.workers is None for cover in covers]
        self._counts: dict[tuple[int, ...], NDArray[np.bool_]] = {}
        self._own: dict[int, tuple[int, ...]] = {}
        for number, cover in enumerate(covers):
            for place in cover.workers or ():
                self._own[place] = (*self._own.get(place, ()), number)

    def counts(self, place: int) -> NDArray[np.bool_]:
        """Whether each cover counts the worker at `place`."""
        import numpy as np

        own = self._own.get(place, ())
        if own not in self._counts:
            counted = np.array(self._of_all, dtype=np.bool_)
            counted[list(own)] = True
            self._counts[own] = counted
        return self._counts[own]

    def at(self, place: int, line: Line) -> NDArray[np.int64]:
        """The covers at which a line of the worker at `place` is counted."""
        import numpy as np

        if not len(self._days):
            return self._places
        worked = np.array(line, dtype=np.int64)[self._days] == self._shifts
        at: NDArray[np.int64] = self._places[worked & self.counts(place)]
        return at

    def add(self, place: int, line: Line, times: int = 1) -> None:
        """`times` -1 takes the line away."""
        self.have[self.at(place, line)] += times

    def fill(self, rows: Rows) -> None:
        self.have[:] = 0
        for place, line in enumerate(rows):
            self.add(place, line)

    @property
    def value(self) -> int:
        return int(self._costs[self._places, self.have].sum())

    @property
    def empty_value(self) -> int:
        """What the covers cost without anybody."""
        return int(self._costs[:, 0].sum())

    def prices(self, place: int) -> NDArray[np.float64]:
        """(day, shift, the last one OFF) -> what the worker at `place` would change there."""
        more = self._costs[self._places, self.have + 1] - self._costs[self._places, self.have]
        return self.spread(place, more)

    def spread(self, place: int, values: NDArray[np.int64 | np.float64]) -> NDArray[np.float64]:
        """A value of each cover, added up by day and shift for the worker at `place`."""
        import numpy as np

        prices = np.zeros((self.problem.days, len(self.problem.shifts) + 1))
        counted = self.counts(place)
        np.add.at(prices, (self._days[counted], self._shifts[counted]), values[counted])
        return prices

    def least(self, values: NDArray[np.float64]) -> float:
        """The least that the covers can cost together where each person at one is paid `values`."""
        import numpy as np

        if not len(self._costs):
            return 0.0
        paid = self._costs[:, :-1] + np.outer(values, np.arange(self._costs.shape[1] - 1))
        return float(paid.min(axis=1).sum())

    def slopes(self, number: int) -> list[tuple[int, int]]:
        """Of a cover: what each further person changes, and how many in a row change it so."""
        steps = (int(b - a) for a, b in pairwise(self._costs[number, :-1]))
        return [(slope, len(list(same))) for slope, same in groupby(steps)]

    def short(self) -> NDArray[np.int64]:
        """What each cover costs now."""
        costs: NDArray[np.int64] = self._costs[self._places, self.have]
        return costs


def _costs(cover: Cover, people: int) -> NDArray[np.int64]:
    """The cost of a cover by how many it has."""
    import numpy as np

    have = np.arange(people + 2)
    costs = np.zeros(people + 2, dtype=np.int64)
    for level, weight in cover.under:
        costs += weight * np.maximum(0, level - have)
    for level, weight in cover.over:
        costs += weight * np.maximum(0, have - level)
    return costs
