"""Departments and teams by their names, as a file of the centre's own writes them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Department, Team


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """Name -> id of each department, and (department, team) -> id of each team."""

    departments: dict[str, int]
    teams: dict[tuple[str, str], int]


def named_places(session: Session) -> NamedPlaces:
    """All that there are."""
    rows = session.execute(select(Department.name, Department.id))
    departments = {row.name: row.id for row in rows}
    named = {id_: name for name, id_ in departments.items()}
    teams = session.execute(select(Team.id, Team.department_id, Team.name))
    return NamedPlaces(departments, {(named[row.department_id], row.name): row.id for row in teams})
