"""Bringing a workbook in: choose the file, watch it come, hear what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import AppError, Cancelled, NotAWorkbook
from app.rules.permissions import Action
from app.text import _, is_chinese, say
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_which, kind_words
from app.ui.kit.messages import MessageDialog
from app.ui.kit.roster_file import RosterFile, StaffFile
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone
from app.ui.work.tasks import LongTask

if TYPE_CHECKING:
    from app.context import Context
    from app.services.moving.importing import ImportSummary, SheetCount


def ask_for_workbook(desk: Desk, parent: QWidget, *, dry_run: bool = False) -> None:
    """Ask for an .xlsx file and import it; with `dry_run` only say what that would do."""
    ask_which(
        parent,
        _("Check a workbook") if dry_run else _("Import our workbook"),
        kind_words(Ending.EXCEL),
        lambda path: import_file(desk, path, parent, dry_run=dry_run),
    )


def import_file(desk: Desk, path: Path, parent: QWidget, *, dry_run: bool = False) -> None:
    """Import the workbook at `path` with progress; cancelled, it leaves no trace. What it took by
    sheet, what it ignored and what wants a look is told in a dialog; a dry run leads to the
    import itself."""

    def op(context: Context, task: LongTask) -> ImportSummary:
        from app.exchange.moving import import_workbook

        return import_workbook(context, path, task.progress, task.cancelled, dry_run=dry_run)

    def done(summary: ImportSummary) -> None:
        dialog = SummaryDialog(parent, summary)
        if dry_run:
            dialog.bring_in.clicked.connect(lambda: import_file(desk, path, parent))
        dialog.open()

    def failed(error: AppError) -> None:
        if isinstance(error, NotAWorkbook):
            other_ways(desk, parent, path, error).open()
        elif not isinstance(error, Cancelled):
            desk.tasks.failed.emit(error)

    title = _("Checking {file}") if dry_run else _("Importing {file}")
    desk.tasks.long(title.format(file=path.name), op, done, failed=failed)


def other_ways(desk: Desk, parent: QWidget, path: Path, error: NotAWorkbook) -> MessageDialog:
    """The file at `path` is no workbook: the ways by which it may come in, with it."""
    dialog = MessageDialog(parent, say(error.title), say(error.message), Tone.INFO)

    def go(page: str, target: object) -> None:
        dialog.accept()
        desk.go(page, target)

    dialog.foot.addWidget(button(_("Close"), dialog.reject))
    if desk.me.may(Action.MANAGE_PEOPLE):
        staff = button(
            _("Bring in as a &staff list…"), lambda: go("people", StaffFile(path)), icon="people"
        )
        dialog.foot.addWidget(staff)
    roster = button(
        _("Bring in as a &roster…"),
        lambda: go("roster", RosterFile(path)),
        kind="primary",
        icon="roster",
    )
    dialog.foot.addWidget(roster)
    roster.setFocus()
    return dialog


class SummaryDialog(MessageDialog):
    """What an import did, or would do: by sheet, with what it ignored and what wants a look."""

    def __init__(self, parent: QWidget, summary: ImportSummary) -> None:
        super().__init__(parent, _title(summary), _lead(summary), Tone.INFO)
        self.table: RowsTable[SheetCount] = RowsTable(
            [
                Column(_("Sheet"), _sheet),
                Column(_("Added"), lambda count: count.added, right=True),
                Column(_("Updated"), lambda count: count.updated, right=True),
                Column(_("Unchanged"), lambda count: count.unchanged, right=True),
            ],
            _("What was taken, by sheet"),
        )
        self.table.set_rows(summary.sheets)
        self.table.setMinimumSize(480, min(80 + 30 * len(summary.sheets), 320))
        self.body.addWidget(self.table)
        if summary.ignored:
            what = _("Ignored, as it means nothing here: {what}")
            self.body.addWidget(label(what.format(what="；".join(summary.ignored)), wrap=True))
        if summary.told:
            self.body.addWidget(label(_("Some of it wants a look:"), "strong"))
            for sentence in summary.told:
                self.body.addWidget(label(say(sentence), wrap=True))
        self.bring_in = button(_("&Bring it in"), self.accept, kind="primary", icon="import")
        close = button(_("Close"), self.reject, kind="" if summary.dry_run else "primary")
        self.foot.addWidget(close)
        if summary.dry_run and summary.changed:
            self.foot.addWidget(self.bring_in)


def _sheet(count: SheetCount) -> str:
    from app.exchange.sheets import title_in

    return title_in(count.sheet, is_chinese())


def _title(summary: ImportSummary) -> str:
    if not summary.changed:
        return _("Nothing changed: the store holds all of it already.")
    added = sum(count.added for count in summary.sheets)
    updated = sum(count.updated for count in summary.sheets)
    words = (
        _("It would come in: {added} rows added, {updated} updated")
        if summary.dry_run
        else _("Imported: {added} rows added, {updated} updated")
    )
    return words.format(added=added, updated=updated)


def _lead(summary: ImportSummary) -> str:
    if summary.dry_run:
        return _("This was a dry run: nothing was written.")
    return _("Next: accounts for those who have none (People), and a look at the findings.")
