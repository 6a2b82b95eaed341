"""Which regular duties there are, on which days each is due, who does and who receives it.

The rulebook's duties are data (RULES.md, "Regular duties"); a centre's own have the same shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrule, rrulestr

from app.rules.vocabulary import Duty, Role

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Recurrence:
    """The days on which something is due.

    `rule` is an RRULE of iCalendar, without a start. `on_workday`: a day that is no working day
    gives way to the last working day before it, even in the month before.
    """

    rule: str
    on_workday: bool = False


@dataclass(frozen=True, slots=True)
class DutyKind:
    """One regular duty. `doer` None: anyone; `receiver` None: nobody receives it."""

    code: str
    rule: str
    """The rule that names it; "" for a centre's own."""
    of_team: bool
    recurrence: Recurrence
    doer: Role | None
    receiver: Role | None = None


DAILY = Recurrence("FREQ=DAILY")
MONDAYS = Recurrence("FREQ=WEEKLY;BYDAY=MO")
FRIDAYS = Recurrence("FREQ=WEEKLY;BYDAY=FR")
SUNDAYS = Recurrence("FREQ=WEEKLY;BYDAY=SU")
MONTH_END = Recurrence("FREQ=MONTHLY;BYMONTHDAY=-1")
BEFORE_THE_25TH = Recurrence(
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=18,19,20,21,22,23,24", on_workday=True
)
"""MEET-2: of the seven days before the 25th one is a Friday, the last before it; where the 25th is
itself a Friday, it is the one a week earlier. On a holiday, the last working day before."""

LEADER, HEAD, DIRECTOR = Role.TEAM_LEADER, Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR
INSPECTOR, ANYONE = Role.QA_INSPECTOR, None
_OF_TEAM, _OF_DEPARTMENT = True, False


def _monthly(day: int) -> Recurrence:
    return Recurrence(f"FREQ=MONTHLY;BYMONTHDAY={day}")


_HALF_YEARS = Recurrence("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10")
_TABLE = (
    DutyKind(Duty.SERVICE_ANALYSIS, "DUTY-2", _OF_TEAM, _monthly(22), LEADER, HEAD),
    DutyKind(Duty.WEEKLY_FIGURES, "DUTY-3", _OF_DEPARTMENT, MONDAYS, HEAD, DIRECTOR),
    DutyKind(Duty.LEADERS_MEETING, "MEET-1", _OF_DEPARTMENT, SUNDAYS, HEAD),
    DutyKind(Duty.AGENTS_MEETING, "MEET-2", _OF_DEPARTMENT, BEFORE_THE_25TH, HEAD, DIRECTOR),
    DutyKind(Duty.HALF_YEAR, "MEET-3", _OF_DEPARTMENT, _HALF_YEARS, HEAD, DIRECTOR),
    DutyKind(Duty.TRAINING, "TRAIN-1", _OF_DEPARTMENT, MONTH_END, HEAD),
    DutyKind(Duty.QA_WEEK, "QA-6", _OF_DEPARTMENT, MONDAYS, INSPECTOR, HEAD),
    DutyKind(Duty.QA_MONTH, "QA-7", _OF_DEPARTMENT, _monthly(5), INSPECTOR, HEAD),
    DutyKind(Duty.SITE_CHECK, "SITE-1", _OF_DEPARTMENT, DAILY, LEADER),
    DutyKind(Duty.SAFETY_CHECK, "SITE-2", _OF_DEPARTMENT, FRIDAYS, LEADER),
    DutyKind(Duty.WATERING, "SITE-3", _OF_DEPARTMENT, DAILY, ANYONE),
    DutyKind(Duty.LEAF_CLEANING, "SITE-3", _OF_DEPARTMENT, FRIDAYS, ANYONE),
)
DUTIES: Mapping[Duty, DutyKind] = {Duty(kind.code): kind for kind in _TABLE}
"""The rulebook's duties, in the order of its table."""
KINDS: Mapping[str, DutyKind] = {kind.code: kind for kind in _TABLE}
"""The same by the code as a register states it: one of the centre's own is not among them."""


def due_days(
    duty: Duty, first: date, last: date, holidays: frozenset[date], workdays: frozenset[date]
) -> list[date]:
    """The days from `first` to `last`, both included, on which a duty of the rulebook is due.

    `holidays` and `workdays` (make-up workdays) are those of the centre's calendar.
    """
    return recurring(DUTIES[duty].recurrence, first, last, holidays, workdays)


def recurring(
    recurrence: Recurrence,
    first: date,
    last: date,
    holidays: frozenset[date],
    workdays: frozenset[date],
) -> list[date]:
    """The days of `recurrence` from `first` to `last`, both included, in their order."""
    if not recurrence.on_workday:
        return _plain_days(recurrence.rule, first, last)
    return [*_workdays_of(recurrence.rule, first, last, holidays, workdays)]


def is_working_day(day: date, holidays: frozenset[date], workdays: frozenset[date]) -> bool:
    """Monday to Friday and no holiday, or a make-up workday (MEET-2)."""
    return day in workdays or (day.weekday() < _SATURDAY and day not in holidays)


@lru_cache(maxsize=64)
def _parsed(rule: str, first: date) -> rrule:
    found = rrulestr(rule, dtstart=_midnight(first), cache=True)
    assert isinstance(found, rrule)
    return found


def _plain_days(rule: str, first: date, last: date) -> list[date]:
    days = _parsed(rule, first).between(_midnight(first), _midnight(last), inc=True)
    return [day.date() for day in days]


def _workdays_of(
    rule: str, first: date, last: date, holidays: frozenset[date], workdays: frozenset[date]
) -> Iterator[date]:
    """A day only ever gives way to an earlier one, so those before `first` are of no use, and
    the first that lands behind `last` ends it; two may land on one."""
    before = first - _DAY
    for planned in _parsed(rule, first):
        day = planned.date()
        while not is_working_day(day, holidays, workdays):
            day -= _DAY
        if day > last:
            return
        if day > before:
            yield day
            before = day


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
