"""Which roster months a department or a team, called by its name, has."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.models import Department, Team
from app.reading.people.staff import team_called
from app.rules.vocabulary import msg


def scopes_called(ctx: Context, department: str, team: str) -> frozenset[str] | None:
    """The scopes of a team (of `department`, where that is said), or of a whole department with its
    teams; None for the centre, where neither is said. NotFound for a name that nothing has."""
    if team:
        called = f"{department}/{team}" if department else team
        return frozenset({f"team:{team_called(ctx, called)}"})
    if not department:
        return None
    with ctx.read() as session:
        return _of_department(session, department)


def _of_department(session: Session, name: str) -> frozenset[str]:
    found = session.scalar(select(Department.id).where(Department.name == name))
    if found is None:
        known = session.scalars(select(Department.name).order_by(Department.name))
        raise NotFound(
            msg("No such department"),
            msg("{name} is no department: {known}.", name=name, known=", ".join(known)),
        )
    teams = session.scalars(select(Team.id).where(Team.department_id == found))
    return frozenset({f"department:{found}", *(f"team:{team}" for team in teams)})
