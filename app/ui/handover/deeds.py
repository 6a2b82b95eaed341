"""What a key on a line asks the services for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.context import Context
from app.queries.handover.rows import ItemRow, NoteRow
from app.services.handover.items import close_item, remove_item, reopen_item
from app.services.handover.notes import edit_note, remove_note
from app.services.seen import Seen
from app.ui.handover.show import CLOSE, REMOVE, REOPEN

Command = Callable[[Context], None]


def line_command(row: object, deed: str, words: str) -> Command:
    """The service's call for `deed` on a note or an item, as it was shown."""
    if isinstance(row, NoteRow):
        return _on_note(row, deed, words)
    assert isinstance(row, ItemRow)
    return _on_item(row, deed, words)


def _on_note(note: NoteRow, deed: str, words: str) -> Command:
    seen = Seen(note.text)
    if deed == REMOVE:
        return lambda ctx: remove_note(ctx, note.id, seen)
    return lambda ctx: edit_note(ctx, note.id, words, seen)


def _on_item(item: ItemRow, deed: str, words: str) -> Command:
    version = item.version
    commands: dict[str, Command] = {
        CLOSE: partial(close_item, item_id=item.id, closing=words, version=version),
        REOPEN: partial(reopen_item, item_id=item.id, reason=words, version=version),
        REMOVE: partial(remove_item, item_id=item.id, version=version),
    }
    return commands[deed]
