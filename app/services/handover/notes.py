"""Notes of a log's sections, while it is open."""

from __future__ import annotations

from collections.abc import Sequence

from app.context import Context
from app.queries.handover.rows import LogKey, StaffChange
from app.rules.vocabulary import Section
from app.services.seen import Seen


def write_note(ctx: Context, key: LogKey, section: Section, text: str) -> int:
    """Write a note into a section; its id. A row of its own: two at once lose nothing."""
    raise NotImplementedError


def nothing_to_report(ctx: Context, key: LogKey, section: Section) -> None:
    """Say that there is nothing to report under `section`; nothing where it is filled in."""
    raise NotImplementedError


def edit_note(ctx: Context, note_id: int, text: str, seen: Seen[str] | None = None) -> None:
    """Change one's own note before the log is signed."""
    raise NotImplementedError


def remove_note(ctx: Context, note_id: int, seen: Seen[str] | None = None) -> None:
    """Take one's own note away before the log is signed."""
    raise NotImplementedError


def confirm_staff(
    ctx: Context, key: LogKey, lines: Sequence[str], seen: Sequence[StaffChange]
) -> None:
    """Confirm the changes of staff: `lines` word what was `seen`; none: nothing to report.

    Stale where roster, registers or roll call say something else by now.
    """
    raise NotImplementedError
