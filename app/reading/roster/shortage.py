"""Which teams' parts of a shift have too few people, and how many more are not on offer yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.context import Context
from app.queries.roster import grid as roster
from app.queries.roster.offers import OfferRow, offers
from app.queries.roster.rows import EVERYBODY, RosterFilter
from app.queries.today.shifts import ShiftOnDay, TeamOnShift, shifts_on
from app.reading import permission
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.sight import Standing
from app.rules.vocabulary import OfferKind


@dataclass(frozen=True, slots=True)
class ShortShift:
    """One team's part of a shift that is not over. `offered`: places of it that are on offer."""

    team_id: int
    team: str
    day: date
    code: str
    start: datetime
    end: datetime
    short: int
    offered: int

    @property
    def open(self) -> int:
        """How many places nobody is asked about yet."""
        return max(self.short - self.offered, 0)


def short_shifts(ctx: Context, day: date, code: str = "") -> tuple[ShortShift, ...]:
    """The published shifts of `day` (all, or that of `code`) with too few people, in the teams
    whose roster the actor drafts, by start and team."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        grid = roster.month(session, day, day, ctx.today(), _wanted(mine))
        found = shifts_on(session, grid, ctx.time, ctx.now())
        asked = [row for row in offers(session, day) if row.day == day and row.until > ctx.now()]
        return tuple(
            _short(one, team, asked)
            for one in found
            if code in ("", one.shift.code)
            for team in one.teams
            if team.short and mine.may(Action.DRAFT_ROSTER, Place(team.department_id, team.team_id))
        )


def _wanted(standing: Standing) -> RosterFilter:
    place = standing.place
    if place.department is None:
        return EVERYBODY
    return RosterFilter(departments=frozenset({place.department}))


def _short(one: ShiftOnDay, team: TeamOnShift, asked: list[OfferRow]) -> ShortShift:
    assert team.team_id is not None
    offered = sum(
        row.places - row.taken
        for row in asked
        if (row.kind, row.team_id, row.code) == (OfferKind.TAKE, team.team_id, one.shift.code)
    )
    return ShortShift(
        team.team_id, team.team, one.day, one.shift.code,
        start=one.start, end=one.end, short=team.short, offered=offered,
    )  # fmt: skip
