"""Roll call: the leader's sheet of a team's shift, from which ATT-1 to ATT-4 follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.models import Attendance
from app.queries.attendance import month as attendance_month
from app.queries.attendance.month import AttendanceMonth
from app.queries.attendance.roll_call import RollCallRow, roll_call
from app.queries.people.rows import TeamRow, place_of_team, teams
from app.reading import permission
from app.rules.attendance import SHEET_OPENS
from app.rules.permissions import Action, Place
from app.rules.vocabulary import msg


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sheet. `arrived_at` None: not there."""

    person_id: int
    arrived_at: datetime | None
    off_post_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """Puts a line back to `after` if it still is what `before` says; None: nothing recorded."""

    person_id: int
    before: Entry | None
    after: Entry | None


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


def record_roll_call(
    ctx: Context, team_id: int, day: date, entries: Sequence[Entry]
) -> list[RollCallRow]:
    """Keep these lines of the sheet, new or corrected; the sheet as it is then.

    Only people who are rostered in the team that day, and not before their shift's roll call
    could begin: a sheet says what was, not what will be. Every change is audited.
    """
    with ctx.write() as session:
        _require_keeper(ctx, session, team_id)
        rows = {row.person_id: row for row in roll_call(session, ctx.time, team_id, day, ctx.now())}
        for entry in entries:
            row = _on_sheet(rows.get(entry.person_id))
            _refuse(ctx, row, entry)
            _keep(ctx, session, row.no, day, entry)
        return roll_call(session, ctx.time, team_id, day, ctx.now())


def correct_roll_call(
    ctx: Context, team_id: int, day: date, corrections: Collection[Correction]
) -> list[RollCallRow]:
    """Take lines back to what they were, or to nothing; the sheet as it is then.

    Raises Conflict where somebody changed one of them since: then none is touched.
    """
    with ctx.write() as session:
        _require_keeper(ctx, session, team_id)
        rows = {row.person_id: row for row in roll_call(session, ctx.time, team_id, day, ctx.now())}
        _refuse_stale(rows, corrections)
        for each in corrections:
            no = rows[each.person_id].no
            if each.after is not None:
                _keep(ctx, session, no, day, each.after)
            else:
                _take_off(ctx, session, no, day, each.person_id)
        return roll_call(session, ctx.time, team_id, day, ctx.now())


def entry_of(row: RollCallRow) -> Entry | None:
    """What the sheet has for a person; None where nothing is recorded."""
    return Entry(row.person_id, row.arrived_at, row.off_post_minutes) if row.recorded else None


def _require_keeper(ctx: Context, session: Session, team_id: int) -> None:
    permission.require(ctx, session, Action.ROLL_CALL, place_of_team(session, team_id))


def _on_sheet(row: RollCallRow | None) -> RollCallRow:
    if row is None:
        raise BadInput(
            msg("Not on this sheet"), msg("Only who is rostered in the team that day is on it.")
        )
    return row


def _refuse(ctx: Context, row: RollCallRow, entry: Entry) -> None:
    if entry.off_post_minutes < 0:
        raise BadInput(msg("Minutes off the post"), msg("Give 0 minutes or more."))
    now = ctx.now()
    future = entry.arrived_at is not None and entry.arrived_at > now
    missed_too_soon = entry.arrived_at is None and now < row.start
    if future or missed_too_soon or now < row.start - SHEET_OPENS:
        raise BadInput(
            msg("That is still to come"),
            msg("{name}'s shift starts at {start}; record what has been.", name=row.name,
                start=row.start),
        )  # fmt: skip


def _refuse_stale(rows: dict[int, RollCallRow], corrections: Iterable[Correction]) -> None:
    for each in corrections:
        row = _on_sheet(rows.get(each.person_id))
        if entry_of(row) != each.before:
            raise Conflict(
                msg("The sheet has changed"),
                msg("Somebody else has recorded {name} since; look at the line first.",
                    name=row.name),
            )  # fmt: skip


def _keep(ctx: Context, session: Session, no: str, day: date, entry: Entry) -> None:
    line = session.get(Attendance, (entry.person_id, day))
    was = None
    if line is None:
        line = Attendance(person_id=entry.person_id, day=day)
        session.add(line)
    else:
        was = _told(line)
    line.arrived_at, line.off_post_minutes = entry.arrived_at, entry.off_post_minutes
    session.flush()
    ctx.audit(session, "attendance.record", f"attendance:{no}@{day}", was, _told(line))


def _take_off(ctx: Context, session: Session, no: str, day: date, person_id: int) -> None:
    line = session.get(Attendance, (person_id, day))
    if line is not None:
        was = _told(line)
        session.delete(line)
        session.flush()
        ctx.audit(session, "attendance.take_back", f"attendance:{no}@{day}", was, None)


def _told(line: Attendance) -> dict[str, object]:
    return {"arrived_at": line.arrived_at, "off_post_minutes": line.off_post_minutes}
