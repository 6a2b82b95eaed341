"""The cells of drafts that somebody fixed: no solver changes them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import FixedCell
from app.queries.roster.cells import Slot
from app.queries.roster.load import Days
from app.queries.work import Ids
from app.store.dialect import day_text


def fixed_cells(session: Session, days: Days, people: Ids = None) -> frozenset[Slot]:
    """(person id, column) of what is fixed on these days."""
    table = FixedCell
    query = select(table.person_id, day_text(table.day)).where(
        table.day.between(days.first, days.last)
    )
    if people is not None:
        query = query.where(table.person_id.in_(people))
    rows = session.connection().execute(query)
    return frozenset((person_id, days.column[day]) for person_id, day in rows)
