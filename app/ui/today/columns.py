"""Two columns that become one where the window is too narrow for both."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.tokens import Space

_SIDE_CHARACTERS = 41
_BOTH_CHARACTERS = 120
"""Widths in digits, so that larger text asks for more room."""


class TwoColumns(QWidget):
    """`main` takes the room; `side` stands beside it, or below it in a narrow window."""

    def __init__(self) -> None:
        super().__init__()
        self.main, self._side = QVBoxLayout(), QWidget()
        self.side = QVBoxLayout(self._side)
        self.side.setContentsMargins(0, 0, 0, 0)
        for column in (self.main, self.side):
            column.setSpacing(Space.M)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.L)
        self._row.addLayout(self.main, 1)
        self._row.addWidget(self._side)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._arrange(_BOTH_CHARACTERS * self._character())

    @property
    def stacked(self) -> bool:
        """Whether the side stands below."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        stacked = width < _BOTH_CHARACTERS * self._character()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if stacked else across)
        side = _SIDE_CHARACTERS * self._character()
        self._side.setMinimumWidth(0 if stacked else side)
        self._side.setMaximumWidth(16_777_215 if stacked else side)

    def _character(self) -> int:
        return self.fontMetrics().horizontalAdvance("0")
