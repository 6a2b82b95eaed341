"""One entry of the audit trail in full."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.keeping.audit import AuditRow
from app.text import _, dates
from app.text.audit import action_title, change_words, subject_words
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space


class EntryPanel(QWidget):
    """What was done, by whom, when, to what; each change on a line of its own."""

    def __init__(self, row: AuditRow) -> None:
        super().__init__()
        self.setAccessibleName(action_title(row.action))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        column.setSpacing(Space.XS)
        changes = change_words(row.subject, row.before, row.after)
        for name, text in (
            (_("Who"), f"{row.name} ({row.actor})" if row.name else row.actor),
            (_("When"), dates.moment(row.at)),
            (_("About"), subject_words(row.subject)),
            (_("From → to"), "\n".join(changes.split("; "))),
            (_("Number of the entry"), f"{row.id:,}"),
        ):
            if text:
                column.addWidget(label(name, "caption"))
                value = label(text, wrap=True)
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                value.setContentsMargins(0, 0, 0, Space.S)
                column.addWidget(value)
        column.addStretch(1)
