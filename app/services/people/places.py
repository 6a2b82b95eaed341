"""Teams and departments that a form may still show when somebody has removed them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.models import Department
from app.queries.people.rows import place_of_team
from app.rules.facts import Place
from app.rules.vocabulary import msg


def known_team(session: Session, team_id: int) -> Place:
    """The place of a team: itself and its department. NotFound where it is there no longer."""
    place = place_of_team(session, team_id)
    if place.department is None:
        raise NotFound(msg("No such team"), msg("It is no longer in the store."))
    return place


def department_name(session: Session, department_id: int) -> str:
    """What a department is called. NotFound where it is there no longer."""
    name = session.scalar(select(Department.name).where(Department.id == department_id))
    if name is None:
        raise NotFound(msg("No such department"), msg("It is no longer in the store."))
    return name
