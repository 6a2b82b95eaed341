"""Ways to fill shifts that have come open: few cells changed, no limit broken that was held before.

A way is looked for as one would by hand, the least of changes first: somebody who is free takes the
shift; somebody who works another one moves over, and a third takes theirs where it is missed; who
would work too much gives another day away. What it comes to is measured as the solver does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from heapq import heappop, heappush

from app.planning.solver.problem import OFF, Line, Problem, Rows, Worker
from app.planning.solver.valuing import Broken, Limit, broken_by, line_value, open_days, sums

_MOVED = 2
"""How far somebody is from the shift who works another one that day."""
MOST_CELLS = 5
MOST_WAYS = 5
MOST_JUDGED = 1_500
"""So many lines are judged in all, and twice as many changes looked at: counts and no clock, so
that the answer is always the same."""


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
    lines: int = MOST_JUDGED
    unlike: Unlike = lambda _instead, _taker, _day: 0
    price: Price | None = None
    """None: the problem's workers have their costs."""


def ways(repair: Repair) -> tuple[Way, ...]:
    """Up to five ways, those with the fewest changes first; among them those by people who are free
    and most like whom they stand in for, and then the cheapest. Nothing where so few changes are
    not enough.
    """
    search = _Search(repair)
    search.push(frozenset(), repair.gaps)
    return tuple(search.run())


@dataclass(order=True)
class _State:
    """Changes made so far and gaps still open; each needs one more change at least. In order of
    what they come to with the gaps filled as well as each could be by itself."""

    cells: int
    unlike: int
    cost: int
    open: int
    number: int
    moves: Moves = field(compare=False)
    gaps: tuple[Gap, ...] = field(compare=False)
    apart: int = field(compare=False)
    """How unlike those are who moved."""
    easing: int | None = field(default=None, compare=False)
    """Who is to fill the first gap by giving another day away; None: everybody as they are."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A line with some changes: whether it breaks nothing that it did not break before, and what
    it adds to the value."""

    sound: bool
    cost: int


