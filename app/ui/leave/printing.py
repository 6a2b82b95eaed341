"""The form of one leave, out to a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.context import Context
from app.services.leave_view import Detail
from app.text import _
from app.ui.desk import Desk
from app.ui.leave.words import kind_word


def ask_where(parent: QWidget, desk: Desk, found: Detail) -> None:
    """Ask for the file, then write the form of `found` to it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = _("Leave form {no}").format(no=found.row.no) + ".pdf"
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Print the form"), str(Path(folder) / name), _("PDF document (*.pdf)")
    )
    if chosen:
        print_form_to(desk, found, Path(chosen).with_suffix(".pdf"))


def print_form_to(desk: Desk, found: Detail, path: Path) -> None:
    """Write the form of one leave to `path`."""
    row = found.row
    kind = kind_word(row.kind, {row.kind: found.kind} if found.kind != row.kind else {})
    chain = [one.step for one in found.chain]

    def write(ctx: Context) -> None:
        from app.ui.paper.leave_form import leave_form_pdf, place_words

        place = place_words(ctx, row)
        leave_form_pdf(row, kind, place, chain, found.history, ctx.now(), path)

    desk.tasks.query(write, lambda _done: desk.say(_("Written to {path}").format(path=path.name)))
