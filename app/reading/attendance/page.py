"""One reading of the store for the page, off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.context import Context
from app.queries.attendance.month import AttendanceMonth
from app.queries.attendance.roll_call import RollCallRow
from app.queries.people.rows import TeamRow
from app.queries.roster.load import shift_rows
from app.queries.roster.rows import ShiftRow
from app.reading import permission
from app.reading.attendance import roll_call
from app.reading.attendance.briefing import Briefing, briefings
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.sight import Standing

_DAY = timedelta(days=1)
AFTER_THE_NIGHT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A team's sheet of a day or of a month; `team` None: there is no team to see."""

    teams: Sequence[TeamRow]
    team: TeamRow | None
    day: date
    rows: Sequence[RollCallRow] = ()
    shifts: Mapping[str, ShiftRow] | None = None
    month: AttendanceMonth | None = None
    keep: bool = False
    briefings: Mapping[str, Briefing] | None = None
    """By shift's code: what its roll call has at hand; None for who has no part in the shifts."""


def read_sheet(
    ctx: Context, team_id: int | None, day: date | None, *, by_month: bool
) -> SheetReading:
    """The sheet of the team, or of one's own, or else of the first that may be seen; `day` None:
    the day that is worked now, which after midnight is still that of the night shift."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        shifts = {shift.code: shift for shift in shift_rows(session)}
    teams = roll_call.sheets_seen(ctx)
    team = _chosen(teams, team_id, mine)
    if team is None:
        return SheetReading(teams, None, day or ctx.today())
    day = day or day_at_hand(ctx, team.id)
    place = Place(team.department_id, team.id)
    if by_month and mine.may(Action.SEE_REGISTERS, place):
        return SheetReading(teams, team, day, month=roll_call.month_sheet(ctx, team.id, day))
    rows = roll_call.sheet(ctx, team.id, day)
    keep = mine.may(Action.ROLL_CALL, place)
    told = None
    if mine.may(Action.READ_HANDOVER, Place(team.department_id)):
        with ctx.read() as session:
            told = briefings(ctx, session, team, day, rows)
    return SheetReading(teams, team, day, rows, shifts, keep=keep, briefings=told)


def day_at_hand(ctx: Context, team_id: int) -> date:
    """Yesterday while its night shift runs, and half an hour after, until the roll call of today's
    first shift draws near; else today."""
    today, now = ctx.today(), ctx.now()
    nights = roll_call.sheet(ctx, team_id, today - _DAY)
    ends = max((row.end for row in nights if not row.leave), default=now - _DAY)
    if now >= ends + AFTER_THE_NIGHT:
        return today
    starts = (row.start for row in roll_call.sheet(ctx, team_id, today))
    near = min(starts, default=now + _DAY) - AFTER_THE_NIGHT
    return today - _DAY if now < near else today


def _chosen(teams: Sequence[TeamRow], team_id: int | None, mine: Standing) -> TeamRow | None:
    by_id = {team.id: team for team in teams}
    first = teams[0] if teams else None
    return by_id.get(team_id or 0) or by_id.get(mine.place.team or 0) or first
