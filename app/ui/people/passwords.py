"""One-time passwords: shown once, copied, or printed as slips to be handed out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.accounts.managing import OneTimePassword
from app.text import _, ngettext
from app.ui.kit import theme
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.files import Ending, ask_where, tell_written
from app.ui.kit.forms import Confirmation
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space

COLUMNS = 2


class PasswordsDialog(Dialog):
    """What was made up for whom. Nothing of it is kept: closing the dialog forgets it."""

    def __init__(self, parent: QWidget, desk: Desk, issued: Sequence[OneTimePassword]) -> None:
        super().__init__(parent)
        self._desk = desk
        self.issued = issued
        self._kept = len(issued) == 1
        """Copied or saved by now; a single one is read out."""
        self.setWindowTitle(_("One-time passwords"))
        count = len(issued)
        title = ngettext("{n} one-time password", "{n} one-time passwords", count).format(n=count)
        lead = _(
            "Each works until its holder signs in and chooses a password. They are shown this once"
            " and kept nowhere: hand them out now, or make new ones later."
        )
        self.table: RowsTable[OneTimePassword] = RowsTable(
            [
                Column(_("Number"), lambda row: row.employee_no),
                Column(_("Name"), lambda row: row.name),
                Column(_("Login"), lambda row: row.login),
                Column(_("One-time password"), lambda row: row.password),
            ],
            _("One-time passwords"),
        )
        self.table.set_rows(issued)
        line = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(line * (min(len(issued), 10) + 1) + 16)
        self.setMinimumWidth(theme.scaled(620))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label(title, "title"))
        column.addWidget(label(lead, "soft", wrap=True))
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(button(_("&Copy all"), self._on_copy, icon="copy"))
        foot.addWidget(button(_("Save &slips as PDF…"), self._on_save, icon="print"))
        foot.addStretch(1)
        foot.addWidget(button(_("Done"), self.accept, kind="primary"))
        column.addLayout(foot)

    def done(self, result: int) -> None:
        """Close it, by whatever key or button; ask first where nothing was copied or saved."""
        if self._kept:
            super().done(result)
            return
        title = _("Close without a copy?")
        text = _("Nothing of it was copied or saved. They would all have to be made anew.")
        ask = Confirmation(self, title, text, _("Close all the same"))
        ask.accepted.connect(lambda: QDialog.done(self, result))
        ask.open()

    def save_slips(self, path: str) -> None:
        """Write one slip for each person, to be cut apart, as an A4 PDF."""
        writer = QPdfWriter(path)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        margins = QMarginsF(15, 15, 15, 15)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        writer.setTitle(_("One-time passwords"))
        document = QTextDocument()
        document.setDefaultFont(theme.font())
        document.setHtml(slips(self.issued))
        document.print_(writer)
        self._kept = True
        tell_written(self._desk, _("One-time passwords"), Path(path))

    def _on_copy(self) -> None:
        lines = (
            f"{row.employee_no}\t{row.name}\t{row.login}\t{row.password}" for row in self.issued
        )
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._kept = True

    def _on_save(self) -> None:
        name = _("One-time passwords")
        ask_where(self, _("Save slips"), name, Ending.PDF, lambda path: self.save_slips(str(path)))


def slips(issued: Sequence[OneTimePassword]) -> str:
    """The slips as HTML: two in a row, each with its name, login and password."""
    cells = [_slip(row) for row in issued]
    cells += [""] * (-len(cells) % COLUMNS)
    rows = (
        "<tr>"
        + "".join(f'<td width="50%">{cell}</td>' for cell in cells[n : n + COLUMNS])
        + "</tr>"
        for n in range(0, len(cells), COLUMNS)
    )
    return f'<table width="100%" cellpadding="12" border="1">{"".join(rows)}</table>'


def _slip(row: OneTimePassword) -> str:
    login, password = escape(_("Login")), escape(_("One-time password"))
    advice = escape(_("Change it when you first sign in."))
    return (
        f"<b>{escape(row.name)}</b> · {escape(row.employee_no)}<br/>"
        f"{login}: <b>{escape(row.login)}</b><br/>"
        f"{password}: <tt><b>{escape(row.password)}</b></tt><br/>"
        f"<small>{advice}</small>"
    )
