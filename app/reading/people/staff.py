"""What the People page shows, read in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.errors import NotFound
from app.queries.people import rows
from app.queries.people.phones import phone_of
from app.queries.people.rows import DepartmentRow, PersonRow, PostRow, TeamRow
from app.reading import permission
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody whom the actor may see, and what the actor may do with them."""

    today: date
    people: Sequence[PersonRow]
    departments: Sequence[DepartmentRow]
    teams: Sequence[TeamRow]
    job_types: Sequence[str]
    manages: bool
    who_manages: Message

    def employed(self) -> int:
        return sum(row.employed_on(self.today) for row in self.people)


@dataclass(frozen=True, slots=True)
class Biography:
    """One person with all their posts, the latest first."""

    today: date
    person: PersonRow
    posts: Sequence[PostRow]
    phone: str = ""
    """As far as the actor may see it."""


def staff(ctx: Context) -> Staff:
    """Who is here, as far as the actor may see."""
    today = ctx.today()
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        permission.require_part(mine)
        everybody = rows.people(session, today)
        seen = [row for row in everybody if mine.may(Action.SEE_PEOPLE, row.post.place, row.id)]
        manages = mine.may(Action.MANAGE_PEOPLE)
        teams, departments = (
            rows.teams(session, today, everybody),
            rows.departments(session, today, everybody),
        )
        if not manages:
            teams = [team for team in teams if any(p.post.team_id == team.id for p in seen)]
            held = {row.post.department_id for row in seen}
            departments = [one for one in departments if one.id in held]
        return Staff(
            today,
            seen if manages else [row.publicly() for row in seen],
            departments,
            teams,
            rows.job_types(session),
            manages,
            permission.who_may_do(session, Action.MANAGE_PEOPLE),
        )


def biography(ctx: Context, person_id: int) -> Biography | None:
    """One person's posts; None for somebody whom the actor may not see, or who is gone."""
    today = ctx.today()
    with ctx.read() as session:
        row = rows.person(session, person_id, today)
        mine = permission.standing(ctx, session)
        if row is None or not mine.may(Action.SEE_PEOPLE, row.post.place, row.id):
            return None
        if not mine.may(Action.MANAGE_ACCOUNTS):
            row = row.publicly()
        seen = mine.may(Action.SEE_PHONES, row.post.place, row.id)
        phone = phone_of(session, person_id) if seen else ""
        return Biography(today, row, tuple(reversed(rows.posts_of(session, person_id))), phone)


def team_called(ctx: Context, name: str) -> int:
    """The id of the team called `name`, or `department/name` where two have it; NotFound."""
    with ctx.read() as session:
        everybody = rows.people(session, ctx.today())
        teams = rows.teams(session, ctx.today(), everybody)
    found = [one.id for one in teams if name in (one.name, f"{one.department}/{one.name}")]
    if len(found) != 1:
        raise NotFound(
            msg("No such team"),
            msg(
                "{name} is no team, or several: {known}.",
                name=name,
                known=", ".join(f"{one.department}/{one.name}" for one in teams),
            ),
        )
    return found[0]
