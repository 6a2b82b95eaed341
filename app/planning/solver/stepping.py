"""What of the days gone matters for the days to come: a small machine that walks along one line.

A `Standing` forgets everything else. Two beginnings of a line that stand alike can be followed by
the same days, so that only the cheaper one of them need be kept: that is the whole dominance rule
of `lines.py`, and why its answer is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from app.planning.solver.problem import OFF, Bar, Line, Problem, ShiftKind, Worker

_ENDLESS = 1 << 20
AWAY = -2
"""A day outside somebody's employment: nothing is known of it."""
Banned = tuple[frozenset[int], ...]
"""The shifts that may not be worked on the next day, on the one after it, and so on."""


@dataclass(frozen=True, slots=True)
class Gait:
    """Of a worker's rules those that look from one day to the next."""

    shifts: tuple[ShiftKind, ...]
    bars: tuple[frozenset[Bar], ...]
    """The bars that hold by the kind of the first day: 0 an ordinary one, 1 … a short night."""
    row_most: int
    row_least: int
    off_least: int
    nights_most: int
    away: bool
    """Whether there are days outside the employment."""
    cut_after: bool = False
    """Whether a run that begins after the last day may be as short as it likes."""

    @property
    def reach(self) -> int:
        return max((bar.distance for bars in self.bars for bar in bars), default=0)


@dataclass(frozen=True, slots=True)
class Standing:
    """`working` None: nothing is known of the day before. `left`: how many more days may be worked
    in a row; `lacking`: how many the run under way must go on at least."""

    working: bool | None
    banned: Banned
    left: int
    lacking: int
    nights_left: int
    cut: bool = False
    """Whether the run under way may end here all the same."""


def day_kinds(problem: Problem) -> dict[int, int]:
    """Day -> its kind, where it is not an ordinary one."""
    kinds = {bars: number for number, bars in enumerate(_short(problem), start=1)}
    return {day: kinds[bars] for day, bars in problem.short_rests.items()}


def gait_of(problem: Problem, worker: Worker) -> Gait:
    def most(limit: int | None) -> int:
        return _ENDLESS if limit is None else limit

    return Gait(
        shifts=problem.shifts,
        bars=(worker.bars, *(worker.bars | bars for bars in _short(problem))),
        row_most=most(worker.days_in_row_most),
        row_least=worker.days_in_row_least,
        off_least=worker.days_off_least,
        nights_most=most(worker.nights_in_row_most),
        away=bool(worker.outside),
        cut_after=worker.cut_after and bool(worker.after),
    )


def _short(problem: Problem) -> tuple[frozenset[Bar], ...]:
    return tuple(dict.fromkeys(bars for _day, bars in sorted(problem.short_rests.items())))


def fresh(gait: Gait) -> Standing:
    """Where nothing is known: nothing was worked, and no run is too short."""
    return _unknown(gait, (frozenset(),) * gait.reach)


def _unknown(gait: Gait, banned: Banned) -> Standing:
    return Standing(None, banned, gait.row_most, 0, gait.nights_most)


@lru_cache(maxsize=1 << 16)
def banned_by(gait: Gait, choice: int, kind: int) -> Banned:
    """What a choice on a day of this kind forbids on the days after it."""
    bars = gait.bars[kind]
    return tuple(
        frozenset(bar.later for bar in bars if bar.first == choice and bar.distance == distance)
        for distance in range(1, gait.reach + 1)
    )


def step(gait: Gait, at: Standing, choice: int, kind: int) -> Standing | None:
    """The next standing; None: the choice is not allowed."""
    if choice == AWAY:
        return _unknown(gait, (*at.banned[1:], frozenset())[: gait.reach])
    working = choice != OFF
    turned = at.working is not None and at.working is not working
    if (turned and at.lacking and not at.cut) or (at.banned and choice in at.banned[0]):
        return None
    if working and (at.left == 0 or (gait.shifts[choice].night and at.nights_left == 0)):
        return None
    return _next(gait, at, choice, kind)


def _next(gait: Gait, at: Standing, choice: int, kind: int) -> Standing:
    """The next standing, whatever stood against it."""
    working = choice != OFF
    own = banned_by(gait, choice, kind)
    banned = tuple(a | b for a, b in zip((*at.banned[1:], frozenset()), own, strict=False))
    if at.working is None:
        lacking = 0
    elif at.working is working:
        lacking = max(0, at.lacking - 1)
    else:
        lacking = (gait.row_least if working else gait.off_least) - 1
    night = working and gait.shifts[choice].night
    return Standing(
        working,
        banned,
        _less(at.left) if working else gait.row_most,
        max(0, lacking),
        _less(at.nights_left) if night else gait.nights_most,
    )


def _less(left: int) -> int:
    return left if left >= _ENDLESS else max(0, left - 1)


def after_before(gait: Gait, worker: Worker, kinds: dict[int, int]) -> Standing:
    """Where the worker stands on day 0. What was broken before it is past."""
    at = fresh(gait)
    for day, choice in enumerate(worker.before, start=-len(worker.before)):
        at = _next(gait, at, choice, kinds.get(day, 0))
    return replace(at, cut=worker.cut_before and at.lacking > 0)


def may_end(gait: Gait, at: Standing, after: Line) -> bool:
    """Whether the known days after the last one may follow: what they break among themselves
    alone is not this line's doing."""
    if any(choice in banned for choice, banned in zip(after, at.banned, strict=False)):
        return False
    if not after:
        return True
    working = after[0] != OFF
    run = _leading(after, lambda choice: (choice != OFF) is working)
    ended = run < len(after)
    if at.working is None or at.working is working:
        if (working and run > at.left) or (ended and run < at.lacking):
            return False
    else:
        least = 1 if gait.cut_after else gait.row_least if working else gait.off_least
        if at.lacking or (ended and run < least):
            return False
    nights = _leading(after, lambda choice: choice != OFF and gait.shifts[choice].night)
    return nights <= at.nights_left or at.nights_left == gait.nights_most


def _leading(line: Line, alike: Callable[[int], bool]) -> int:
    return next((i for i, choice in enumerate(line) if not alike(choice)), len(line))


class Ways:
    """All standings that can be reached under a gait, numbered, and the steps between them."""

    def __init__(self, gait: Gait, starts: Iterable[Standing]) -> None:
        self.gait = gait
        self.standings: list[Standing] = list(dict.fromkeys(starts))
        self.number = {at: number for number, at in enumerate(self.standings)}
        self.steps: dict[tuple[int, int], list[tuple[int, int]]] = {}
        """(kind of day, choice) -> (from, to) …"""
        for source, at in enumerate(self.standings):  # grows while it is gone through
            self._leave(source, at)

    def _leave(self, source: int, at: Standing) -> None:
        for kind in range(len(self.gait.bars)):
            for choice in range(AWAY if self.gait.away else OFF, len(self.gait.shifts)):
                to = step(self.gait, at, choice, kind)
                if to is None:
                    continue
                if to not in self.number:
                    self.number[to] = len(self.standings)
                    self.standings.append(to)
                self.steps.setdefault((kind, choice), []).append((source, self.number[to]))


@lru_cache(maxsize=256)
def _usual_ways(gait: Gait) -> Ways:
    return Ways(gait, [fresh(gait)])


def ways_from(gait: Gait, starts: Iterable[Standing]) -> Ways:
    """The ways under a gait with `starts` among the standings: nearly always those that lead from
    an unknown day, which are kept."""
    usual = _usual_ways(gait)
    missing = [at for at in starts if at not in usual.number]
    return Ways(gait, [fresh(gait), *missing]) if missing else usual
