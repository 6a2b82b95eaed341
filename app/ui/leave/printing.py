"""The form of one leave, out to a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.leave.view import Detail
from app.text import _
from app.ui.kit.files import Ending, ask_where
from app.ui.leave.words import kind_word
from app.ui.shell.desk import Desk


def ask_for_form(parent: QWidget, desk: Desk, found: Detail) -> None:
    """Ask for the file, then write the form of `found` to it."""
    name = _("Leave form {no}").format(no=found.row.no)
    ask_where(
        parent, _("Print the form"), name, Ending.PDF,
        lambda path: print_form_to(desk, found, path),
    )  # fmt: skip


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
