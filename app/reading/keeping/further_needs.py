"""The needs beyond the grid by weekday, and whose of them the actor may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.context import Context
from app.queries.keeping import further_needs as rows
from app.queries.keeping.further_needs import FurtherNeed
from app.queries.people import rows as people
from app.queries.roster.load import shift_rows
from app.queries.roster.rows import ShiftRow
from app.reading import permission
from app.rules.facts import CENTRE, Place
from app.rules.permissions import Action

NeedPlace = tuple[int | None, int | None]
"""The ids of a department and of a team of it; None for all of it, or for the centre."""


@dataclass(frozen=True, slots=True)
class FurtherNeeds:
    """`places`: whose needs the actor may change, with their names ("" for all of it)."""

    rows: Sequence[FurtherNeed]
    places: Sequence[tuple[str, str, NeedPlace]]
    shifts: Sequence[ShiftRow]
    job_types: Sequence[str]

    def may_edit(self, row: FurtherNeed) -> bool:
        place = (row.need.department, row.need.team)
        return any(place == each for _department, _team, each in self.places)


def load_further_needs(ctx: Context) -> FurtherNeeds:
    """All of the centre: who belongs to it may know how many people are needed."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        permission.require_part(mine)
        today = ctx.today()
        teams = people.teams(session, today)
        every: list[tuple[str, str, Place]] = [("", "", CENTRE)]
        for department in people.departments(session, today):
            every.append((department.name, "", Place(department.id)))
            every += [
                (department.name, team.name, Place(department.id, team.id))
                for team in teams
                if team.department_id == department.id
            ]
        return FurtherNeeds(
            rows.further_needs(session),
            [
                (department, team, (place.department, place.team))
                for department, team, place in every
                if mine.may(Action.EDIT_NEEDS, place)
            ],
            [shift for shift in shift_rows(session) if not shift.retired],
            people.job_types(session),
        )
