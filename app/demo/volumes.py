"""The demo's contacts by interval, its service goals, and what they ask of next month's shifts.

Ten weeks of half hours up to yesterday, as the telephone system would have exported them; the needs
of next month as the window would compute them. The shifts of these departments follow one another,
so that what a shift needs is what its busiest half hour needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from app.demo.keys import Keys, Row, Rows
from app.demo.script import DepartmentScript
from app.demo.show import Show
from app.demo.stage import DAY, Stage
from app.models import ServiceGoal, StaffingNeed, Volume
from app.planning.erlang import Goal, agents_needed, rostered
from app.rules.facts import ShiftType

_WEEKS = 10
_MINUTES, _DAY_MINUTES = 30, 24 * 60
_NOISE = 0.09
_PEAKS = ((10.0, 2.2, 1.0), (15.5, 2.4, 0.85), (20.0, 1.8, 0.45))
"""Hour, how many hours wide, how high."""
_NIGHT = 0.06
_WEEKDAYS = (1.12, 1.05, 1.0, 0.98, 0.95, 0.72, 0.6)


@dataclass(frozen=True, slots=True)
class _Line:
    """What calls a department: contacts of its busiest half hour, seconds each, and its goal."""

    busiest: float
    aht: float
    goal: Goal


_LINES = (
    _Line(48.0, 225.0, Goal(0.85, 20.0, 180.0, 0.88, 0.25)),
    _Line(13.0, 420.0, Goal(0.8, 30.0, None, None, 0.25)),
)
"""Of the first departments; the others call out themselves."""


def volumes(show: Show, keys: Keys) -> Rows:
    """The rows of these three tables."""
    called = list(zip(show.script.departments, _LINES, strict=False))
    yield Volume, [row for one, line in called for row in _counted(show.stage, keys, one, line)]
    yield ServiceGoal, [
        {"department_id": keys.departments[one.name], "job_type": one.job_type,
         "target": line.goal.target, "within_seconds": line.goal.within,
         "patience_seconds": line.goal.patience, "occupancy_most": line.goal.occupancy,
         "shrinkage": line.goal.shrinkage, "version": 1}
        for one, line in called
    ]  # fmt: skip
    shifts = {shift.code: shift for shift in show.script.shifts}
    yield (
        StaffingNeed,
        [row for one, line in called for row in _needed(show.stage, keys, one, line, shifts)],
    )


def _counted(stage: Stage, keys: Keys, one: DepartmentScript, line: _Line) -> Iterator[Row]:
    """Each half hour of the weeks before today."""
    dice = stage.dice("volumes", one.name)
    for back in range(_WEEKS * 7, 0, -1):
        day = stage.today - back * DAY
        mood = dice.gauss(1.0, 0.04)
        for minute in range(0, _DAY_MINUTES, _MINUTES):
            expected = _contacts(stage, line, day, minute)
            contacts = max(0.0, expected * mood * dice.gauss(1.0, _NOISE))
            yield {
                "department_id": keys.departments[one.name], "job_type": one.job_type, "day": day,
                "minute": minute, "minutes": _MINUTES, "contacts": float(round(contacts)),
                "aht_seconds": round(line.aht * dice.gauss(1.0, 0.05), 1),
            }  # fmt: skip


def _contacts(stage: Stage, line: _Line, day: date, minute: int) -> float:
    """What a half hour usually brings: a day is as its weekday, a holiday as a Sunday."""
    weekday = 0 if day in stage.workdays else 6 if day in stage.holidays else day.weekday()
    hour = (minute + _MINUTES / 2) / 60
    shape = _NIGHT + sum(high * exp(-(((hour - peak) / wide) ** 2)) for peak, wide, high in _PEAKS)
    return line.busiest * _WEEKDAYS[weekday] * min(shape, 1.0)


def _needed(
    stage: Stage, keys: Keys, one: DepartmentScript, line: _Line, shifts: Mapping[str, ShiftType]
) -> Iterator[Row]:
    """Next month's needs, by date and shift of the department's rotation."""
    days = [stage.next_month + at * DAY for at in range((stage.last - stage.next_month).days + 2)]
    heads = _heads(stage, line, days)
    for day in days[:-1]:
        for code in sorted(set(one.pattern) - {"-"}):
            span = _minutes(shifts[code])
            most = max(heads[day + timedelta(at // _DAY_MINUTES), at % _DAY_MINUTES] for at in span)
            yield {
                "department_id": keys.departments[one.name], "job_type": one.job_type,
                "shift_id": keys.shifts[code], "day": day, "least": most, "computed": True,
            }  # fmt: skip


def _heads(stage: Stage, line: _Line, days: list[date]) -> Mapping[tuple[date, int], int]:
    """The people to be rostered for each half hour."""
    places = [(day, minute) for day in days for minute in range(0, _DAY_MINUTES, _MINUTES)]
    asked = [(_contacts(stage, line, *place), _MINUTES, line.aht) for place in places]
    found = (rostered(n, line.goal.shrinkage) for n in agents_needed(asked, line.goal))
    return dict(zip(places, found, strict=True))


def _minutes(shift: ShiftType) -> range:
    """The half hours of a shift, in minutes after midnight of its date."""
    start = shift.start.hour * 60 + shift.start.minute
    end = shift.end.hour * 60 + shift.end.minute
    return range(start, end if end > start else end + _DAY_MINUTES, _MINUTES)
