"""The cheapest lines of workers who go by the same rules, found together, day by day.

The state after a day is the standing (`stepping.Standing`) and what was used up of each total: the
minutes, the weekends, and the counts of those shifts that are counted. Everything that may follow
depends on these alone, so of all beginnings that come to one state the cheapest is kept and the
others are dropped: a table of costs with an axis for each part of the state, one table for a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd, prod
from typing import TYPE_CHECKING, Any, NamedTuple

from app.planning.solver.problem import OFF, Burden, Line, Problem, Worker
from app.planning.solver.stepping import (
    AWAY,
    Gait,
    Standing,
    after_before,
    day_kinds,
    gait_of,
    may_end,
    ways_from,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Prices = NDArray[np.float64]
    """(worker, day, shift; the last one is OFF) -> the price; infinite: may not be."""


Band = tuple[int, int]
"""From, and to before."""


class Rule(NamedTuple):
    """What the workers of one track have in common."""

    gait: Gait
    outside: frozenset[int]
    minutes: tuple[int, int] | None
    """The unit in which they are counted, and the most of these units."""
    weekends: int | None
    counted: tuple[tuple[int, int], ...]
    """(shift, the most)"""
    burdens: tuple[Burden, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Choices that lead from the same standings to the same ones and use up the same."""

    choices: tuple[int, ...]
    sources: NDArray[np.int64]
    """By their target."""
    begins: NDArray[np.int64]
    """Where in `sources` those of each target begin."""
    targets: NDArray[np.int64]
    target_of_each: NDArray[np.int64]
    """The target of each source."""
    gains: tuple[int, ...]

    def sources_of(self, place: int) -> NDArray[np.int64]:
        end = self.begins[place + 1] if place + 1 < len(self.begins) else len(self.sources)
        return self.sources[self.begins[place] : end]


@dataclass(frozen=True, slots=True)
class DayMoves:
    moves: tuple[Move, ...]
    into: dict[int, list[tuple[Move, NDArray[np.int64]]]]
    """Target -> the moves that lead there, and from where."""


@dataclass(frozen=True, slots=True)
class PricedLine:
    """`value`: what the line costs by the prices, burdens included."""

    value: float
    line: Line


