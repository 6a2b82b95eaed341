"""What a blank roster to fill in begins with: whose month one may draft, and what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.queries.leave.kinds import own_kind_details
from app.queries.roster import brought
from app.queries.roster.lines import stays
from app.queries.roster.load import Days, month_range
from app.reading import permission
from app.reading.people.staff import staff
from app.reading.roster.bringing import action_for
from app.rules.bringing.meanings import KnownShift
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.work import Cell


@dataclass(frozen=True, slots=True)
class TemplateRows:
    """`people`: number and name; `held`: the codes that stand there already, days off not in it."""

    month: date
    days: tuple[date, ...]
    people: tuple[tuple[str, str], ...]
    shifts: tuple[KnownShift, ...]
    kinds: tuple[str, ...]
    """The names of the centre's own kinds of leave."""
    held: Mapping[Cell, str]


def template(ctx: Context, month: date, team_id: int | None = None) -> TemplateRows:
    """The month's people whose roster the actor may draft, of one team or of all; NotAllowed for
    who may draft none."""
    first, last = month_range(month)
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        action = action_for(mine)
        found = [
            stay
            for stay in stays(session, first, last)
            if mine.may(action, Place(stay.unit.department_id, stay.unit.team_id))
            and (team_id is None or stay.unit.team_id == team_id)
        ]
        if not found and mine.scope(action) == 0:
            raise permission.refusal(session, Action.DRAFT_ROSTER)
        people = dict.fromkeys((stay.no, stay.name) for stay in found)
        held = brought.stand(session, [no for no, _name in people], first, last).held
        return TemplateRows(
            month=first,
            days=Days.of(first, last).all,
            people=tuple(people),
            shifts=tuple(brought.known_shifts(session)),
            kinds=tuple(one.name for one in own_kind_details(session) if not one.retired),
            held=held,
        )


def teams_to_draft(ctx: Context) -> list[tuple[int, str]]:
    """The teams whose roster the actor may fill in, each with its name; none in a centre without
    teams. NotAllowed for who may draft none."""
    here = staff(ctx)
    names = {department.id: department.name for department in here.departments}
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        action = action_for(mine)
        if mine.scope(action) == 0:
            raise permission.refusal(session, Action.DRAFT_ROSTER)
        return [
            (team.id, f"{names.get(team.department_id, '')} {team.name}".strip())
            for team in here.teams
            if mine.may(action, Place(team.department_id, team.id))
        ]