class _Search:
    def __init__(self, repair: Repair) -> None:
        self._most, self._lines, self._unlike = repair.cells, repair.lines, repair.unlike
        self._problem = problem = repair.problem
        self._rows = repair.rows
        self._price: Price = cache(repair.price or problem.workers.__getitem__)
        self._free = [
            frozenset() if place in repair.away else open_days(worker).intersection(repair.days)
            for place, worker in enumerate(problem.workers)
        ]
        self._covers: dict[tuple[int, int], list[int]] = {}
        for number, cover in enumerate(problem.covers):
            self._covers.setdefault((cover.day, cover.shift), []).append(number)
        self._before: dict[int, frozenset[Broken]] = {}
        self._judged: dict[tuple[int, Moves], _Judged] = {}
        self._open: list[_State] = []
        self._seen: set[tuple[Moves, tuple[Gap, ...], int | None]] = set()
        self._at_best = cache(self._filled_at_best)
        self._there = cache(self._have_before)
        self._counting = cache(self._covers_of)
        self._dearer = cache(self._cover_adds)

    def push(
        self, moves: Moves, gaps: tuple[Gap, ...], apart: int = 0, easing: int | None = None
    ) -> None:
        """Look at it later, in its turn."""
        cells = len(moves) + len(gaps) + (easing is not None)
        key = (moves, gaps, easing)
        if cells > self._most or key in self._seen:
            return
        self._seen.add(key)
        bound = [self._at_best(gap) for gap in gaps]
        unlike = apart + sum(unlike for unlike, _cost in bound)
        cost = self._cost(moves) + sum(cost for _unlike, cost in bound)
        order = (cells, unlike, cost, len(gaps), len(self._seen))
        heappush(self._open, _State(*order, moves, gaps, apart, easing))

    def run(self) -> Iterator[Way]:
        found: list[Moves] = []
        while self._open and len(found) < MOST_WAYS and self._goes_on():
            state = heappop(self._open)
            if any(moves <= state.moves for moves in found):
                continue
            if not state.gaps:
                found.append(state.moves)
                yield Way(tuple(sorted(state.moves)), state.cost, state.apart)
            elif state.easing is None:
                self._fill(state)
            else:
                self._ease(state, state.easing)

    def _goes_on(self) -> bool:
        return len(self._judged) < self._lines and len(self._seen) < 2 * self._lines

    def _filled_at_best(self, gap: Gap) -> tuple[int, int]:
        """The least that it takes to fill a gap by somebody as they are: nothing where nobody
        can."""
        found = [
            (self._apart(gap, place), self._cost(frozenset({move})))
            for place in self._takers(gap, frozenset())
            if self._holds(place, frozenset({move := CellMove(place, gap.day, gap.shift)}))
        ]
        return min(found, default=(0, 0))

    def _fill(self, state: _State) -> None:
        """Everybody who could take the first gap: as they are, or by giving a day away."""
        gap = state.gaps[0]
        for place in self._takers(gap, state.moves):
            if not self._take(state, place, frozenset({CellMove(place, gap.day, gap.shift)})):
                self.push(state.moves, state.gaps, state.apart, place)

    def _ease(self, state: _State, place: int) -> None:
        gap = state.gaps[0]
        line = self._line(place, state.moves)
        taken = CellMove(place, gap.day, gap.shift)
        for day in sorted(self._free[place]):
            given = day != gap.day and line[day] != OFF
            if given and not self._moved(state.moves, place, day):
                self._take(state, place, frozenset({taken, CellMove(place, day, OFF)}))

    def _take(self, state: _State, place: int, mine: Moves) -> bool:
        """Go on from where `place` fills the first gap by changing these days, if they may."""
        moves = state.moves | mine
        if not self._holds(place, moves):
            return False
        gaps = list(state.gaps[1:])
        for day in sorted(move.day for move in mine):
            shift = self._rows[place][day]
            if shift != OFF and (missed := self._missed(day, shift, place, moves)):
                gaps.append(missed)
        self.push(moves, tuple(gaps), state.apart + self._apart(state.gaps[0], place))
        return True

    def _apart(self, gap: Gap, place: int) -> int:
        """Who is free that day goes before who is taken off another shift."""
        apart = 0 if gap.instead is None else self._unlike(gap.instead, place, gap.day)
        return apart + _MOVED * (self._rows[place][gap.day] != OFF)

    def _takers(self, gap: Gap, moves: Moves) -> Iterator[int]:
        for place, worker in enumerate(self._problem.workers):
            if gap.workers is not None and place not in gap.workers:
                continue
            if gap.day in self._free[place] and gap.shift in worker.may[gap.day]:
                same = self._rows[place][gap.day] == gap.shift
                if not same and not self._moved(moves, place, gap.day):
                    yield place

    def _missed(self, day: int, shift: int, place: int, moves: Moves) -> Gap | None:
        """The gap that somebody leaves behind: none where enough others work the shift."""
        counting = self._counting(place, day, shift)
        if not counting:
            return Gap(day, shift, self._alike(place), place)
        changed = self._changed(moves)
        for number in counting:
            cover = self._problem.covers[number]
            least = min((level for level, _weight in cover.under), default=0)
            if self._there(number) + changed[number] < least:
                return Gap(day, shift, cover.workers, place)
        return None

    def _alike(self, place: int) -> frozenset[int] | None:
        """Where nobody said what is needed: those who are counted together with somebody."""
        for cover in self._problem.covers:
            if cover.workers is not None and place in cover.workers:
                return cover.workers
        return None

    def _covers_of(self, place: int, day: int, shift: int) -> tuple[int, ...]:
        """The covers of a shift that count somebody, by their places."""
        covers = self._problem.covers
        return tuple(
            number
            for number in self._covers.get((day, shift), ())
            if (workers := covers[number].workers) is None or place in workers
        )

    def _changed(self, moves: Moves) -> Counter[int]:
        """How many more (or fewer, below 0) each cover counts."""
        changed: Counter[int] = Counter()
        for move in moves:
            changed.update(self._counting(move.worker, move.day, move.after))
            changed.subtract(
                self._counting(move.worker, move.day, self._rows[move.worker][move.day])
            )
        return changed

    def _cover_adds(self, number: int, change: int) -> int:
        """What a cover adds to the value if it counts so many more."""
        cover, have = self._problem.covers[number], self._there(number)
        return cover.cost(have + change) - cover.cost(have)

    def _have_before(self, number: int) -> int:
        cover = self._problem.covers[number]
        counted = range(len(self._rows)) if cover.workers is None else cover.workers
        return sum(self._rows[place][cover.day] == cover.shift for place in counted)

    def _holds(self, place: int, moves: Moves) -> bool:
        """Whether the line of `place` breaks nothing that it did not break before."""
        return self._judge(place, moves).sound

    def _judge(self, place: int, moves: Moves) -> _Judged:
        own = frozenset(move for move in moves if move.worker == place)
        key = (place, own)
        if key not in self._judged:
            line = self._line(place, own)
            if place not in self._before:
                self._before[place] = self._broken(place, self._rows[place])
            sound = self._keeps(place, line)
            self._judged[key] = _Judged(sound, self._adds(place, line) if sound else 0)
        return self._judged[key]

    def _keeps(self, place: int, line: Line) -> bool:
        """Whether nothing is broken that was held, and what is exceeded is exceeded no further."""
        now = self._broken(place, line)
        if not now <= self._before[place]:
            return False
        (minutes, weekends, times), (then, ends, often) = (
            sums(self._problem, one) for one in (line, self._rows[place])
        )
        further = {
            Limit.MINUTES_LEAST: minutes < then,
            Limit.MINUTES_MOST: minutes > then,
            Limit.WEEKENDS: weekends > ends,
            Limit.SHIFT_MOST: any(times[shift] > often[shift] for shift in times),
        }
        return not any(further.get(one.limit, False) for one in now)

    def _adds(self, place: int, line: Line) -> int:
        worker = self._price(place)
        before = line_value(self._problem, worker, self._rows[place])
        return line_value(self._problem, worker, line) - before

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
        cost = sum(self._judge(place, moves).cost for place in {move.worker for move in moves})
        changed = self._changed(moves).items()
        return cost + sum(self._dearer(number, change) for number, change in changed if change)
