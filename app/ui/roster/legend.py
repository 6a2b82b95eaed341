"""What the marks in the cells mean, drawn as the cells draw them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.rules.vocabulary import LeaveStatus, Level
from app.text import _
from app.ui.kit import theme
from app.ui.kit.tokens import Space
from app.ui.roster.looks import Ground, Look
from app.ui.roster.paint import Inks, draw_cell

_CELL = QSize(24, 22)


class Legend(QWidget):
    """One line under the grid; what does not fit is left out from the end."""

    def __init__(self, inks: Inks, code: str = "E") -> None:
        super().__init__()
        self._inks = inks
        self._code = code
        self._font = theme.font("caption")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Legend"))
        self.setAccessibleDescription(", ".join(words for _look, words in self._entries()))

    def take(self, inks: Inks, code: str) -> None:
        """Draw with the colours of the shifts in use, and one of their codes."""
        self._inks, self._code = inks, code
        self.update()

    def _entries(self) -> list[tuple[Look, str]]:
        plain, code = Ground.PLAIN, self._code
        return [
            (Look(plain, code), _("published")),
            (Look(plain, code, draft=True), _("draft")),
            (Look(plain, gone=code, draft=True), _("taken away in draft")),
            (Look(plain, code, swapped=True), _("swapped")),
            (Look(plain, leave=LeaveStatus.APPROVED), _("on leave")),
            (Look(plain, leave=LeaveStatus.PENDING), _("leave asked for")),
            (Look(plain, code, uncovered=True), _("open")),
            (Look(plain, code, edited=True), _("changed after publication")),
            (Look(plain, code, level=Level.BREACH), _("breach")),
            (Look(plain, code, level=Level.WARNING), _("warning")),
        ]

    def sizeHint(self) -> QSize:
        return QSize(400, _CELL.height() + Space.XS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self._font)
        small = QFont(self._font)
        left = 0.0
        for look, words in self._entries():
            width = _CELL.width() + Space.XS + metrics.horizontalAdvance(words)
            if left + width > self.width():
                break
            cell = QRectF(left, 2, _CELL.width(), _CELL.height())
            draw_cell(painter, cell, look, self._inks, small)
            painter.setFont(self._font)
            painter.setPen(self._inks.soft)
            place = QRectF(cell.right() + Space.XS, 0, width, self.height())
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
            )
            left += width + Space.L
        painter.end()
