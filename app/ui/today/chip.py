"""People as chips that can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from app.ui.kit import icons, theme
from app.ui.kit.tokens import RADIUS, Space, Tone

_ICON = 14


class Chip(QAbstractButton):
    """A name with what is to be said of it: a symbol and a word, never a colour alone.

    A plain chip is a name in the running text; one with a tone stands on the tone's ground.
    """

    def __init__(
        self, name: str, note: str = "", icon: str = "", tone: Tone = Tone.PLAIN, tip: str = ""
    ) -> None:
        super().__init__()
        self._note, self._icon, self._tone = note, icon, tone
        self.setText(name)
        self.setToolTip(tip)
        self.setAccessibleName(" ".join(part for part in (name, note, tip) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * Space.S
        if self._note:
            width += metrics.horizontalAdvance(self._note) + Space.XS + 2
        if self._icon:
            width += _ICON + Space.XS
        return QSize(width, metrics.height() + Space.XS + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, ground = theme.tokens().tone(self._tone)
        self._paint_ground(painter, ground)
        area = self.rect().adjusted(Space.S, 0, -Space.S, 0)
        if self._icon:
            picture = icons.pixmap(self._icon, _ink_name(self._tone), _ICON)
            painter.drawPixmap(area.left(), area.center().y() - _ICON // 2 + 1, picture)
            area.adjust(_ICON + Space.XS, 0, 0, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.colour("text"))
        painter.drawText(area, left, self.text())
        if self._note:
            area.adjust(self.fontMetrics().horizontalAdvance(self.text()) + Space.XS + 2, 0, 0, 0)
            painter.setPen(ink)
            painter.drawText(area, left, self._note)

    def _paint_ground(self, painter: QPainter, ground: str) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._tone is not Tone.PLAIN or self.underMouse():
            painter.setBrush(theme.colour("accent_soft") if self.underMouse() else ground)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(box, RADIUS, RADIUS)


def _ink_name(tone: Tone) -> str:
    return "text_soft" if tone is Tone.PLAIN else tone.value
