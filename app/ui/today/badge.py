"""A shift's code in its colour, as the roster draws it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit import theme
from app.ui.kit.tokens import RADIUS, Space
from app.ui.roster.paint import ShiftInk


class ShiftBadge(QWidget):
    """The code of a shift on its colour."""

    def __init__(self, code: str, ink: ShiftInk, name: str = "", extent: int = 26) -> None:
        super().__init__()
        self._code, self._ink = code, ink
        self.setAccessibleName(name or code)
        self.setToolTip(name)
        width = self.fontMetrics().horizontalAdvance(code) + Space.M
        self.setFixedSize(max(extent, width), extent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.fill)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setPen(self._ink.text)
        painter.setFont(theme.font("strong"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._code)
