"""Roll call: the leader's sheet of a team's shift, from which ATT-1 to ATT-4 and ATT-6
follow."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import Attendance
from app.queries.attendance.roll_call import RollCallRow, roll_call
from app.reading import permission
from app.rules.attendance import SHEET_OPENS
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg
from app.services.people.places import known_team
from app.services.seen import Seen, refuse_stale

MOST_MINUTES = 24 * 60
"""Off the post in one shift."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sheet. `arrived_at` None: not there."""

    person_id: int
    arrived_at: datetime | None
    off_post_minutes: int = 0
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Puts a line back to `after` if it still is what `before` says; None: nothing recorded."""

    person_id: int
    before: Entry | None
    after: Entry | None


def record_roll_call(
    ctx: Context,
    team_id: int,
    day: date,
    entries: Sequence[Entry],
    seen: Mapping[int, Entry | None] | None = None,
) -> list[RollCallRow]:
    """Keep these lines of the sheet, new or corrected; the sheet as it is then.

    Only people who are rostered in the team that day, and not before their shift's roll call
    could begin: a sheet says what was, not what will be. Every change is audited. `seen`: what
    the sheet showed, by person; Stale where somebody recorded something else since, and then
    none of the lines is kept.
    """
    with ctx.write() as session:
        _require_keeper(ctx, session, team_id)
        rows = {row.person_id: row for row in roll_call(session, ctx.time, team_id, day, ctx.now())}
        for entry in entries:
            row = _on_sheet(rows.get(entry.person_id))
            shown = seen.get(entry.person_id) if seen is not None else row.recorded
            keep_line(ctx, session, day, row, entry, shown)
        return roll_call(session, ctx.time, team_id, day, ctx.now())


def correct_roll_call(
    ctx: Context, team_id: int, day: date, corrections: Collection[Correction]
) -> list[RollCallRow]:
    """Take lines back to what they were, or to nothing; the sheet as it is then.

    Raises Stale where somebody changed one of them since: then none is touched.
    """
    with ctx.write() as session:
        _require_keeper(ctx, session, team_id)
        rows = {row.person_id: row for row in roll_call(session, ctx.time, team_id, day, ctx.now())}
        for each in corrections:
            row = _on_sheet(rows.get(each.person_id))
            _refuse_stale(session, day, row, each.before, each.after)
            no = row.no
            if each.after is not None:
                _keep(ctx, session, no, day, each.after)
            else:
                _take_off(ctx, session, no, day, each.person_id)
        return roll_call(session, ctx.time, team_id, day, ctx.now())


@dataclass(frozen=True, slots=True)
class OnSheet:
    """Whose line of a sheet it is, the start of their shift, and what is recorded."""

    person_id: int
    no: str
    name: str
    start: datetime
    recorded: Entry | None

    @classmethod
    def of(cls, row: RollCallRow) -> OnSheet:
        return cls(row.person_id, row.no, row.name, row.start, entry_of(row))


def keep_line(
    ctx: Context, session: Session, day: date, row: OnSheet, entry: Entry, seen: Entry | None
) -> None:
    """Keep one line, within a transaction and a permission that are the caller's. `seen`: what was
    shown of it; Stale where something else is recorded by now."""
    _refuse_stale(session, day, row, seen, entry)
    _refuse(ctx, row, entry)
    _keep(ctx, session, row.no, day, entry)


def entry_of(row: RollCallRow) -> Entry | None:
    """What the sheet has for a person; None where nothing is recorded."""
    return (
        Entry(row.person_id, row.arrived_at, row.off_post_minutes, row.left_at)
        if row.recorded
        else None
    )


def entry_there(line: Attendance) -> Entry:
    """What is recorded in a row."""
    return Entry(line.person_id, line.arrived_at, line.off_post_minutes, line.left_at)


def _require_keeper(ctx: Context, session: Session, team_id: int) -> None:
    permission.require(ctx, session, Action.ROLL_CALL, known_team(session, team_id))


def _on_sheet(row: RollCallRow | None) -> OnSheet:
    if row is None:
        raise BadInput(
            msg("Not on this sheet"), msg("Only who is rostered in the team that day is on it.")
        )
    return OnSheet.of(row)


def _refuse(ctx: Context, row: OnSheet, entry: Entry) -> None:
    if not 0 <= entry.off_post_minutes <= MOST_MINUTES:
        raise BadInput(
            msg("Minutes off the post"), msg("Give 0 to {most} minutes.", most=MOST_MINUTES)
        )
    now = ctx.now()
    if entry.off_post_minutes and now < row.start:
        raise BadInput(
            msg("The shift has not begun"),
            msg("{name}'s shift starts at {start}: nobody is off the post before.", name=row.name,
                start=row.start),
        )  # fmt: skip
    future = any(at is not None and at > now for at in (entry.arrived_at, entry.left_at))
    missed_too_soon = entry.arrived_at is None and now < row.start
    if entry.left_at is not None and entry.arrived_at is None:
        raise BadInput(msg("Went home"), msg("Only who came can have gone home."))
    if future or missed_too_soon or now < row.start - SHEET_OPENS:
        raise BadInput(
            msg("That is still to come"),
            msg("{name}'s shift starts at {start}; record what has been.", name=row.name,
                start=row.start),
        )  # fmt: skip


def _refuse_stale(
    session: Session, day: date, row: OnSheet, seen: Entry | None, wanted: Entry | None
) -> None:
    subject = f"attendance:{row.no}@{day}"
    refuse_stale(session, Seen(seen), row.recorded, wanted, partial(_said, row.name), subject)


def _said(name: str, entry: Entry | None) -> Message:
    if entry is None:
        return msg("{name}: nothing recorded", name=name)
    if entry.arrived_at is None:
        return msg("{name}: absent", name=name)
    if entry.left_at is not None:
        return msg(
            "{name}: came {at}, went {left}", name=name, at=entry.arrived_at, left=entry.left_at
        )
    if not entry.off_post_minutes:
        return msg("{name}: came {at}", name=name, at=entry.arrived_at)
    return msg(
        "{name}: came {at}, {n} minutes off the post",
        name=name, at=entry.arrived_at, n=entry.off_post_minutes,
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
    line.left_at = entry.left_at
    session.flush()
    ctx.audit(session, Deed.ATTENDANCE_RECORD, f"attendance:{no}@{day}", was, _told(line))


def _take_off(ctx: Context, session: Session, no: str, day: date, person_id: int) -> None:
    line = session.get(Attendance, (person_id, day))
    if line is not None:
        was = _told(line)
        session.delete(line)
        session.flush()
        ctx.audit(session, Deed.ATTENDANCE_TAKE_BACK, f"attendance:{no}@{day}", was, None)


def _told(line: Attendance) -> dict[str, object]:
    return {
        "arrived_at": line.arrived_at,
        "off_post_minutes": line.off_post_minutes,
        "left_at": line.left_at,
    }
