"""Whose month is whose: a team's, or that of the people of a department who have no team."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import RosterMonth, Team
from app.rules.facts import CENTRE, Place

Scope = tuple[str, date]
"""A roster month: `team:<id>`, `department:<id>` or `centre`, and the month's first day."""


def places_of_scopes(session: Session, scopes: Collection[str]) -> list[Place]:
    """The places that the permission table is asked with."""
    departments = {
        f"team:{team}": department
        for team, department in session.execute(select(Team.id, Team.department_id))
    }
    return [_place(scope, departments.get(scope)) for scope in scopes]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The row of one roster month, as it stood before this transaction touched it."""

    id: int
    version: int
    edit_version: int


def month_rows(session: Session, scopes: Collection[Scope]) -> dict[Scope, MonthRow]:
    """The rows that there are."""
    wanted = set(scopes)
    columns = select(
        RosterMonth.scope,
        RosterMonth.month,
        RosterMonth.id,
        RosterMonth.version,
        RosterMonth.edit_version,
    ).where(
        RosterMonth.scope.in_({scope for scope, _ in wanted}),
        RosterMonth.month.in_({month for _, month in wanted}),
    )
    return {
        (row.scope, row.month): MonthRow(row.id, row.version, row.edit_version)
        for row in session.execute(columns)
        if (row.scope, row.month) in wanted
    }


def scope_of(place: Place) -> str:
    """The scope whose roster somebody at `place` stands on."""
    if place.team is not None:
        return f"team:{place.team}"
    return "centre" if place.department is None else f"department:{place.department}"


def _place(scope: str, department: int | None) -> Place:
    kind, _, key = scope.partition(":")
    if kind == "team":
        return Place(department, int(key))
    return Place(int(key)) if kind == "department" else CENTRE
