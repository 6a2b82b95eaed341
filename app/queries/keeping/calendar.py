"""The store's calendar: festival days and make-up workdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import extract, select
from sqlalchemy.orm import Session

from app.models import CalendarDay
from app.rules.vocabulary import DayKind


@dataclass(frozen=True, slots=True)
class CalendarDayRow:
    """A day that is not ordinary, or only looks so. Provisional: from no published calendar."""

    day: date
    name: str
    kind: DayKind
    provisional: bool


def days(session: Session, first: date, last: date) -> list[CalendarDayRow]:
    """The marked days from `first` to `last`, both included, in order."""
    row = CalendarDay
    found = session.execute(
        select(row.day, row.name, row.kind, row.provisional)
        .where(row.day.between(first, last))
        .order_by(row.day)
    )
    return [CalendarDayRow(day, name, kind, provisional) for day, name, kind, provisional in found]


def years(session: Session) -> list[int]:
    """The years for which the calendar has any day."""
    found = session.scalars(select(extract("year", CalendarDay.day)).distinct())
    return sorted(found)
