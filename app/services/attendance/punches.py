"""Punches of a file come in as lines of roll call, in one transaction."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.models import Attendance
from app.reading.attendance.punches import preview_in
from app.rules.deeds import Deed
from app.rules.punches.preview import Line, PunchAnswers, PunchLine, PunchPreview, Stand
from app.rules.punches.said import PunchesSaid
from app.rules.vocabulary import msg
from app.services.attendance.roll_call import Entry, OnSheet, entry_there, keep_line


def bring_punches(
    ctx: Context,
    said: PunchesSaid,
    answers: PunchAnswers,
    name: str,
    sha256: str,
    seen: PunchPreview | None = None,
) -> PunchPreview:
    """Record what the file `name` says of the days that may be recorded by the actor.

    BadInput while it is asked who somebody is or which day a date, or where nothing would change;
    Stale where somebody recorded something else of a line since the preview that was `seen`,
    Conflict where what would be written is another now: then nothing is.
    """
    with ctx.write(long=True) as session:
        found = preview_in(ctx, session, said, answers)
        _refuse_asked(found)
        for line in (seen or found).taken:
            _keep(ctx, session, line)
        if seen is not None and not _is_seen(found, seen):
            raise Conflict(
                msg("The roster has changed"),
                msg("Who works what is not as it was. Look at the preview again."),
            )
        if not found.taken:
            raise BadInput(
                msg("Nothing to bring in"), msg("All of it is recorded already, or left out.")
            )
        after = {
            "sha256": sha256,
            "lines": len(found.taken),
            "replaced": sum(1 for line in found.taken if line.stand is Stand.DIFFERENT),
            "left_out": len(found.left_out),
        }
        ctx.audit(session, Deed.ATTENDANCE_BRING, name, after=after)
        return found


def _refuse_asked(found: PunchPreview) -> None:
    if found.questions:
        raise BadInput(
            msg("Not everything is told yet"),
            msg("{n} questions about this file are open. Nothing was written.", n=found.questions),
        )


def _is_seen(found: PunchPreview, seen: PunchPreview) -> bool:
    """Whether the same lines are written that were shown."""
    return [(line.worked.cell, line.worked.shift.code, line.after) for line in found.taken] == [
        (line.worked.cell, line.worked.shift.code, line.after) for line in seen.taken
    ]


def _keep(ctx: Context, session: Session, line: PunchLine) -> None:
    person = line.worked.person
    there = session.get(Attendance, (person.id, line.worked.day))
    stands = entry_there(there) if there is not None else None
    row = OnSheet(person.id, person.no, person.name, line.worked.start, stands)
    shown = _entry(person.id, line.worked.held) if line.worked.held else None
    keep_line(ctx, session, line.worked.day, row, _entry(person.id, line.after), shown)


def _entry(person_id: int, line: Line) -> Entry:
    return Entry(person_id, line.arrived_at, line.off_post_minutes, line.left_at)
