"""The roll-call sheets that somebody may read."""

from __future__ import annotations

from datetime import date

from app.context import Context
from app.queries.attendance import month as attendance_month
from app.queries.attendance.month import AttendanceMonth
from app.queries.attendance.roll_call import RollCallRow, roll_call
from app.queries.people.rows import TeamRow, place_of_team, teams
from app.reading import permission
from app.rules.facts import Place
from app.rules.permissions import Action


def sheets_seen(ctx: Context) -> list[TeamRow]:
    """The teams whose sheets the actor may read, by department."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        return [
            row
            for row in teams(session, ctx.today())
            if mine.may(Action.SEE_REGISTERS, Place(row.department_id, row.id))
        ]


def sheet(ctx: Context, team_id: int, day: date) -> list[RollCallRow]:
    """The team's roll-call sheet of `day`, for those who may read its registers."""
    with ctx.read() as session:
        permission.require(ctx, session, Action.SEE_REGISTERS, place_of_team(session, team_id))
        return roll_call(session, ctx.time, team_id, day, ctx.now())


def month_sheet(ctx: Context, team_id: int, month: date) -> AttendanceMonth:
    """The team's attendance in the month of `month`, for those who may read its registers."""
    with ctx.read() as session:
        permission.require(ctx, session, Action.SEE_REGISTERS, place_of_team(session, team_id))
        return attendance_month.read(session, ctx.time, team_id, month, ctx.now())
