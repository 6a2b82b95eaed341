"""What somebody carries about of their own: the shifts that they work, and their leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.calendar import CentreTime
from app.rules.facts import Leave, ShiftType
from app.rules.vocabulary import LeaveStatus
from app.rules.work import RosterLedger

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """A shift that the person works. `swap`: the number of the swap through which they have it."""

    day: date
    shift: ShiftType
    swap: str = ""


@dataclass(frozen=True, slots=True)
class DaysAway:
    """An approved leave. Its kind is nobody's business whose screen shows it (CONF-1)."""

    no: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class MyDays:
    """One person's days from `first` to `last`."""

    no: str
    name: str
    first: date
    last: date
    time: CentreTime
    worked: tuple[WorkedDay, ...]
    away: tuple[DaysAway, ...]


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What a calendar file says, in the language of whoever has it written."""

    title: str
    """Of "{name}"."""
    swap: str
    """Of the swap "{no}"."""
    away: str


def worked_days(
    ledger: RosterLedger,
    shifts: Mapping[str, ShiftType],
    no: str,
    leaves: Iterable[Leave],
    span: tuple[date, date],
) -> tuple[tuple[WorkedDay, ...], tuple[DaysAway, ...]]:
    """What `no` works, swaps applied and approved leave taken out, and the leave itself."""
    away = tuple(
        DaysAway(one.no, one.first, one.last)
        for one in leaves
        if one.person == no and one.status is LeaveStatus.APPROVED
        and one.first <= span[1] and span[0] <= one.last
    )  # fmt: skip
    free = {day for one in away for day in _days(one.first, one.last)}
    worked = tuple(
        WorkedDay(day, shifts[code], ledger.origin(no, day) or "")
        for day, code in sorted(ledger.shifts(no).items())
        if span[0] <= day <= span[1] and day not in free and code in shifts
    )
    return worked, away


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * at for at in range((last - first).days + 1))
