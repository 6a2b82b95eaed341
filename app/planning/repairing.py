"""Ways to fill shifts that have come open: few cells changed, no limit broken that was held before.

A way is looked for as one would by hand, the least of changes first: somebody who is free takes the
shift; somebody who works another one moves over, and a third takes theirs where it is missed; who
would work too much gives another day away. What it comes to is measured as the solver does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from heapq import heappop, heappush

from app.planning.solver.problem import OFF, Cover, Line, Problem, Rows, Worker
from app.planning.solver.valuing import Broken, broken_by, line_value, open_days

MOST_CELLS = 5
MOST_WAYS = 5
_MOST_TRIED = 1_500
"""So many changes are looked at in all: a count and no clock, so that the answer is always the
same."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A shift that somebody should work. `workers`: the places of those who would count for it
    (None: anybody). `instead`: of whom it was, where it was anybody's."""

    day: int
    shift: int
    workers: frozenset[int] | None = None
    instead: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class CellMove:
    """One changed cell: what is worked there afterwards (a shift, or OFF)."""

    worker: int
    day: int
    after: int


Moves = frozenset[CellMove]
Unlike = Callable[[int, int, int], int]
"""How far one worker is from another whose shift they would take on a day: 0 is alike."""
Price = Callable[[int], Worker]
"""The worker at a place, with what their choices cost."""


@dataclass(frozen=True, slots=True)
class Way:
    """All gaps are filled by these changes; `cost` is what they add to the roster's value."""

    moves: tuple[CellMove, ...]
    cost: int
    unlike: int = 0
    """How far those who take a shift are from whom they take it."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What is to be repaired. `rows`: the roster without what is missing. `days`: on these alone
    something may change, and not for those of the places `away`. `cells`: as many may change.
    """

    problem: Problem
    rows: Rows
    gaps: tuple[Gap, ...]
    days: range
    away: frozenset[int] = frozenset()
    cells: int = MOST_CELLS
    unlike: Unlike = lambda _instead, _taker, _day: 0
    price: Price | None = None
    """None: the problem's workers have their costs."""


def ways(repair: Repair) -> tuple[Way, ...]:
    """Up to five ways, those with the fewest changes first; among them those by people who are most
    like whom they stand in for, and then the cheapest. Nothing where so few changes are not enough.
    """
    search = _Search(repair)
    search.push(frozenset(), repair.gaps)
    return tuple(search.run())


@dataclass(order=True)
class _State:
    """Changes made so far and gaps still open; each needs one more change at least."""

    cells: int
    unlike: int
    cost: int
    number: int
    moves: Moves = field(compare=False)
    gaps: tuple[Gap, ...] = field(compare=False)
    easing: int | None = field(default=None, compare=False)
    """Who is to fill the first gap by giving another day away; None: everybody as they are."""


