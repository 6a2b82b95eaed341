"""One reading of the store for the page, off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.queries.attendance.month import AttendanceMonth
from app.queries.attendance.roll_call import RollCallRow
from app.queries.people.rows import TeamRow
from app.queries.roster.load import shift_rows
from app.queries.roster.rows import ShiftRow
from app.rules.permissions import Action, Place
from app.services.attendance import roll_call as attendance
from app.ui.shell.me import Me


@dataclass(frozen=True, slots=True)
class Reading:
    """A team's sheet of a day or of a month; `team` None: there is no team to see."""

    teams: Sequence[TeamRow]
    team: TeamRow | None
    day: date
    rows: Sequence[RollCallRow] = ()
    shifts: Mapping[str, ShiftRow] | None = None
    month: AttendanceMonth | None = None
    keep: bool = False


def read(ctx: Context, me: Me, team_id: int | None, day: date, *, by_month: bool) -> Reading:
    """The sheet of the team, or of one's own, or else of the first that may be seen."""
    teams = attendance.sheets_seen(ctx)
    team = _chosen(teams, team_id, me)
    if team is None:
        return Reading(teams, None, day)
    if by_month:
        return Reading(teams, team, day, month=attendance.month_sheet(ctx, team.id, day))
    rows = attendance.sheet(ctx, team.id, day)
    with ctx.read() as session:
        shifts = {shift.code: shift for shift in shift_rows(session)}
    keep = me.may(Action.ROLL_CALL, Place(team.department_id, team.id))
    return Reading(teams, team, day, rows, shifts, keep=keep)


def _chosen(teams: Sequence[TeamRow], team_id: int | None, me: Me) -> TeamRow | None:
    by_id = {team.id: team for team in teams}
    first = teams[0] if teams else None
    return by_id.get(team_id or 0) or by_id.get(me.place.team or 0) or first
