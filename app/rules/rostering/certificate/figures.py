"""What the hard rules count of one person around some days: said where all of them are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from app.rules.calendar import CentreTime
from app.rules.rostering.certificate import counting, days
from app.rules.rostering.certificate.worked import WorkedMonth
from app.rules.rostering.hard import HardRule

Figure = tuple[HardRule, float | None, float | None]
"""A rule, what it counts and what may be; None: there is nothing to count."""


def figures(month: WorkedMonth, changed: Collection[date], clock: CentreTime) -> Iterator[Figure]:
    """Each rule that has a say in somebody's month of which the days `changed` are another."""
    rules = month.rules
    worked = sorted(day for day in changed if day in month.worked)
    if worked:
        yield (
            HardRule.REST,
            days.least_rest(month, worked, clock),
            month.scene.policy.swap_rest_hours,
        )
        yield HardRule.LEAVE, None, None
        yield HardRule.EMPLOYED, None, None
    yield from _in_row(month, worked)
    if rules.month_hours_most is not None:
        yield HardRule.HOURS_MOST, counting.hours(month), rules.month_hours_most
    if rules.month_hours_least is not None:
        yield HardRule.HOURS_LEAST, counting.hours_with_leave(month), rules.month_hours_least
    if rules.weekends_most is not None:
        yield HardRule.WEEKENDS, counting.weekends(month), rules.weekends_most
    if rules.shifts and worked:
        yield HardRule.SHIFT_ALLOWED, None, None
    if rules.not_after and worked:
        yield HardRule.NOT_AFTER, None, None


def _in_row(month: WorkedMonth, worked: Collection[date]) -> Iterator[Figure]:
    rules = month.rules
    if longest := _longest(month, lambda day: day in month.worked, worked):
        yield HardRule.DAYS_IN_ROW, longest, rules.days_in_row_most
    if longest := _longest(month, lambda day: _is_night(month, day), worked):
        yield HardRule.NIGHTS_IN_ROW, longest, rules.nights_in_row_most
    if rules.days_off_in_row_least > 1:
        yield HardRule.DAYS_OFF, None, rules.days_off_in_row_least
    if rules.days_in_row_least > 1:
        yield HardRule.DAYS_IN_ROW_LEAST, None, rules.days_in_row_least


def _longest(month: WorkedMonth, alike: Callable[[date], bool], worked: Collection[date]) -> int:
    """The longest run with one of the days `worked` in it."""
    runs = (run.days for run in month.runs(alike))
    return max((len(run) for run in runs if not set(run).isdisjoint(worked)), default=0)


def _is_night(month: WorkedMonth, day: date) -> bool:
    return day in month.worked and month.shift(day).night
