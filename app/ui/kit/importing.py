"""Bringing a workbook in: choose the file, watch it come, hear what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.text import _, say
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_which, kind_words
from app.ui.kit.messages import told_dialog
from app.ui.work.tasks import LongTask

if TYPE_CHECKING:
    from app.context import Context
    from app.services.moving.importing import ImportSummary


def ask_for_workbook(desk: Desk, parent: QWidget) -> None:
    """Ask for an .xlsx file and import it."""
    ask_which(
        parent, _("Import our workbook"), kind_words(Ending.EXCEL),
        lambda path: import_file(desk, path, parent),
    )  # fmt: skip


def import_file(desk: Desk, path: Path, parent: QWidget) -> None:
    """Import the workbook at `path` with progress; cancelled, it leaves no trace. What was left as
    it is, or no longer fits together, is told in a dialog."""

    def op(context: Context, task: LongTask) -> ImportSummary:
        from app.exchange.moving import import_workbook

        return import_workbook(context, path, task.progress, task.cancelled)

    def done(summary: ImportSummary) -> None:
        added = sum(count.added for count in summary.sheets)
        updated = sum(count.updated for count in summary.sheets)
        done = _("Imported: {added} rows added, {updated} updated").format(
            added=added, updated=updated
        )
        desk.say(done)
        if summary.told:
            told_dialog(parent, done, _("Some of it wants a look:"), map(say, summary.told)).open()

    desk.tasks.long(_("Importing {file}").format(file=path.name), op, done)
