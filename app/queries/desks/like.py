"""The last shift that was like another one, for copying who sat where."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import CalendarDay, Seat, ShiftType
from app.queries.desks.rows import SeatRow, seats
from app.rules.calendar import CentreTime
from app.rules.vocabulary import DayKind

_BACK = timedelta(days=62)
"""How far back a seating is worth copying."""
_SATURDAY = 5


def last_like(
    session: Session, time: CentreTime, day: date, shift: str, desks: Collection[str]
) -> list[SeatRow]:
    """Who sat at `desks` in the last shift with this code on a day like `day` (a working day, or
    one off); where there is none, in the last one with this code at all. Empty: never."""
    days = _days(session, day, shift, desks)
    if not days:
        return []
    off = _days_off(session, [day, *days])
    alike = [one for one in days if (one in off) == (day in off)]
    model = max(alike or days)
    found = seats(session, time, Seat.day == model, ShiftType.code == shift)
    return [row for row in found if row.desk in desks]


def _days(session: Session, day: date, shift: str, desks: Collection[str]) -> list[date]:
    query = (
        select(Seat.day)
        .join(ShiftType, ShiftType.id == Seat.shift_id)
        .where(
            ShiftType.code == shift,
            Seat.day < day,
            Seat.day >= day - _BACK,
            Seat.desk.in_(desks),
        )
        .distinct()
    )
    return list(session.scalars(query))


def _days_off(session: Session, days: Collection[date]) -> set[date]:
    """Which of them nobody would work in an office: holidays and weekends, make-up days not."""
    query = select(CalendarDay.day, CalendarDay.kind).where(CalendarDay.day.in_(days))
    kinds = dict(session.execute(query).all())
    return {
        day
        for day in days
        if (kinds[day] is DayKind.HOLIDAY if day in kinds else day.weekday() >= _SATURDAY)
    }
