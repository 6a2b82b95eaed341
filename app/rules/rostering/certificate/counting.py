"""What one person's month comes to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app.rules.facts import ShiftType
from app.rules.rostering.certificate.records import PersonMonth
from app.rules.rostering.certificate.worked import DAY, WorkedMonth
from app.rules.rostering.wishes import Wish

_SATURDAY = 6
_HOUR = timedelta(hours=1)


def length(shift: ShiftType) -> timedelta:
    """By the clock on the wall, over midnight where it ends on the next day; a day that has an
    hour more or less makes no shift longer or shorter."""
    start, end = (datetime.combine(date.min, wall) for wall in (shift.start, shift.end))
    return end - start if start < end else end + DAY - start


def hours(month: WorkedMonth) -> float:
    """Hours of the shifts that are worked."""
    return sum((length(shift) for _day, shift in month.in_month()), timedelta()) / _HOUR


def hours_with_leave(month: WorkedMonth) -> float:
    """Hours towards the least of a month: each day of leave counts some."""
    away = sum(day in month.away and month.person.employed_on(day) for day in month.month())
    return hours(month) + away * month.scene.policy.plan_leave_hours


def weekends(month: WorkedMonth) -> int:
    """Weekends of which the Saturday or the Sunday is worked, as far as they lie in the month."""
    days = (day for day, _shift in month.in_month() if day.isoweekday() >= _SATURDAY)
    return len({day.isocalendar()[:2] for day in days})


def person_month(month: WorkedMonth, wishes: Iterable[Wish]) -> PersonMonth:
    """All figures of one person, whose `wishes` these are."""
    worked = [*month.in_month()]
    kept = [wish.kept(month.worked.get(wish.day, "")) for wish in wishes if month.within(wish.day)]
    return PersonMonth(
        person=month.person.no,
        hours=hours(month),
        nights=sum(shift.night for _day, shift in worked),
        weekends=weekends(month),
        holidays=sum(day in month.scene.holidays for day, _shift in worked),
        wishes_kept=sum(kept),
        wishes_broken=len(kept) - sum(kept),
    )
