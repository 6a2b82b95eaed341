"""The parts of a centre that have rosters, and which needs are those of some of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Department, Team
from app.queries.planning.rostered import AskedScene, posts_of
from app.queries.roster.lines import Unit
from app.queries.roster.scopes import scope_of
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
    session: Session, asked: AskedScene, needs: Iterable[Need], people: Iterable[Person]
) -> tuple[Need, ...]:
    """The needs whose whole place is asked for, though nobody is there who would be counted, and
    those that count some of `people` by a post that is: what is needed elsewhere, where somebody is
    for a part of the month, is told there."""
    scopes = asked.scopes
    if scopes is None:
        return tuple(needs)
    known = units(session)
    posts = {post for post in posts_of(asked, people) if scope_of(post.place) in scopes}
    return tuple(
        need
        for need in needs
        if _lies_in(need.who, known, scopes) or any(map(need.who.counts, posts))
    )


def _lies_in(who: Needing, known: Collection[Unit], scopes: Collection[str]) -> bool:
    theirs = [
        unit.scope
        for unit in known
        if who.department in ("", unit.department) and who.team in ("", unit.team)
    ]
    return bool(theirs) and all(scope in scopes for scope in theirs)
