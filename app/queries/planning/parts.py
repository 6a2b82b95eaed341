"""The parts of a centre that have rosters, and which needs are those of some of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Department, Team
from app.queries.roster.lines import Unit
from app.rules.facts import Person
from app.rules.rostering.needs import Need, Needing


def units(session: Session) -> list[Unit]:
    """Every team, and each department for those of its people who have no team, as the grid has
    them; the centre for those who have neither comes last."""
    departments = session.execute(select(Department.id, Department.name))
    teams = session.execute(
        select(Department.id, Team.id, Department.name, Team.name).join(
            Department, Department.id == Team.department_id
        )
    )
    found = [Unit(key, None, name, "") for key, name in departments]
    found += [Unit(key, team_id, name, team) for key, team_id, name, team in teams]
    return sorted([*found, Unit(None, None, "", "")], key=lambda unit: unit.order)


def asked_needs(
    session: Session,
    needs: Iterable[Need],
    people: Collection[Person],
    scopes: Collection[str] | None,
) -> tuple[Need, ...]:
    """The needs that count some of `people`, or whose whole place is in `scopes` (None: the
    centre), though nobody is there who would be counted."""
    if scopes is None:
        return tuple(needs)
    known = units(session)
    return tuple(
        need
        for need in needs
        if _lies_in(need.who, known, scopes)
        or any(need.who.counts(post) for one in people for post in one.posts)
    )


def _lies_in(who: Needing, known: Collection[Unit], scopes: Collection[str]) -> bool:
    theirs = [
        unit.scope
        for unit in known
        if who.department in ("", unit.department) and who.team in ("", unit.team)
    ]
    return bool(theirs) and all(scope in scopes for scope in theirs)
