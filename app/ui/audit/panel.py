"""One entry of the audit trail in full."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queries.keeping.audit import AuditRow
from app.text import _, dates
from app.text.audit import change_words, checksums, deed_title, short, subject_words
from app.ui.kit.controls import button, label
from app.ui.kit.tokens import Space


class EntryPanel(QWidget):
    """What was done, by whom, when, to what; each change on a line of its own."""

    def __init__(self, row: AuditRow) -> None:
        super().__init__()
        self.setAccessibleName(deed_title(row.action))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        column.setSpacing(Space.XS)
        changes = change_words(row.action, row.subject, row.before, row.after, row.names)
        for name, text in (
            (_("Who"), f"{row.name} ({row.actor})" if row.name else row.actor),
            (_("When"), dates.moment(row.at)),
            (_("About"), subject_words(row.action, row.subject, row.names)),
            (_("From → to"), "\n".join(changes.split("; "))),
            (_("Number of the entry"), f"{row.id:,}"),
        ):
            if text:
                column.addWidget(label(name, "caption"))
                value = label(text, wrap=True)
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                value.setContentsMargins(0, 0, 0, Space.S)
                column.addWidget(value)
        for checksum in checksums(row.before, row.after):
            column.addWidget(Checksum(checksum))
        column.addStretch(1)


class Checksum(QWidget):
    """A checksum, which is longer than the panel is wide: its ends are shown, all of it copied."""

    def __init__(self, checksum: str) -> None:
        super().__init__()
        self._whole = checksum
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        shown = label(short(checksum), "soft")
        shown.setToolTip(checksum)
        row.addWidget(shown)
        row.addWidget(button(_("Copy the checksum"), self._copy, kind="link"))
        row.addStretch(1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
