"""Shifts that leaves opened (LEAVE-10), and who covers them."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models import Assignment, Cover, Person
from app.queries.roster.load import Days, Ids


def covers_of(session: Session, days: Days, people: Ids = None) -> dict[tuple[int, int], str]:
    """(id of who is absent, column) -> name of who works their shift.

    A cover holds as long as the person assigned still has a shift on that day: an edit that takes
    it away opens the shift again.
    """
    works = and_(Assignment.person_id == Cover.by_id, Assignment.day == Cover.day)
    query = (
        select(Cover.absent_id, Cover.day, Person.name)
        .join(Person, Person.id == Cover.by_id)
        .join(Assignment, works)
        .where(Cover.day.between(days.first, days.last))
    )
    if people is not None:
        query = query.where(Cover.absent_id.in_(people))
    return {(absent, days.column_of(day)): name for absent, day, name in session.execute(query)}
