"""What a key on a line asks the services for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.context import Context
from app.queries.handover.rows import ItemRow, NoteRow
from app.services.handover.items import (
    NewItem,
    close_item,
    edit_item,
    remove_item,
    reopen_item,
)
from app.services.handover.notes import edit_note, remove_note
from app.services.seen import Seen
from app.ui.handover.show import CLOSE, EDIT, REMOVE, REOPEN

Command = Callable[[Context], None]


def line_command(row: object, deed: str, words: str) -> Command:
    """The service's call for `deed` on a note or an item, as it was shown."""
    if isinstance(row, NoteRow):
        return _on_note(row, deed, words)
    assert isinstance(row, ItemRow)
    return _on_item(row, deed, words)


def _on_note(note: NoteRow, deed: str, words: str) -> Command:
    if deed == REMOVE:
        return partial(remove_note, note_id=note.id, seen=Seen(note.text))
    return partial(edit_note, note_id=note.id, text=words, seen=Seen(note.text))


def _on_item(item: ItemRow, deed: str, words: str) -> Command:
    version = item.version
    changed = NewItem(item.section, words, item.urgent, item.owner.id if item.owner else None,
                      item.due_on, item.worse)  # fmt: skip
    commands: dict[str, Command] = {
        CLOSE: partial(close_item, item_id=item.id, closing=words, version=version),
        REOPEN: partial(reopen_item, item_id=item.id, reason=words, version=version),
        EDIT: partial(edit_item, item_id=item.id, item=changed, version=version),
        REMOVE: partial(remove_item, item_id=item.id, version=version),
    }
    return commands[deed]
