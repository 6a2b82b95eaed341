"""Small marks in the corners of a cell: that it is fixed, and what was wished of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.ui.roster.wish_marks import WishMark


def draw_lock(painter: QPainter, inner: QRectF, colour: QColor, ground: QColor) -> None:
    """A padlock at the lower right, on a patch of `ground` so that no shift's colour hides it."""
    body = QRectF(inner.right() - 8.5, inner.bottom() - 7.0, 7.0, 5.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(body.adjusted(-1.5, -4.5, 1.5, 1.5), 2.0, 2.0)
    painter.setBrush(colour)
    painter.drawRoundedRect(body, 1.0, 1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.1))
    painter.drawArc(QRectF(body.left() + 1.6, body.top() - 3.2, 3.8, 5.6), 0, 180 * 16)


def draw_wish(
    painter: QPainter, inner: QRectF, colour: QColor, ground: QColor, mark: WishMark
) -> None:
    """A heart at the upper left, struck through where something is not wanted: full where it comes
    true, empty where it does not, dotted as long as there is no roster."""
    place = QRectF(inner.left() + 1.0, inner.top() + 1.0, 9.0, 8.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place.adjusted(-0.5, -0.5, 1.0, 1.0), 2.0, 2.0)
    line = Qt.PenStyle.DotLine if mark.kept is None else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, 1.1, line))
    painter.setBrush(colour if mark.kept else Qt.BrushStyle.NoBrush)
    painter.drawPath(_heart(place.adjusted(1.0, 1.0, -0.5, -0.5)))
    if mark.against:
        _strike(painter, place, colour, ground)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _strike(painter: QPainter, place: QRectF, colour: QColor, ground: QColor) -> None:
    """A stroke from corner to corner, which a full heart does not hide."""
    for ink, width in ((ground, 3.0), (colour, 1.2)):
        painter.setPen(QPen(ink, width))
        painter.drawLine(place.bottomLeft(), place.topRight())


def _heart(place: QRectF) -> QPainterPath:
    left, right, top = place.left(), place.right(), place.top()
    middle, low = place.center().x(), place.bottom()
    notch = QPointF(middle, top + place.height() * 0.28)
    path = QPainterPath(notch)
    path.cubicTo(middle, top, left, top, left, top + place.height() * 0.38)
    path.cubicTo(left, top + place.height() * 0.66, middle, low, middle, low)
    path.cubicTo(middle, low, right, top + place.height() * 0.66, right, notch.y() + 0.8)
    path.cubicTo(right, top, middle, top, notch.x(), notch.y())
    return path
