"""Draws looks: one picture for each look of a cell, kept for as long as size and theme stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from app.rules.vocabulary import LeaveStatus, Level
from app.ui.kit import theme
from app.ui.kit.shift_inks import ShiftInk
from app.ui.roster.looks import CellLook, Ground
from app.ui.roster.marks import draw_lock, draw_wish

_RADIUS = 4.0


@dataclass(frozen=True, slots=True)
class Inks:
    """The theme's colours, as the grid uses them."""

    grounds: Mapping[Ground, QColor]
    bands: Mapping[Ground, QColor]
    band: QColor
    heads: Mapping[Ground, QColor]
    edge: QColor
    soft: QColor
    head: QColor
    here: QColor
    short: QColor
    line: QColor
    outside: QColor
    text: QColor
    muted: QColor
    hatch: QColor
    accent: QColor
    selection: QColor
    open: QColor
    levels: Mapping[Level, QColor]
    """Those that a cell shows; a note is for the panel alone."""
    on_level: QColor
    shifts: Mapping[str, ShiftInk]
    unknown: ShiftInk

    def shift(self, code: str) -> ShiftInk:
        return self.shifts.get(code, self.unknown)


class CellPictures:
    """The cache. Asked for a look, it draws it once."""

    def __init__(self, inks: Inks, font: QFont, size: QSize, ratio: float) -> None:
        self.inks = inks
        self._font = font
        self._size = size
        self._ratio = ratio
        self._pictures: dict[CellLook, QPixmap] = {}

    def __len__(self) -> int:
        return len(self._pictures)

    def of(self, look: CellLook) -> QPixmap:
        picture = self._pictures.get(look)
        if picture is None:
            picture = self._pictures[look] = self._draw(look)
        return picture

    def _draw(self, look: CellLook) -> QPixmap:
        picture = QPixmap(self._size * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            draw_cell(
                painter,
                QRectF(0, 0, self._size.width(), self._size.height()),
                look,
                self.inks,
                self._font,
            )
        finally:
            painter.end()
        return picture


def draw_cell(painter: QPainter, rect: QRectF, look: CellLook, inks: Inks, font: QFont) -> None:
    """Draw one cell into `rect`, ground and grid lines included."""
    painter.fillRect(rect, inks.outside if look.outside else inks.grounds[look.ground])
    inner = rect.adjusted(0, 0, -1, -1)
    if look.leave is not None:
        _hatch(painter, inner, inks.hatch, approved=look.leave is LeaveStatus.APPROVED)
    _lines(painter, rect, inks.line)
    if look.outside:
        return
    chip = inner.adjusted(2, 3, -2, -3)
    if look.code:
        _chip(painter, chip, look, inks)
        _words(painter, chip.adjusted(0, 0, 0, -7) if look.swapped else chip, look, inks, font)
    elif look.gone:
        _gone(painter, chip, look, inks, font)
    if look.swapped:
        _swap_mark(painter, chip, look, inks)
    if look.edited:
        _edited_mark(painter, inner, inks)
    if look.wish is not None:
        ground = inks.grounds[look.ground]
        draw_wish(painter, inner, inks.accent, ground, mark=look.wish)
    if look.fixed:
        draw_lock(painter, inner, inks.text, inks.grounds[look.ground])
    if look.level is not None and look.level in inks.levels:
        _corner(painter, inner, look.level, inks)


def draw_plate(painter: QPainter, rect: QRectF, look: CellLook, inks: Inks, font: QFont) -> None:
    """Draw a cell's shift alone, without ground and marks."""
    _chip(painter, rect, look, inks)
    _words(painter, rect, look, inks, font)


def _lines(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour)
    painter.fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), colour)


def _hatch(painter: QPainter, rect: QRectF, colour: QColor, *, approved: bool) -> None:
    """Leave: close lines when it is approved, wide broken ones while it is pending."""
    pen = QPen(colour, 1.0)
    if not approved:
        pen.setStyle(Qt.PenStyle.DashLine)
    _diagonals(painter, rect, pen, 5.0 if approved else 7.0)


def _diagonals(painter: QPainter, rect: QRectF, pen: QPen, step: float) -> None:
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(pen)
    x = rect.left() - rect.height()
    while x < rect.right():
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
        x += step
    painter.restore()


