"""What a roster's cells say against the rulebook, at once, while somebody edits it.

Pure: the facts of the people and days in question go in, findings come out. The roster in the
facts is the one to be judged: the draft where there is one, with effective swaps applied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.rules.calendar import CentreTime
from app.rules.facts import ShiftType
from app.rules.figures.figure import Figures, Hours
from app.rules.figures.roster import (
    AskedAway,
    HolidayWorked,
    RestAfter,
    RestBefore,
    RosteredTwice,
    RosteredUnemployed,
    ShiftMayOpen,
    ShiftOpened,
)
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.vocabulary import LeaveStatus, Level
from app.rules.work import Cell, Moved

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Employment:
    """From which day until which (None: still) somebody is employed, both included."""

    hired_on: date
    left_on: date | None

    def holds(self, day: date) -> bool:
        return self.hired_on <= day and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True)
class CellLeave:
    """The leave, pending or approved, that covers a cell."""

    no: str
    status: LeaveStatus


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """What the cells are judged by; only the people and days in question need be in it.

    Days next to the judged ones belong in `roster` as well (see `reach`), or rests across the
    edge are not seen.
    """

    shifts: Mapping[str, ShiftType]
    roster: Mapping[str, Mapping[date, str]]
    employed: Mapping[str, Employment] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)
    """The names of the days that the calendar marks `holiday`."""
    leaves: Mapping[Cell, CellLeave] = field(default_factory=dict)
    moved: Mapping[Cell, Moved] = field(default_factory=dict)
    """The cells that effective swaps changed."""
    asked: Mapping[Cell, str] = field(default_factory=dict)
    """The numbers of undecided swaps that give these shifts away."""
    unpublished: Collection[str] = ()
    """Whose roster of the day in question is a draft still, if any: where cover is sought."""


def reach(policy: Policy) -> int:
    """Days to either side of a cell whose shifts can stand too close to it.

    A shift lasts up to a day and ends at most one date later; the rest comes on top.
    """
    return 1 + -(-policy.swap_rest_hours // 24)


def cell_findings(
    facts: RosterFacts, cells: Iterable[Cell], policy: Policy, clock: CentreTime
) -> dict[Cell, list[Finding]]:
    """The findings of every cell in `cells`; a cell without any is there with an empty list.

    SWAP-4 (rest), SWAP-8 (employed, asked for), SWAP-9 (double), LEAVE-10 (on leave), LEAVE-7
    (holiday).
    """
    rests = _Rests(facts.shifts, clock, policy.swap_rest_hours, reach(policy))
    return {cell: _findings(facts, cell, rests) for cell in cells}


Placed = tuple[str, date]
"""A shift's code and the business date on which it starts."""


class _Rests:
    """The rest between two shifts; a month has few different pairs and many cells."""

    def __init__(
        self, shifts: Mapping[str, ShiftType], clock: CentreTime, limit: int, reach: int
    ) -> None:
        self._shifts = shifts
        self._clock = clock
        self.limit = limit
        """Hours that are due."""
        self._due = timedelta(hours=limit)
        self._steps = tuple(distance * _DAY for distance in range(1, reach + 1))
        self._known: dict[tuple[Placed, Placed], timedelta] = {}

    def short(self, worked: Mapping[date, str], day: date) -> Iterator[tuple[date, timedelta]]:
        """The days of the nearest shifts before and after `day` that leave too little rest, and
        how much they leave."""
        here = (worked[day], day)
        for step in self._steps:
            code = worked.get(day - step, "")
            if code in self._shifts:
                rest = self._between((code, day - step), here)
                if rest < self._due:
                    yield day - step, rest
                break
        for step in self._steps:
            code = worked.get(day + step, "")
            if code in self._shifts:
                rest = self._between(here, (code, day + step))
                if rest < self._due:
                    yield day + step, rest
                break

    def _between(self, earlier: Placed, later: Placed) -> timedelta:
        """From the earlier one's end to the later one's start; negative where they overlap."""
        rest = self._known.get((earlier, later))
        if rest is None:
            end = self._clock.interval(self._shifts[earlier[0]], earlier[1])[1]
            start = self._clock.interval(self._shifts[later[0]], later[1])[0]
            rest = self._known[earlier, later] = start - end
        return rest


