"""Shifts that leaves opened (LEAVE-10), and who covers them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models import Assignment, Cover, Person
from app.queries.reference import reference
from app.queries.roster.load import Days
from app.queries.work import Ids
from app.rules.facts import Post


@dataclass(frozen=True, slots=True)
class CoverRow:
    """Who works a shift that a leave opened; `name` says the team too, where it is another."""

    by_id: int
    name: str


def covers_of(session: Session, days: Days, people: Ids = None) -> dict[tuple[int, int], CoverRow]:
    """(id of who is absent, column) -> who works their shift.

    A cover holds as long as the person assigned still has a shift on that day: an edit that takes
    it away opens the shift again.
    """
    works = and_(Assignment.person_id == Cover.by_id, Assignment.day == Cover.day)
    query = (
        select(Cover.absent_id, Cover.day, Cover.by_id, Person.name)
        .join(Person, Person.id == Cover.by_id)
        .join(Assignment, works)
        .where(Cover.day.between(days.first, days.last))
    )
    if people is not None:
        query = query.where(Cover.absent_id.in_(people))
    found = session.execute(query).all()
    if not found:
        return {}
    ids = {key for absent, _day, by, _name in found for key in (absent, by)}
    staff = {one.id: one for one in reference(session).people(ids).values()}
    return {
        (absent, days.column_of(day)): CoverRow(
            by, _named(staff[by].post_on(day), staff[absent].post_on(day), name)
        )
        for absent, day, by, name in found
    }


def _named(mine: Post, theirs: Post, name: str) -> str:
    """By name; somebody of another team by team and name."""
    return name if mine.team_key == theirs.team_key or not mine.team else f"{mine.team} {name}"
