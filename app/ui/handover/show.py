"""A log's rows as the lines of its sections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt

from app.queries.handover.rows import ItemRow, LogPage, NoteRow, SectionRow, StaffChange
from app.rules.handover.course import LogState
from app.rules.vocabulary import Section
from app.text import _, ngettext
from app.ui.handover.lines import Deed, Pill, ShownLine
from app.ui.handover.words import (
    is_news,
    item_below,
    item_pills,
    said_in,
    staff_sentence,
    unconfirmed,
    written_by,
)
from app.ui.kit.tokens import Tone

CLOSE, REOPEN, EDIT, REMOVE, CONFIRM = "close", "reopen", "edit", "remove", "confirm"
NOTE, ITEM, STAFF = "note", "item", "staff"


def section_lines(page: LogPage, row: SectionRow, today: date) -> list[ShownLine]:
    """What stands under a section: what is carried over, what the roster says, then what is new."""
    carried = [item for item in page.carried if item.section is row.section]
    lines = [item_line(item, today) for item in carried]
    if row.section is Section.STAFF_CHANGES:
        lines += _staff(page)
    lines += [item_line(item, today) for item in row.items]
    lines += [_note(note, page) for note in said_in(row, page)]
    return lines


def section_state(page: LogPage, row: SectionRow) -> Pill:
    """How a section stands, for its head."""
    if row.missing and row.section is Section.STAFF_CHANGES and unconfirmed(page):
        return _("To be confirmed"), Tone.WARN
    if row.missing:
        return _("Still to be filled in"), Tone.WARN
    carried = [item for item in page.carried if item.section is row.section]
    going = sum(1 for item in (*carried, *row.items) if item.is_open)
    if going:
        words = ngettext("{n} open item", "{n} open items", going)
        return words.format(n=going), Tone.INFO
    if row.notes and all(note.nothing for note in row.notes):
        return _("Nothing to report"), Tone.GOOD
    return "", Tone.PLAIN


def to_confirm(page: LogPage) -> bool:
    """Whether the changes of staff stand otherwise than they were confirmed."""
    row = next(row for row in page.sections if row.section is Section.STAFF_CHANGES)
    return row.missing or bool(unconfirmed(page))


def _staff(page: LogPage) -> Iterator[ShownLine]:
    for number, change in enumerate(page.staff):
        confirm = Deed(CONFIRM, _("Confirm all"), Qt.Key.Key_C, offered=False)
        yield ShownLine(
            (STAFF, (change.kind, change.person.id, number)), staff_sentence(change), "people",
            pills=(_staff_state(page, change),),
            deeds=(confirm,) if page.may.confirm_staff and not change.confirmed else (),
        )  # fmt: skip


def _staff_state(page: LogPage, change: StaffChange) -> Pill:
    if change.confirmed:
        return _("Confirmed"), Tone.GOOD
    if page.state is LogState.OPEN:
        return _("To be confirmed"), Tone.WARN
    return _("Not confirmed in the log"), Tone.PLAIN


def item_line(item: ItemRow, today: date) -> ShownLine:
    """An open item, or one that was closed since."""
    urgent = item.urgent and item.is_open
    icon = "bolt" if urgent else "flag" if item.is_open else "check"
    tone = Tone.BAD if urgent else Tone.ACCENT if item.is_open else Tone.GOOD
    return ShownLine(
        (ITEM, item.id), item.text, icon, tone, tuple(item_pills(item, today)),
        tuple(item_below(item, today)), tuple(_item_deeds(item)), faded=not item.is_open,
    )  # fmt: skip


def _item_deeds(item: ItemRow) -> Iterator[Deed]:
    if item.may_close:
        yield Deed(CLOSE, _("Close it"), Qt.Key.Key_C, _("What was done?"), _("Close it"))
    if item.may_reopen:
        yield Deed(REOPEN, _("Reopen it"), Qt.Key.Key_R, _("Why is it open again?"), _("Reopen it"))
    if item.may_edit:
        yield Deed(EDIT, _("Edit…"), Qt.Key.Key_E)
        yield Deed(REMOVE, _("Remove"), Qt.Key.Key_Delete)


def _note(note: NoteRow, page: LogPage) -> ShownLine:
    text = _("Nothing to report") if note.nothing else note.text
    pills = ((_("New"), Tone.INFO),) if is_news(note) else ()
    deeds: list[Deed] = []
    if note.may_edit:
        if not note.nothing:
            deeds.append(
                Deed(EDIT, _("Edit"), Qt.Key.Key_E, _("What it should say"), _("Keep"), note.text)
            )
        deeds.append(Deed(REMOVE, _("Remove"), Qt.Key.Key_Delete))
    by = written_by(note, page.key.day)
    return ShownLine(
        (NOTE, note.id), text, "check" if note.nothing else "note",
        pills=pills, below=(by,) if by else (), deeds=tuple(deeds), faded=note.nothing,
    )  # fmt: skip
