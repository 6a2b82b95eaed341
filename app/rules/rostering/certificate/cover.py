"""Whether enough people are at work: each need of each day against who works its shift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.rules.facts import Post
from app.rules.rostering.certificate.records import ShortShift
from app.rules.rostering.certificate.worked import DAY, WorkedMonth
from app.rules.rostering.needs import Need, needs_on
from app.rules.rostering.scene import RosterScene


def short(scene: RosterScene, months: Sequence[WorkedMonth]) -> Iterator[ShortShift]:
    """The needs of which the least is not met, by the people who are at work: whoever works for
    another team is one of their own (docs/decisions/0057)."""
    at_work = _at_work(months)
    day = scene.first
    while day <= scene.last:
        for need in needs_on(scene.needs, day, _weekday(scene, day)):
            have = sum(map(need.who.counts, at_work[day, need.shift]))
            if have < need.least:
                yield _short(need, day, have)
        day += DAY


def _weekday(scene: RosterScene, day: date) -> int:
    """1 Monday to 7 Sunday; a holiday may be staffed as one of them."""
    of_holidays = scene.policy.need_holiday_weekday
    return of_holidays if of_holidays and day in scene.holidays else day.isoweekday()


def _at_work(months: Sequence[WorkedMonth]) -> Mapping[tuple[date, str], Sequence[Post]]:
    """Who works each shift of each day, by their posts of that day."""
    found: dict[tuple[date, str], list[Post]] = defaultdict(list)
    for month in months:
        for day, shift in month.in_month():
            found[day, shift.code].append(month.person.post_on(day))
    return found


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
