"""What a line says, painted: symbol, text, pills at its right, small lines under it.

Labels would do as well, and take five times as long: a log has dozens of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit import icons, theme
from app.ui.kit.tokens import Space, Tone

_ICON, _ROUND, _PAD = 18, 9, 8
_LEAST = 200
"""Pixels that the text has beside the pills, or else they stand below it."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_ANY_HEIGHT = 100_000


@dataclass(frozen=True, slots=True)
class Face:
    """What is painted; `icon` in the token `ink`."""

    icon: str
    ink: str
    text: str
    faded: bool
    pills: Sequence[tuple[str, Tone]]
    below: str


class LineFace(QWidget):
    """Paints a `Face` in as much height as it needs at the width that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._face = Face("", "text", "", False, (), "")
        self._heights: dict[int, int] = {}

    def show_face(self, face: Face) -> None:
        if face != self._face:
            self._face = face
            self._heights.clear()
            self.updateGeometry()
            self.update()

    # -- sizes -------------------------------------------------------------------------------

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            text, _pills, below = self._places(width)
            self._heights[width] = max(below.bottom() + 1 if self._face.below else text, 1)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(400), self.heightForWidth(theme.scaled(400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(240), 1)

    def _places(self, width: int) -> tuple[int, QRect, QRect]:
        """The height of text and pills together, where the pills are, where the small lines."""
        left = _ICON + Space.S
        metrics, pills = QFontMetrics(theme.font()), self._pills_width()
        beside = width - left - pills - Space.M >= theme.scaled(_LEAST) or not pills
        room = width - left - (pills + Space.M if beside and pills else 0)
        text = max(_height(metrics, room, self._face.text), _ICON)
        pill = metrics.height() + 2
        if not pills:
            place, height = QRect(), text
        elif beside:
            place, height = QRect(width - pills, 0, pills, pill), max(text, pill)
        else:
            place = QRect(left, text + Space.XS, pills, pill)
            height = place.bottom() + 1
        small = QFontMetrics(theme.font("caption"))
        top = height + Space.XS
        under = _height(small, width - left, self._face.below) if self._face.below else 0
        return height, place, QRect(left, top, width - left, under)

    def _pills_width(self) -> int:
        metrics = QFontMetrics(theme.font("strong"))
        widths = [metrics.horizontalAdvance(words) + 2 * _PAD for words, _t in self._face.pills]
        return sum(widths) + Space.XS * max(len(widths) - 1, 0)

    # -- painting ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face, left = self._face, _ICON + Space.S
        _text, pills, below = self._places(self.width())
        painter.drawPixmap(0, 1, icons.pixmap(face.icon, face.ink, _ICON))
        beside = pills.top() == 0 and not pills.isNull()
        room = (pills.left() - Space.M if beside else self.width()) - left
        ink = "text_soft" if face.faded else "text"
        _write(painter, theme.font(), ink, QRect(left, 0, room, _ANY_HEIGHT), face.text)
        self._paint_pills(painter, pills)
        _write(painter, theme.font("caption"), "text_soft", below, face.below)

    def _paint_pills(self, painter: QPainter, place: QRect) -> None:
        font = theme.font("strong")
        painter.setFont(font)
        metrics, x = QFontMetrics(font), place.left()
        for words, tone in self._face.pills:
            ink, paper = theme.tokens().tone(tone)
            area = QRect(x, place.top(), metrics.horizontalAdvance(words) + 2 * _PAD,
                         place.height())  # fmt: skip
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(paper))
            painter.drawRoundedRect(area, _ROUND, _ROUND)
            painter.setPen(QColor(ink))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)
            x = area.right() + 1 + Space.XS


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(QRect(0, 0, max(width, 1), _ANY_HEIGHT), _WRAPPED, text).height()


def _write(painter: QPainter, font: QFont, ink: str, area: QRect, text: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    painter.drawText(area, _WRAPPED, text)
