"""The published roster cell by cell, by ids: for those who compare whole months."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assignment
from app.store.dialect import day_text, plain_rows


def published_cells(session: Session, first: date, last: date) -> dict[tuple[int, date], int]:
    """(Person id, day) -> shift id, of all days from `first` to `last`; each day is parsed once."""
    row = Assignment
    cells = select(row.person_id, day_text(row.day), row.shift_id).where(
        row.day.between(first, last)
    )
    days = {day.isoformat(): day for day in _each(first, last)}
    return {(person, days[day]): shift for person, day, shift in plain_rows(session, cells)}


def _each(first: date, last: date) -> list[date]:
    return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
