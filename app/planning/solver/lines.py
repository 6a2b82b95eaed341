"""The cheapest line of each worker by given prices, all hard rules held.

How often a shift may be worked is watched only where it must be: a cheapest line without that limit
which keeps it is a cheapest line with it. Where it does not, the shift is counted from then on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.planning.solver.problem import OFF, Burden, Line, Problem, Worker
from app.planning.solver.stepping import Gait, Standing, after_before, day_kinds, gait_of
from app.planning.solver.tracks import PricedLine, Rule, Track, rule_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TABLE_MOST = 4_000_000
"""So many states of one worker, over all days, are held in memory: 32 MB."""


class LineFinder:
    """Of one problem; what it learns of a worker it keeps. `quick`: a burden is priced as if
    everybody had their share of it, which keeps it out of the states; lines are then near the
    cheapest."""

    def __init__(self, problem: Problem, quick: bool = False) -> None:
        self.problem = problem
        self._own = [_own_prices(problem, worker) for worker in problem.workers]
        if quick:
            self._price_burdens()
        self._counted: list[tuple[int, ...]] = [()] * len(problem.workers)
        self._weighed = [not quick and bool(worker.burdens) for worker in problem.workers]
        self._rules: dict[tuple[int, tuple[int, ...], bool], Rule] = {}
        self._tracks: dict[Rule, Track] = {}
        self._starts: dict[Gait, list[Standing]] = {}
        kinds = day_kinds(problem)
        for worker in problem.workers:
            gait = gait_of(problem, worker)
            self._starts.setdefault(gait, []).append(after_before(gait, worker, kinds))

    def _price_burdens(self) -> None:
        shares: dict[frozenset[tuple[int, int]] | None, int] = {}
        for worker, own in zip(self.problem.workers, self._own, strict=True):
            for burden in worker.burdens:
                if burden.counted not in shares:
                    shares[burden.counted] = _share(self.problem, burden)
                share = shares[burden.counted]
                step = burden.steps[min(share, len(burden.steps) - 1)] if burden.steps else 0
                for cell in burden.counted or ():
                    own[cell] += step

    def find(self, places: Sequence[int], prices: NDArray[np.float64]) -> list[PricedLine | None]:
        """For the worker at each of `places` the cheapest line by `prices` (place, day, shift, the
        last one OFF) on top of the worker's own costs."""
        import numpy as np

        found: list[PricedLine | None] = [None] * len(places)
        own = np.stack([self._own[place] for place in places]) + prices
        waiting = list(range(len(places)))
        while waiting:
            again: list[int] = []
            for track, numbers in self._by_track(places, waiting):
                workers = [self.problem.workers[places[number]] for number in numbers]
                for number, best in zip(numbers, track.best(workers, own[numbers]), strict=True):
                    found[number] = best
                    if best is not None and self._learn(places[number], best.line):
                        again.append(number)
            waiting = again
        return found

    def states(self, place: int) -> int:
        """How many states there are of the worker at `place`, over all days."""
        return self._track(self._rule(place)).states

    def _by_track(
        self, places: Sequence[int], numbers: Sequence[int]
    ) -> list[tuple[Track, list[int]]]:
        groups: dict[Rule, list[int]] = {}
        for number in numbers:
            groups.setdefault(self._rule(places[number]), []).append(number)
        parts: list[tuple[Track, list[int]]] = []
        for rule, alike in groups.items():
            track = self._track(rule)
            size = max(1, TABLE_MOST // track.states)
            parts.extend((track, alike[i : i + size]) for i in range(0, len(alike), size))
        return parts

    def _rule(self, place: int) -> Rule:
        key = (place, self._counted[place], self._weighed[place])
        if key not in self._rules:
            worker = self.problem.workers[place]
            self._rules[key] = rule_of(self.problem, worker, *key[1:])
        return self._rules[key]

    def _track(self, rule: Rule) -> Track:
        if rule not in self._tracks:
            self._tracks[rule] = Track(self.problem, rule, self._starts[rule.gait])
        return self._tracks[rule]

    def _learn(self, place: int, line: Line) -> bool:
        """Whether the line has a shift too often; from now on this one is counted."""
        limits = self.problem.workers[place].shift_most
        over = [s for s, most in limits.items() if sum(choice == s for choice in line) > most]
        self._counted[place] = tuple(sorted({*self._counted[place], *over}))
        return bool(over)


def _share(problem: Problem, burden: Burden) -> int:
    """How often one worker of all has to take what is counted, about."""
    wanted = sum(
        max(level for level, _weight in cover.under)
        for cover in problem.covers
        if cover.under and (cover.day, cover.shift) in (burden.counted or ())
    )
    return wanted // max(1, len(problem.workers))


def _own_prices(problem: Problem, worker: Worker) -> NDArray[np.float64]:
    """(day, shift, the last one OFF) -> the worker's own cost; infinite: may not be."""
    import numpy as np

    own = np.full((problem.days, len(problem.shifts) + 1), np.inf)
    own[:, OFF] = 0.0
    for day, shifts in enumerate(worker.may):
        own[day, [s for s in shifts if worker.shift_most.get(s, 1) > 0]] = 0.0
    for day, choice in worker.fixed.items():
        own[day] = np.inf
        own[day, choice] = 0.0
    for (day, choice), cost in worker.costs.items():
        own[day, choice] += cost
    return own
