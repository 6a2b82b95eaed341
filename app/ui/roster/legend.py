"""What the marks in the cells mean, drawn as the cells draw them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.rules.vocabulary import LeaveStatus, Level
from app.text import _
from app.ui.kit import theme
from app.ui.kit.tokens import Space
from app.ui.roster.looks import CellLook, Ground
from app.ui.roster.paint import Inks, draw_cell
from app.ui.roster.wish_marks import WishMark

_CELL = QSize(24, 22)
_LINE = _CELL.height() + Space.XS


class Legend(QWidget):
    """Under the grid, in as many lines as the width asks for."""

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

    def _entries(self) -> list[tuple[CellLook, str]]:
        plain, code = Ground.PLAIN, self._code
        return [
            (CellLook(plain, code), _("published")),
            (CellLook(plain, code, draft=True), _("draft")),
            (CellLook(plain, gone=code, draft=True), _("taken away in draft")),
            (CellLook(plain, code, swapped=True), _("swapped")),
            (CellLook(plain, leave=LeaveStatus.APPROVED), _("on leave")),
            (CellLook(plain, leave=LeaveStatus.PENDING), _("leave asked for")),
            (CellLook(plain, code, uncovered=True), _("open")),
            (CellLook(plain, code, edited=True), _("changed after publication")),
            (CellLook(plain, code, draft=True, fixed=True), _("fixed")),
            (CellLook(plain, code, wish=WishMark(None)), _("wished for")),
            (CellLook(plain, code, wish=WishMark(None, against=True)), _("not wished for")),
            (CellLook(plain, code, wish=WishMark(kept=True)), _("as wished")),
            (CellLook(plain, code, wish=WishMark(kept=False)), _("not as wished")),
            (CellLook(plain, code, level=Level.BREACH), _("breach")),
            (CellLook(plain, code, level=Level.WARNING), _("warning")),
        ]

    def sizeHint(self) -> QSize:
        return QSize(400, _LINE)

    def places(self, width: int) -> list[QPoint]:
        """Where each entry stands: what does not fit into a line begins the next."""
        metrics, at, found = QFontMetrics(self._font), QPoint(0, 0), []
        for _look, words in self._entries():
            wide = _CELL.width() + Space.XS + metrics.horizontalAdvance(words)
            if at.x() and at.x() + wide > width:
                at = QPoint(0, at.y() + _LINE)
            found.append(QPoint(at))
            at.setX(at.x() + wide + Space.L)
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.places(self.width())[-1].y() + _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(self._font)
        for at, (look, words) in zip(self.places(self.width()), self._entries(), strict=True):
            cell = QRectF(at.x(), at.y() + 2, _CELL.width(), _CELL.height())
            draw_cell(painter, cell, look, self._inks, small)
            painter.setFont(self._font)
            painter.setPen(self._inks.soft)
            place = QRectF(cell.right() + Space.XS, at.y(), self.width(), _LINE)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
            )
        painter.end()