def touched(cells: Iterable[Cell], policy: Policy) -> set[Cell]:
    """The cells whose findings can change when `cells` do: they and their neighbours."""
    days = range(-reach(policy), reach(policy) + 1)
    return {(person, day + offset * _DAY) for person, day in cells for offset in days}


def _findings(facts: RosterFacts, cell: Cell, rests: _Rests) -> list[Finding]:
    person, day = cell
    worked = facts.roster.get(person, _NO_SHIFTS)
    code = worked.get(day, "")
    if code not in facts.shifts:
        return []
    found = [_rest(cell, worked, other, rest, rests) for other, rest in rests.short(worked, day)]
    found += [finding for check in _CHECKS if (finding := check(facts, cell, code)) is not None]
    return found


def _rest(
    cell: Cell, worked: Mapping[date, str], other_day: date, rest: timedelta, rests: _Rests
) -> Finding:
    """SWAP-4's limit on either side, whether a swap brought the shift or the roster did."""
    short = RestBefore if other_day < cell[1] else RestAfter
    figures = short(
        shift=worked[cell[1]],
        other=worked[other_day],
        other_day=other_day,
        hours=_hours(rest),
        limit=rests.limit,
    )
    return _finding(cell, figures, Level.WARNING)


def _employed(facts: RosterFacts, cell: Cell, _code: str) -> Finding | None:
    employment = facts.employed.get(cell[0])
    if employment is None or employment.holds(cell[1]):
        return None
    return _finding(cell, RosteredUnemployed(), Level.WARNING)


def _double(facts: RosterFacts, cell: Cell, _code: str) -> Finding | None:
    received = facts.moved.get(cell)
    if received is None or not received.own:
        return None
    figures = RosteredTwice(shift=received.code, own=received.own, swap=received.swap_no)
    return _finding(cell, figures, Level.WARNING)


def _on_leave(facts: RosterFacts, cell: Cell, code: str) -> Finding | None:
    leave = facts.leaves.get(cell)
    if leave is None:
        return None
    if leave.status is LeaveStatus.PENDING:
        return _finding(cell, ShiftMayOpen(shift=code, leave=leave.no), Level.NOTE)
    return _finding(cell, ShiftOpened(shift=code, leave=leave.no), Level.WARNING)


def _holiday(facts: RosterFacts, cell: Cell, _code: str) -> Finding | None:
    """No fault: who works a holiday can neither swap that shift nor easily take leave on it."""
    name = facts.holidays.get(cell[1])
    if name is None:
        return None
    return _finding(cell, HolidayWorked(holiday=name), Level.NOTE)


def _asked(facts: RosterFacts, cell: Cell, code: str) -> Finding | None:
    """No fault: an undecided swap is judged against the roster of the moment it is decided."""
    swap = facts.asked.get(cell)
    if swap is None:
        return None
    return _finding(cell, AskedAway(shift=code, swap=swap), Level.NOTE)


_CHECKS = (_employed, _double, _on_leave, _holiday, _asked)
_NO_SHIFTS: Mapping[date, str] = {}


def _finding(cell: Cell, figures: Figures, level: Level) -> Finding:
    person, day = cell
    return Finding(f"{person}@{day.isoformat()}", person, day, figures, level)


def _hours(rest: timedelta) -> Hours:
    """A rest in hours, to a hundredth; negative where the shifts overlap."""
    return Hours(round(rest / timedelta(hours=1), 2))


def need_weekday(day: date, holiday: bool, holiday_weekday: int) -> int:
    """The weekday (1 Monday to 7 Sunday) by whose needs `day` is staffed: a holiday by
    `holiday_weekday`, as the policy has it; 0 is its own."""
    return holiday_weekday if holiday and holiday_weekday else day.isoweekday()