def rule_of(problem: Problem, worker: Worker, counted: tuple[int, ...], weighed: bool) -> Rule:
    """`counted`: the shifts whose most is watched; `weighed`: whether burdens are."""
    shifts = sorted(set().union(*worker.may) | {s for s in worker.fixed.values() if s != OFF})
    lengths = [problem.shifts[shift].minutes for shift in shifts]
    unit = gcd(*lengths) if lengths else 0
    whole = max(lengths, default=0) * problem.days
    most = whole if worker.minutes_most is None else min(whole, worker.minutes_most)
    minutes = (unit, most // unit) if unit and (worker.minutes_least > 0 or most < whole) else None
    burdens = worker.burdens if weighed else ()
    weekends = None
    if any(burden.counted is None for burden in burdens):
        weekends = len(problem.weekends)
    if worker.weekends_most is not None and worker.weekends_most < len(problem.weekends):
        weekends = worker.weekends_most
    limits = tuple((shift, worker.shift_most[shift]) for shift in counted)
    return Rule(gait_of(problem, worker), worker.outside, minutes, weekends, limits, burdens)


class Track:
    """One rule, and the moves of each day under it."""

    def __init__(self, problem: Problem, rule: Rule, starts: Sequence[Standing]) -> None:
        self._problem = problem
        self.rule = rule
        self.ways = ways_from(rule.gait, starts)
        self._kinds = day_kinds(problem)
        self._weekend_day = {
            day: place for days in problem.weekends for place, day in enumerate(sorted(days))
        }
        self._patterns: dict[Any, DayMoves] = {}
        self.days = [self._day(day) for day in range(problem.days)]

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        rule = self.rule
        sizes = [] if rule.minutes is None else [rule.minutes[1] + 1]
        if rule.weekends is not None:
            sizes.append(rule.weekends + 1)
        sizes.extend(most + 1 for _shift, most in rule.counted)
        sizes.extend(len({day for day, _ in counted}) + 1 for counted in self._sets)
        return tuple(sizes)

    @property
    def states(self) -> int:
        """How many there are of one worker, over all days."""
        return (len(self.days) + 1) * len(self.ways.standings) * prod(self.sizes)

    @property
    def _sets(self) -> list[frozenset[tuple[int, int]]]:
        return [burden.counted for burden in self.rule.burdens if burden.counted is not None]

    def _gains(self, day: int, choice: int, new_weekend: bool) -> tuple[int, ...]:
        rule, at_work = self.rule, choice >= 0
        gains = []
        if rule.minutes is not None:
            length = self._problem.shifts[choice].minutes if at_work else 0
            gains.append(length // rule.minutes[0])
        if rule.weekends is not None:
            gains.append(int(at_work and new_weekend))
        gains.extend(int(choice == shift) for shift, _most in rule.counted)
        gains.extend(int((day, max(OFF, choice)) in counted) for counted in self._sets)
        return tuple(gains)

    def _day(self, day: int) -> DayMoves:
        kind, weekend = self._kinds.get(day, 0), self._weekend_day.get(day)
        choices = (AWAY,) if day in self.rule.outside else range(OFF, len(self._problem.shifts))
        told = tuple((choice, self._gains(day, choice, new_weekend=True)) for choice in choices)
        pattern = (kind, weekend, told)
        if pattern not in self._patterns:
            self._patterns[pattern] = _day_moves(self._moves(day, kind, weekend, choices))
        return self._patterns[pattern]

    def _moves(
        self, day: int, kind: int, weekend: int | None, choices: Sequence[int]
    ) -> Iterator[Move]:
        groups: dict[Any, list[int]] = {}
        for choice in choices:
            steps = self.ways.steps.get((kind, choice), [])
            for new_weekend, part in self._by_weekend(weekend, steps):
                if part:
                    gains = self._gains(day, choice, new_weekend)
                    groups.setdefault((tuple(part), gains), []).append(choice)
        for (steps, gains), alike in groups.items():
            yield _move(steps, gains, tuple(alike))

    def _by_weekend(
        self, weekend: int | None, steps: list[tuple[int, int]]
    ) -> Iterator[tuple[bool, list[tuple[int, int]]]]:
        """Steps by whether a shift would begin a weekend: on its second day, after a free one."""
        if self.rule.weekends is None or not weekend:
            yield weekend is not None, steps
            return
        worked = [self.ways.standings[source].working is True for source, _target in steps]
        yield True, [step for step, at_work in zip(steps, worked, strict=True) if not at_work]
        yield False, [step for step, at_work in zip(steps, worked, strict=True) if at_work]

    def best(self, workers: Sequence[Worker], prices: Prices) -> list[PricedLine | None]:
        """For each worker the cheapest line by their prices; None: there is none."""
        import numpy as np

        tables = self._tables(workers, prices)
        bands = self._bands(min(worker.minutes_least for worker in workers))
        last = tables[-1] + self._ends(workers)
        last = np.moveaxis(last, 1, 0).reshape(len(workers), -1)
        places = last.argmin(axis=1)
        found: list[PricedLine | None] = []
        for number, place in enumerate(places):
            value = float(last[number, place])
            at = np.unravel_index(place, (len(self.ways.standings), *self.sizes))
            ended = tuple(int(part) for part in at)
            line = (
                self._back(tables, bands, prices[number], number, ended) if value < np.inf else ()
            )
            found.append(PricedLine(value, line) if value < np.inf else None)
        return found

    def _tables(self, workers: Sequence[Worker], prices: Prices) -> NDArray[np.float64]:
        import numpy as np

        count = len(workers)
        shape = (len(self.days) + 1, len(self.ways.standings), count, *self.sizes)
        tables = np.empty(shape)
        bands = self._bands(min(worker.minutes_least for worker in workers))
        tables[0] = np.inf
        for number, worker in enumerate(workers):
            start = after_before(self.rule.gait, worker, self._kinds)
            tables[(0, self.ways.number[start], number, *(0 for _ in self.sizes))] = 0.0
        wide = (slice(None), *(None for _ in self.sizes))
        tables[(-1,)] = np.inf
        for day, moves in enumerate(self.days):
            old, new = tables[day], tables[day + 1]
            new[(slice(None), slice(None), *(slice(*band) for band in bands[day + 1]))] = np.inf
            for move in moves.moves:
                price = prices[:, day, _columns(move.choices)].min(axis=1)
                if price.min() < np.inf:
                    _pass_on(old, new, move, price[wide], (bands[day], bands[day + 1]))
        return tables

    def _bands(self, least: int) -> list[list[Band]]:
        """For each day and total the range in which it must be used up before that day."""
        if self.rule.minutes is None:
            floors = [0] * (len(self.days) + 1)
        else:
            unit = self.rule.minutes[0]
            floors = [max(0, -(-least // unit) - most) for most in self._most_after]
        return [
            [
                (min(floor, size - 1) if axis == 0 and self.rule.minutes else 0, min(size, top + 1))
                for axis, (size, top) in enumerate(zip(self.sizes, tops, strict=True))
            ]
            for floor, tops in zip(floors, self._most_before, strict=True)
        ]

    @cached_property
    def _most_after(self) -> list[int]:
        """The most units of minutes that can be worked from each day on."""
        import numpy as np

        best = np.zeros(len(self.ways.standings))
        most = [0]
        for moves in reversed(self.days):
            now = np.full(len(best), -np.inf)
            for move in moves.moves:
                np.maximum.at(now, move.sources, best[move.target_of_each] + move.gains[0])
            best = now
            most.append(int(max(0, best.max())))
        return most[::-1]

    @cached_property
    def _most_before(self) -> list[list[int]]:
        """How much of each total can be used up at most before each day."""
        import numpy as np

        best = np.zeros((len(self.ways.standings), len(self.sizes)))
        most = [[0] * len(self.sizes)]
        for moves in self.days:
            now = np.full(best.shape, -np.inf)
            for move in moves.moves:
                np.maximum.at(now, move.target_of_each, best[move.sources] + move.gains)
            best = now
            most.append([int(max(0, top)) for top in best.max(axis=0)])
        return most

    def _ends(self, workers: Sequence[Worker]) -> NDArray[np.float64]:
        """What is added at the end: burdens, and infinity where the line may not end so."""
        import numpy as np

        ends = np.zeros((len(self.ways.standings), len(workers), *self.sizes))
        for number, worker in enumerate(workers):
            for place, at in enumerate(self.ways.standings):
                if not may_end(self.rule.gait, at, worker.after):
                    ends[place, number] = np.inf
            if self.rule.minutes is not None:
                least = -(-worker.minutes_least // self.rule.minutes[0])
                ends[:, number, :least] = np.inf
            elif worker.minutes_least > 0:
                ends[:, number] = np.inf  # there is no shift at all
        axis = len(self.sizes) - len(self._sets)
        weekends = 0 if self.rule.minutes is None else 1
        for burden in self.rule.burdens:
            place = weekends if burden.counted is None else axis
            axis += burden.counted is not None
            costs = np.cumsum([0, *_steps(burden, self.sizes[place] - 1)])
            ends += costs.reshape([-1 if i == place else 1 for i in range(len(self.sizes))])
        return ends

    def _back(
        self,
        tables: NDArray[np.float64],
        bands: list[list[Band]],
        prices: NDArray[np.float64],
        number: int,
        at: tuple[int, ...],
    ) -> Line:
        """The line that led to a state on the last day."""
        line: list[int] = []
        for day in reversed(range(len(self.days))):
            best = (float("inf"), OFF, at)
            for move, sources in self.days[day].into.get(at[0], ()):
                used = tuple(a - b for a, b in zip(at[1:], move.gains, strict=True))
                if any(not low <= a < top for a, (low, top) in zip(used, bands[day], strict=True)):
                    continue
                values = tables[(day, sources, number, *used)]
                place = int(values.argmin())
                priced = prices[day, _columns(move.choices)]
                choice = int(priced.argmin())
                value = float(values[place] + priced[choice])
                if value < best[0]:
                    best = (value, move.choices[choice], (int(sources[place]), *used))
            line.append(max(OFF, best[1]))
            at = best[2]
        return tuple(reversed(line))


def _columns(choices: tuple[int, ...]) -> list[int]:
    return [max(OFF, choice) for choice in choices]


def _steps(burden: Burden, times: int) -> list[int]:
    """What each of `times` times costs."""
    steps = burden.steps or (0,)
    return [steps[min(k, len(steps) - 1)] for k in range(times)]


def _move(
    steps: Sequence[tuple[int, int]], gains: tuple[int, ...], choices: tuple[int, ...]
) -> Move:
    import numpy as np

    ordered = sorted(steps, key=lambda step: (step[1], step[0]))
    targets, begins = np.unique([target for _source, target in ordered], return_index=True)
    sources = np.array([source for source, _target in ordered])
    of_each = np.array([target for _source, target in ordered])
    return Move(choices, sources, begins, targets, of_each, gains)


def _day_moves(moves: Iterator[Move]) -> DayMoves:
    all_moves = tuple(moves)
    into: dict[int, list[tuple[Move, Any]]] = {}
    for move in all_moves:
        for place, target in enumerate(move.targets):
            into.setdefault(int(target), []).append((move, move.sources_of(place)))
    return DayMoves(all_moves, into)


def _pass_on(
    old: NDArray[np.float64],
    new: NDArray[np.float64],
    move: Move,
    price: NDArray[np.float64],
    bands: tuple[list[Band], list[Band]],
) -> None:
    """Carry the costs of one day over to the next one, within the bands of the two days."""
    import numpy as np

    kept, moved = [], []
    for (low, top), (new_low, new_top), gain in zip(*bands, move.gains, strict=True):
        first, stop = max(low, new_low - gain), min(top, new_top - gain)
        if first >= stop:
            return
        kept.append(slice(first, stop))
        moved.append(slice(first + gain, stop + gain))
    source: tuple[Any, ...] = (move.sources, slice(None), *kept)
    best = old[source]
    if len(move.targets) < len(move.sources):
        best = np.minimum.reduceat(best, move.begins, axis=0)
    best = best + price
    into: tuple[Any, ...] = (move.targets, slice(None), *moved)
    new[into] = np.minimum(new[into], best)
