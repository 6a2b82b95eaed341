"""Bringing a workbook in: choose the file, watch it come, hear what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.text import _
from app.ui.kit.files import Ending, ask_which, kind_words
from app.ui.shell.desk import Desk
from app.ui.work.tasks import LongTask

if TYPE_CHECKING:
    from app.context import Context
    from app.services.moving.importing import ImportSummary

EVERYTHING = frozenset(
    {
        "roster", "people", "swaps", "leaves", "attendance", "inspections", "policy", "calendar",
        "accounts", "store",
    }
)  # fmt: skip
"""The topics that an import may change."""


def ask_for_workbook(desk: Desk, parent: QWidget) -> None:
    """Ask for an .xlsx file and import it."""
    ask_which(
        parent, _("Import our workbook"), kind_words(Ending.EXCEL),
        lambda path: import_file(desk, path),
    )  # fmt: skip


def import_file(desk: Desk, path: Path) -> None:
    """Import the workbook at `path` with progress; cancelled, it leaves no trace."""

    def op(context: Context, task: LongTask) -> ImportSummary:
        from app.exchange.moving import import_workbook

        return import_workbook(context, path, task.progress, task.cancelled)

    def done(summary: ImportSummary) -> None:
        added = sum(count.added for count in summary.sheets)
        updated = sum(count.updated for count in summary.sheets)
        desk.say(
            _("Imported: {added} rows added, {updated} updated").format(
                added=added, updated=updated
            )
        )

    desk.tasks.long(_("Importing {file}").format(file=path.name), op, done, EVERYTHING)
