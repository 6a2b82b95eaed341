"""Notes of a log's sections, while it is open."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotAllowed, NotFound
from app.models import HandoverNote
from app.queries.handover import logs
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import LogKey, StaffChange
from app.queries.handover.scene import LogScene
from app.reading.handover import allowed
from app.rules.deeds import Deed
from app.rules.handover.sections import NOTHING
from app.rules.sight import Standing
from app.rules.vocabulary import Message, Section, msg
from app.services.handover.opening import subject, to_write, written
from app.services.seen import Seen, refuse_stale, stale
from app.services.typed import worded

MOST = 30_000
"""Letters of a section's notes together: one cell of the workbook holds them."""
_EMPTY = msg("Write something, or say that there is nothing to report.")


def write_note(ctx: Context, key: LogKey, section: Section, text: str) -> int:
    """Write a note into a section; its id. A row of its own: two at once lose nothing."""
    text = worded(text, _EMPTY)
    with ctx.write() as session:
        scene, mine = to_write(ctx, session, key)
        return _write(ctx, session, scene, mine, section, text)


def nothing_to_report(ctx: Context, key: LogKey, section: Section) -> None:
    """Say that there is nothing to report under `section`; nothing where it is filled in. Refused
    of the staff where the roster or a roll call has changes: those are confirmed."""
    with ctx.write() as session:
        scene, mine = to_write(ctx, session, key)
        if section is Section.STAFF_CHANGES and scene.staff:
            raise BadInput(
                msg("There is something to report"),
                msg("The roster or a roll call has changes of staff for this shift. Confirm them."),
            )
        noted = any(note.section is section for note in scene.notes)
        if not noted and not any(item.section is section for item in scene.raised):
            _write(ctx, session, scene, mine, section, NOTHING)


def edit_note(ctx: Context, note_id: int, text: str, seen: Seen[str] | None = None) -> None:
    """Change one's own note before the log is signed."""
    text = worded(text, _EMPTY)
    with ctx.write() as session:
        note, head = _own(ctx, session, note_id)
        refuse_stale(session, seen, note.text, text, _said, subject(head.no))
        _refuse_full(session, note.handover_id, note.section, text, note.id)
        before, note.text = note.text, text
        session.flush()
        was, now = {"note": before}, {"note": text, "section": note.section}
        ctx.audit(session, Deed.HANDOVER_NOTE_EDIT, subject(head.no), was, now)


def remove_note(ctx: Context, note_id: int, seen: Seen[str] | None = None) -> None:
    """Take one's own note away before the log is signed."""
    with ctx.write() as session:
        note, head = _own(ctx, session, note_id)
        refuse_stale(session, seen, note.text, None, _said, subject(head.no))
        was = {"note": note.text, "section": note.section}
        session.delete(note)
        session.flush()
        ctx.audit(session, Deed.HANDOVER_NOTE_REMOVE, subject(head.no), was, None)


def confirm_staff(
    ctx: Context, key: LogKey, lines: Sequence[str], seen: Sequence[StaffChange]
) -> None:
    """Confirm the changes of staff: `lines` word what was `seen`; none: nothing to report.

    Stale where roster, registers or roll call say something else by now.
    """
    with ctx.write() as session:
        scene, mine = to_write(ctx, session, key)
        if not allowed.log_may(scene, mine).confirm_staff:
            raise NotAllowed(
                msg("Not allowed"),
                msg("The duty leader of the shift, or a leader of the department, confirms it."),
            )
        stands = scene.staff
        if [one.fact for one in seen] != [one.fact for one in stands]:
            changed = msg("the roster or the roll call says something else")
            raise stale(session, stands, changed)
        new = _unconfirmed(scene, [worded(line, _EMPTY) for line in lines])
        head = written(session, scene, mine) if new else scene.head
        for text, fact in new:
            assert head is not None
            _add(ctx, session, head, mine, Section.STAFF_CHANGES, text, fact)


def _unconfirmed(scene: LogScene, lines: Sequence[str]) -> list[tuple[str, str]]:
    """The words and facts that no note of the log has yet; where there is no change, that."""
    if not scene.staff:
        said = any(note.section is Section.STAFF_CHANGES for note in scene.notes)
        return [] if said else [(NOTHING, "")]
    pairs = zip(lines, scene.staff, strict=True)
    return [(line, one.fact) for line, one in pairs if not one.confirmed]


def _write(
    ctx: Context,
    session: Session,
    scene: LogScene,
    mine: Standing,
    section: Section,
    text: str,
) -> int:
    return _add(ctx, session, written(session, scene, mine), mine, section, text)


def _add(
    ctx: Context,
    session: Session,
    head: LogHead,
    mine: Standing,
    section: Section,
    text: str,
    fact: str = "",
) -> int:
    _refuse_full(session, head.id, section, text)
    note = HandoverNote(
        handover_id=head.id, section=section, text=text, by_id=mine.person_id, at=ctx.now(),
        fact=fact,
    )  # fmt: skip
    session.add(note)
    session.flush()
    after = {"section": section, "note": text}
    ctx.audit(session, Deed.HANDOVER_NOTE, subject(head.no), None, after)
    return note.id


def _refuse_full(
    session: Session, handover_id: int, section: Section, text: str, but: int = 0
) -> None:
    """BadInput where a section's notes are more than a workbook's cell holds. `but`: the note
    in whose place it stands."""
    note = HandoverNote
    here = (note.handover_id == handover_id, note.section == section, note.id != but)
    held = session.scalar(select(func.sum(func.length(note.text) + 1)).where(*here)) or 0
    if held + len(text) > MOST:
        raise BadInput(
            msg("This section is full"),
            msg("It holds {most} letters. Put the rest into an item.", most=MOST),
        )


def _own(ctx: Context, session: Session, note_id: int) -> tuple[HandoverNote, LogHead]:
    """One's own note of an open log, the log one version on."""
    note = session.get(HandoverNote, note_id)
    if note is None:
        raise NotFound(msg("No such note"), msg("Somebody took it away. Look at the log again."))
    scene, mine = to_write(ctx, session, logs.head_by_id(session, note.handover_id).key)
    if note.by_id is None or note.by_id != mine.person_id:
        raise NotAllowed(
            msg("Not allowed"), msg("Who wrote a note changes it; others write one of their own.")
        )
    return note, written(session, scene, mine)


def _said(text: str) -> Message:
    return msg("“{text}”", text=text)
