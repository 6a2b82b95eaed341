"""The list at the left. Moving through it opens nothing: a look at somebody else's is on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.reading.quality.inspections import InspectionLine
from app.text import _
from app.ui.inspections.words import line_note, state_tone, state_words
from app.ui.kit.line_list import LINE_ROLE, LineList
from app.ui.kit.state_lines import StateDelegate, StateLine


class ResultsList(LineList[StateLine]):
    """`opened` brings the number of what was clicked, or Enter pressed on."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Inspections"), StateDelegate())
        self.setToolTip(_("Enter opens an inspection."))
        self.clicked.connect(self._on_opened)

    def show_lines(self, lines: Sequence[InspectionLine], today: date, *, own: bool) -> None:
        """Show them; the cursor stays at the one that it stood at."""
        here = self.here()
        self.lines.set_lines([_line(one, today, own=own) for one in lines])
        self.stand_at(here)

    def here(self) -> str | None:
        line = self.currentIndex().data(LINE_ROLE)
        return line.key if line is not None else None

    def stand_at(self, no: str | None) -> None:
        row = self.lines.row_of(no)
        if row is not None:
            self.setCurrentIndex(self.lines.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_opened(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE) if index.isValid() else None
        if line is not None:
            self.opened.emit(line.key)


def _line(one: InspectionLine, today: date, *, own: bool) -> StateLine:
    title = one.contact_ref if own else one.agent
    return StateLine(
        one.no, title, state_words(one.state), line_note(one, today, own=own),
        state_tone(one.state),
    )  # fmt: skip