class _Search:
    def __init__(self, repair: Repair) -> None:
        self._most, self._unlike = repair.cells, repair.unlike
        self._problem = problem = repair.problem
        self._rows = repair.rows
        self._price: Price = cache(repair.price or problem.workers.__getitem__)
        self._free = [
            frozenset() if place in repair.away else open_days(worker).intersection(repair.days)
            for place, worker in enumerate(problem.workers)
        ]
        self._covers: dict[tuple[int, int], list[Cover]] = {}
        for cover in problem.covers:
            self._covers.setdefault((cover.day, cover.shift), []).append(cover)
        self._before: dict[int, frozenset[Broken]] = {}
        self._sound: dict[tuple[int, Moves], bool] = {}
        self._open: list[_State] = []
        self._tried = 0
        self._seen: set[tuple[Moves, tuple[Gap, ...], int | None]] = set()

    def push(
        self, moves: Moves, gaps: tuple[Gap, ...], unlike: int = 0, easing: int | None = None
    ) -> None:
        """Look at it later, in its turn."""
        cells = len(moves) + len(gaps) + (easing is not None)
        key = (moves, gaps, easing)
        if cells <= self._most and key not in self._seen:
            self._seen.add(key)
            order = (cells, unlike, self._cost(moves), len(self._seen))
            heappush(self._open, _State(*order, moves, gaps, easing))

    def run(self) -> Iterator[Way]:
        found: list[Moves] = []
        while self._open and len(found) < MOST_WAYS and self._tried < _MOST_TRIED:
            state = heappop(self._open)
            if any(moves <= state.moves for moves in found):
                continue
            if not state.gaps:
                found.append(state.moves)
                yield Way(tuple(sorted(state.moves)), state.cost, state.unlike)
            elif state.easing is None:
                self._fill(state)
            else:
                self._ease(state, state.easing)

    def _fill(self, state: _State) -> None:
        """Everybody who could take the first gap: as they are, or by giving a day away."""
        gap = state.gaps[0]
        for place in self._takers(gap, state.moves):
            moves = state.moves | {CellMove(place, gap.day, gap.shift)}
            unlike = state.unlike + self._apart(gap, place)
            if self._holds(place, moves):
                self.push(moves, self._left(state, moves, place, (gap.day,)), unlike)
            else:
                self.push(state.moves, state.gaps, state.unlike, place)

    def _apart(self, gap: Gap, place: int) -> int:
        return 0 if gap.instead is None else self._unlike(gap.instead, place, gap.day)

    def _ease(self, state: _State, place: int) -> None:
        gap = state.gaps[0]
        line = self._line(place, state.moves)
        for day in sorted(self._free[place]):
            if day == gap.day or line[day] == OFF or self._moved(state.moves, place, day):
                continue
            moves = state.moves | {
                CellMove(place, gap.day, gap.shift), CellMove(place, day, OFF)
            }  # fmt: skip
            if self._holds(place, moves):
                unlike = state.unlike + self._apart(gap, place)
                self.push(moves, self._left(state, moves, place, (gap.day, day)), unlike)

    def _takers(self, gap: Gap, moves: Moves) -> Iterator[int]:
        for place, worker in enumerate(self._problem.workers):
            if gap.workers is not None and place not in gap.workers:
                continue
            if gap.day in self._free[place] and gap.shift in worker.may[gap.day]:
                same = self._rows[place][gap.day] == gap.shift
                if not same and not self._moved(moves, place, gap.day):
                    yield place

    def _left(
        self, state: _State, moves: Moves, place: int, days: tuple[int, ...]
    ) -> tuple[Gap, ...]:
        """The gaps that stay, and those that `place` leaves behind on `days`."""
        gaps = list(state.gaps[1:])
        for day in days:
            shift = self._rows[place][day]
            if shift != OFF and (gap := self._missed(day, shift, place, moves)):
                gaps.append(gap)
        return tuple(gaps)

    def _missed(self, day: int, shift: int, place: int, moves: Moves) -> Gap | None:
        """The gap that somebody leaves behind: none where enough others work the shift."""
        counting = [
            cover
            for cover in self._covers.get((day, shift), ())
            if cover.workers is None or place in cover.workers
        ]
        if not counting:
            return Gap(day, shift, self._alike(place), place)
        for cover in counting:
            least = min((level for level, _weight in cover.under), default=0)
            if self._have(cover, moves) < least:
                return Gap(day, shift, cover.workers, place)
        return None

    def _alike(self, place: int) -> frozenset[int] | None:
        """Where nobody said what is needed: those who are counted together with somebody."""
        for cover in self._problem.covers:
            if cover.workers is not None and place in cover.workers:
                return cover.workers
        return None

    def _have(self, cover: Cover, moves: Moves) -> int:
        now = {move.worker: move.after for move in moves if move.day == cover.day}
        counted = range(len(self._rows)) if cover.workers is None else cover.workers
        return sum(now.get(place, self._rows[place][cover.day]) == cover.shift for place in counted)

    def _holds(self, place: int, moves: Moves) -> bool:
        """Whether the line of `place` breaks nothing that it did not break before."""
        self._tried += 1
        own = frozenset(move for move in moves if move.worker == place)
        key = (place, own)
        if key not in self._sound:
            if place not in self._before:
                self._before[place] = self._broken(place, self._rows[place])
            now = self._broken(place, self._line(place, own))
            self._sound[key] = now <= self._before[place]
        return self._sound[key]

    def _broken(self, place: int, line: Line) -> frozenset[Broken]:
        return frozenset(broken_by(self._problem, place, self._problem.workers[place], line))

    def _line(self, place: int, moves: Moves) -> Line:
        line = list(self._rows[place])
        for move in moves:
            if move.worker == place:
                line[move.day] = move.after
        return tuple(line)

    @staticmethod
    def _moved(moves: Moves, place: int, day: int) -> bool:
        return any(move.worker == place and move.day == day for move in moves)

    def _cost(self, moves: Moves) -> int:
        """What the changes add to the value: of the lines, and of the covers they touch."""
        problem, cost = self._problem, 0
        for place in {move.worker for move in moves}:
            worker = self._price(place)
            cost += line_value(problem, worker, self._line(place, moves))
            cost -= line_value(problem, worker, self._rows[place])
        touched = {(move.day, move.after) for move in moves} | {
            (move.day, self._rows[move.worker][move.day]) for move in moves
        }
        for cell in touched:
            for cover in self._covers.get(cell, ()):
                cost += cover.cost(self._have(cover, moves))
                cost -= cover.cost(self._have(cover, frozenset()))
        return cost