def _chip(painter: QPainter, chip: QRectF, look: CellLook, inks: Inks) -> None:
    """The shift's coloured plate: solid, striped for a draft, a broken outline when open."""
    ink = inks.shift(look.code)
    path = QPainterPath()
    path.addRoundedRect(chip, _RADIUS, _RADIUS)
    if look.uncovered:
        painter.fillPath(path, inks.grounds[look.ground])
        painter.setPen(QPen(inks.open, 1.6, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(chip.adjusted(0.8, 0.8, -0.8, -0.8), _RADIUS, _RADIUS)
    elif look.draft:
        _stripes(painter, chip, path, ink, inks.grounds[look.ground])
    else:
        painter.fillPath(path, ink.fill)


def _stripes(
    painter: QPainter, chip: QRectF, path: QPainterPath, ink: ShiftInk, ground: QColor
) -> None:
    painter.save()
    painter.fillPath(path, theme.mix(ink.fill, ground, 0.55))
    painter.setClipPath(path)
    _diagonals(painter, chip, QPen(ink.fill, 3.0), 7.5)
    painter.restore()
    painter.setPen(QPen(ink.line, 1.0))
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


def _words(painter: QPainter, chip: QRectF, look: CellLook, inks: Inks, font: QFont) -> None:
    ink = inks.shift(look.code)
    colour = inks.open if look.uncovered else ink.text
    upper = QRectF(chip)
    if look.detail:
        upper.setHeight(chip.height() * 0.56)
        lower = chip.adjusted(0, upper.height() - 2, 0, -2)
        _detail(painter, lower, look.detail, colour, font)
    _code(painter, upper, look.code, colour, font)


def _code(painter: QPainter, place: QRectF, code: str, colour: QColor, font: QFont) -> None:
    """The code, in the middle; a long one is set smaller until it fits."""
    bold = QFont(font)
    bold.setBold(True)
    width = QFontMetricsF(bold).horizontalAdvance(code)
    room = place.width() - 4
    if width > room:
        bold.setPointSizeF(max(bold.pointSizeF() * room / width, 5.0))
    painter.setFont(bold)
    painter.setPen(colour)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, code)


def _detail(painter: QPainter, place: QRectF, text: str, colour: QColor, font: QFont) -> None:
    """The second line, where it fits."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    if QFontMetricsF(small).horizontalAdvance(text) <= place.width():
        painter.setFont(small)
        painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _gone(painter: QPainter, chip: QRectF, look: CellLook, inks: Inks, font: QFont) -> None:
    """What is published and the draft takes away: struck out in a broken frame."""
    struck = QFont(font)
    struck.setStrikeOut(True)
    painter.setPen(QPen(inks.muted, 1.0, Qt.PenStyle.DotLine))
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    _code(painter, chip, look.gone, inks.muted, struck)


def _swap_mark(painter: QPainter, chip: QRectF, look: CellLook, inks: Inks) -> None:
    """⇄ : two arrows, at the plate's foot; in the middle where the shift was given away."""
    colour = inks.shift(look.code).text if look.code and not look.uncovered else inks.muted
    width = 9.0 if look.code else 13.0
    left = chip.center().x() - width / 2
    middle = chip.bottom() - 5.0 if look.code else chip.center().y()
    apart = 1.5 if look.code else 1.8
    painter.setPen(QPen(colour, 1.2))
    for offset, head in ((-apart, width), (apart, 0.0)):
        y = middle + offset
        painter.drawLine(QPointF(left, y), QPointF(left + width, y))
        back = -2.4 if head else 2.4
        painter.drawLine(QPointF(left + head, y), QPointF(left + head + back, y + offset * 0.9))


def _edited_mark(painter: QPainter, inner: QRectF, inks: Inks) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.accent)
    painter.drawEllipse(QPointF(inner.left() + 4.5, inner.bottom() - 4.5), 2.2, 2.2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _corner(painter: QPainter, inner: QRectF, level: Level, inks: Inks) -> None:
    """The corner of a finding: small for a warning, larger and with a "!" for a breach."""
    side = 10.0 if level is Level.BREACH else 8.0
    path = QPainterPath(QPointF(inner.right() - side, inner.top()))
    path.lineTo(inner.right(), inner.top())
    path.lineTo(inner.right(), inner.top() + side)
    path.closeSubpath()
    painter.fillPath(path, inks.levels[level])
    if level is Level.BREACH:
        x = inner.right() - 2.6
        painter.setPen(QPen(inks.on_level, 1.1))
        painter.drawLine(QPointF(x, inner.top() + 1.2), QPointF(x, inner.top() + 3.6))
        painter.drawPoint(QPointF(x, inner.top() + 5.4))
