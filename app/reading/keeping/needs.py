"""How many people a team needs, and whether the actor may change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.context import Context
from app.queries.keeping import shifts
from app.queries.keeping.shifts import ShiftTypeRow
from app.queries.people import rows as people
from app.queries.people.rows import TeamRow
from app.reading import permission
from app.rules.facts import CENTRE, Place
from app.rules.permissions import Action
from app.rules.vocabulary import Message


@dataclass(frozen=True, slots=True)
class NeedsView:
    """What one team (None: the centre as a whole) needs, and whether the actor may change it."""

    team_id: int | None
    teams: Sequence[TeamRow]
    shifts: Sequence[ShiftTypeRow]
    needed: Mapping[tuple[int, int], int]
    may_edit: bool
    who: Message


def load_needs(ctx: Context, team_id: int | None, begin: bool = False) -> NeedsView:
    """Read what a team needs of the shifts in service.

    `begin` with the actor's own team, or the first of their department, where they have one.
    """
    with ctx.read() as session:
        teams = people.teams(session, ctx.today())
        mine = permission.standing(ctx, session)
        permission.require_part(mine)
        if begin:
            home = [row for row in teams if row.department_id == mine.place.department]
            team_id = mine.place.team or (home[0].id if home else None)
        place = CENTRE
        if team_id is not None:
            department = next((row.department_id for row in teams if row.id == team_id), None)
            place = Place(department, team_id)
        return NeedsView(
            team_id,
            teams,
            [row for row in shifts.shifts(session) if not row.retired],
            shifts.needs(session, team_id),
            mine.may(Action.EDIT_NEEDS, place),
            permission.who_may_do(session, Action.EDIT_NEEDS, place),
        )
