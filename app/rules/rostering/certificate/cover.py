"""Whether enough people are at work: each need of each day against who works its shift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.rules.rostering.certificate.records import ShortShift
from app.rules.rostering.certificate.worked import DAY, WorkedMonth
from app.rules.rostering.needs import Need, needs_on
from app.rules.rostering.scene import RosterScene


def short(scene: RosterScene, months: Sequence[WorkedMonth]) -> Iterator[ShortShift]:
    """The needs of which the least is not met."""
    day = scene.first
    while day <= scene.last:
        for need in needs_on(scene.needs, day, _weekday(scene, day)):
            have = _have(months, need, day)
            if have < need.least:
                yield _short(need, day, have)
        day += DAY


def _weekday(scene: RosterScene, day: date) -> int:
    """1 Monday to 7 Sunday; a holiday may be staffed as one of them."""
    of_holidays = scene.policy.need_holiday_weekday
    return of_holidays if of_holidays and day in scene.holidays else day.isoweekday()


def _have(months: Sequence[WorkedMonth], need: Need, day: date) -> int:
    """How many work the shift, of those who are counted by their post of that day."""
    return sum(
        month.worked.get(day) == need.shift and need.who.counts(month.person.post_on(day))
        for month in months
    )


def _short(need: Need, day: date, have: int) -> ShortShift:
    return ShortShift(
        day=day,
        shift=need.shift,
        department=need.who.department,
        team=need.who.team,
        job_type=need.who.job_type,
        least=need.least,
        have=have,
    )
