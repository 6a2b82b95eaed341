"""The roll-call sheets that somebody may read; kinds of leave for who may see the leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.context import Context
from app.queries.attendance import month as attendance_month
from app.queries.attendance.month import AttendanceMonth, MonthLine
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
        place = place_of_team(session, team_id)
        mine = permission.require(ctx, session, Action.SEE_REGISTERS, place)
        rows = roll_call(session, ctx.time, team_id, day, ctx.now())
        if mine.may(Action.SEE_LEAVES, place):
            return rows
        return [replace(row, leave_kind="") for row in rows]


def month_sheet(ctx: Context, team_id: int, month: date) -> AttendanceMonth:
    """The team's attendance in the month of `month`, for those who may read its registers."""
    with ctx.read() as session:
        place = place_of_team(session, team_id)
        mine = permission.require(ctx, session, Action.SEE_REGISTERS, place)
        found = attendance_month.read(session, ctx.time, team_id, month, ctx.now())
        if mine.may(Action.SEE_LEAVES, place):
            return found
        return replace(found, lines=tuple(map(_without_kinds, found.lines)))


def _without_kinds(line: MonthLine) -> MonthLine:
    return replace(line, days=tuple(replace(day, leave_kind="") for day in line.days))
