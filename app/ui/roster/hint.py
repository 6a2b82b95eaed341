"""The codes that begin with what is being typed, in a small list below the cell."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.queries.roster.rows import ShiftRow
from app.rules import days_off
from app.text import _
from app.ui.kit.tokens import Space
from app.ui.roster.words import shift_words


class CodeHint(QFrame):
    """Shown while a code is not complete yet; it takes no focus and no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._list = QLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        layout.addWidget(self._list)
        self.hide()

    def offer(self, letters: str, shifts: Iterable[ShiftRow], cell: QRect) -> None:
        """List what begins with `letters` below `cell`, or above it at the window's foot."""
        folded = letters.casefold()
        found = [s for s in shifts if not s.retired and s.code.casefold().startswith(folded)]
        lines = [shift_words(shift) for shift in found]
        if not found and days_off.begins_one(letters):
            lines = [
                f"{word} {_('day off')}"
                for word in ("OFF", "WO")
                if word.casefold().startswith(folded)
            ]
        self.setVisible(bool(letters) and bool(lines))
        if letters:
            self._list.setText("\n".join(lines))
            self.adjustSize()
            self.move(self._left(cell), self._top(cell))
            self.raise_()

    def _left(self, cell: QRect) -> int:
        return max(0, min(cell.left(), self._room.width() - self.width()))

    def _top(self, cell: QRect) -> int:
        below = cell.bottom() + Space.XS
        fits = below + self.height() <= self._room.height()
        return below if fits else cell.top() - self.height() - Space.XS
