"""The rules that speak of days in a row, and of a month as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from app.rules.rostering.certificate import counting
from app.rules.rostering.certificate.records import BrokenRule
from app.rules.rostering.certificate.worked import WorkedMonth
from app.rules.rostering.hard import HardRule


def days_in_row(month: WorkedMonth) -> Iterator[BrokenRule]:
    """Each day beyond as many as may be worked in a row."""
    most = month.rules.days_in_row_most
    yield from _beyond(month, HardRule.DAYS_IN_ROW, lambda day: day in month.worked, most)


def nights_in_row(month: WorkedMonth) -> Iterator[BrokenRule]:
    """Each night beyond as many as may be worked in a row."""

    def is_night(day: date) -> bool:
        return day in month.worked and month.shift(day).night

    yield from _beyond(month, HardRule.NIGHTS_IN_ROW, is_night, month.rules.nights_in_row_most)


def days_off(month: WorkedMonth) -> Iterator[BrokenRule]:
    """No break between two shifts that is shorter than it must be."""
    least = month.rules.days_off_in_row_least
    yield from _too_short(month, HardRule.DAYS_OFF, lambda day: day not in month.worked, least)


def days_in_row_least(month: WorkedMonth) -> Iterator[BrokenRule]:
    """No fewer days of work between two breaks than there must be."""
    least = month.rules.days_in_row_least
    rule = HardRule.DAYS_IN_ROW_LEAST
    yield from _too_short(month, rule, lambda day: day in month.worked, least)


def _beyond(
    month: WorkedMonth, rule: HardRule, alike: Callable[[date], bool], most: int
) -> Iterator[BrokenRule]:
    """Days before the month belong to its certificate; those after it are told here, for the run
    reaches them out of this month."""
    for run in month.runs(alike):
        for number, day in enumerate(run.days, start=1):
            if number > most and day >= month.scene.first:
                yield BrokenRule(rule, month.person.no, day, found=number, limit=most)


def _too_short(
    month: WorkedMonth, rule: HardRule, alike: Callable[[date], bool], least: int
) -> Iterator[BrokenRule]:
    for run in month.runs(alike):
        if len(run.days) < least and not run.open:
            day = max(run.days[0], month.scene.first)
            yield BrokenRule(rule, month.person.no, day, found=len(run.days), limit=least)


def hours_most(month: WorkedMonth) -> Iterator[BrokenRule]:
    """No more hours of work than the month may have."""
    most = month.rules.month_hours_most
    if most is not None and (found := counting.hours(month)) > most:
        yield _of_month(month, HardRule.HOURS_MOST, found, most)


def hours_least(month: WorkedMonth) -> Iterator[BrokenRule]:
    """No fewer hours of work and leave than the month must have, of who is on a roster in it."""
    least = month.rules.month_hours_least
    if least is not None and month.is_due and (found := counting.hours_with_leave(month)) < least:
        yield _of_month(month, HardRule.HOURS_LEAST, found, least)


def weekends(month: WorkedMonth) -> Iterator[BrokenRule]:
    """On no more weekends than may be worked."""
    most = month.rules.weekends_most
    if most is not None and (found := counting.weekends(month)) > most:
        yield _of_month(month, HardRule.WEEKENDS, found, most)


def _of_month(month: WorkedMonth, rule: HardRule, found: float, limit: float) -> BrokenRule:
    return BrokenRule(rule, month.person.no, month.scene.first, found=found, limit=limit)
