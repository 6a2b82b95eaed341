"""A year at a glance: twelve months, festivals in their colours, make-up workdays outlined.

What a colour says is said by a mark beside the number as well, and by the tooltip.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.queries.keeping.calendar import CalendarDayRow
from app.rules.festivals import FESTIVALS, festival_of, named
from app.rules.vocabulary import DayKind
from app.text import _, is_chinese, say
from app.text.dates import full_day, narrow_weekday
from app.text.dates import month as worded_month
from app.text.words import title_word
from app.ui.kit import theme

_ABREAST = (4, 3, 2)
"""So many months stand beside each other, as many as have room at the size of the text."""
_MONDAY = date(2024, 1, 1)
_GAP = 16
_ROWS = 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
    Qt.Key.Key_PageUp: -28,
    Qt.Key.Key_PageDown: 28,
}


def festival_colour(name: str) -> QColor:
    """The colour of a festival, the last of the series for any other day off."""
    series = theme.tokens().series
    festival = festival_of(name)
    place = FESTIVALS.index(festival) if festival else len(series) - 1
    return QColor(series[place % len(series)])


class YearView(QWidget):
    """`picked` brings the date that was clicked or moved to, `opened` one to be edited."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day
        self.today = day
        self._marked: Mapping[date, CalendarDayRow] = {}
        self._cells: dict[date, QRect] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._name()

    @property
    def year(self) -> int:
        return self.day.year

    def show_days(self, days: Sequence[CalendarDayRow]) -> None:
        """The marked days of the year that is shown."""
        self._marked = {row.day: row for row in days}
        self._name()
        self.update()

    def select(self, day: date) -> None:
        """Go to `day`, in whatever year."""
        self.day = day
        self._name()
        self.update()
        self.picked.emit(day)

    def marked(self, day: date) -> CalendarDayRow | None:
        return self._marked.get(day)

    def cell(self, day: date) -> QRect:
        """Where a day of the shown year is drawn."""
        self._lay_out()
        return self._cells[day]

    def sizeHint(self) -> QSize:
        return QSize(self._room(_ABREAST[0]), self._tall(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._room(_ABREAST[-1]), self._tall(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # other months beside each other need another height

    def _abreast(self) -> int:
        return next((n for n in _ABREAST if self._room(n) <= self.width()), _ABREAST[-1])

    def _room(self, abreast: int) -> int:
        """The pixels that so many months need beside each other."""
        digits = QFontMetrics(theme.font("strong")).horizontalAdvance("30")
        return (digits + _mark_width() + 4) * 7 * abreast + _GAP * (abreast - 1)

    def _tall(self, spare: int) -> int:
        deep = 12 // self._abreast()
        return (self.fontMetrics().height() + spare) * _ROWS * deep + _GAP * (deep - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._lay_out()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_head(painter, month)
        for day, cell in self._cells.items():
            self._paint_day(painter, day, cell)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.select(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.opened.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.select(self.day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            if day is not None:
                QToolTip.showText(event.globalPos(), self.told(day), self)
                return True
        return super().event(event)

    def told(self, day: date) -> str:
        """A day in words: "Thursday, 1 October 2026: National Day, holiday"."""
        parts = full_day(day)
        row = self._marked.get(day)
        if row is None:
            return parts
        about = [say(named(row.name)), title_word(row.kind)]
        if row.provisional:
            about.append(_("provisional"))
        return f"{parts}: {', '.join(about)}"

    def _name(self) -> None:
        self.setAccessibleName(_("Calendar of {year}").format(year=self.year))
        self.setAccessibleDescription(self.told(self.day))

    def _day_at(self, where: QPoint) -> date | None:
        return next((day for day, cell in self._cells.items() if cell.contains(where)), None)

    def _block(self, month: int) -> QRect:
        abreast = self._abreast()
        deep = 12 // abreast
        row, column = divmod(month - 1, abreast)
        width = (self.width() - _GAP * (abreast - 1)) // abreast
        height = (self.height() - _GAP * (deep - 1)) // deep
        return QRect(column * (width + _GAP), row * (height + _GAP), width, height)

    def _lay_out(self) -> None:
        self._cells = {}
        for month in range(1, 13):
            block = self._block(month)
            width, height = block.width() // 7, block.height() // _ROWS
            first, count = calendar.monthrange(self.year, month)
            for number in range(count):
                week, column = divmod(first + number, 7)
                left = block.left() + column * width
                top = block.top() + (week + 2) * height
                self._cells[date(self.year, month, number + 1)] = QRect(left, top, width, height)

    def _paint_head(self, painter: QPainter, month: int) -> None:
        block = self._block(month)
        width, height = block.width() // 7, block.height() // _ROWS
        first = date(self.year, month, 1)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("strong"))
        title = QRect(block.left(), block.top(), block.width(), height)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, worded_month(first, first))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_faint"))
        for column in range(7):
            name = narrow_weekday(_MONDAY + timedelta(days=column))
            cell = QRect(block.left() + column * width, block.top() + height, width, height)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_day(self, painter: QPainter, day: date, cell: QRect) -> None:
        row = self._marked.get(day)
        box = cell.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        ink = theme.colour("text_faint" if day.weekday() > 4 else "text")
        if row is not None:
            ink = self._paint_mark(painter, row, box)
        elif day.weekday() > 4:
            painter.setBrush(theme.colour("weekend"))
            painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.font("strong" if row or day == self.today else "body"))
        painter.setPen(ink)
        beside = 0 if row is None else _mark_width()
        number = box.adjusted(0, 0, -beside, 0)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self.today:
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawLine(box.bottomLeft() + QPoint(6, -2), box.bottomRight() + QPoint(-6, -2))
        if day == self.day:
            painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "text_soft"), 2))
            painter.drawRoundedRect(box, 4, 4)

    def _paint_mark(self, painter: QPainter, row: CalendarDayRow, box: QRect) -> QColor:
        """Fill a festival day, outline a make-up workday; the ink that is readable on it."""
        colour = festival_colour(row.name)
        surface = theme.colour("surface")
        if row.kind is DayKind.WORKDAY:
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(surface)
            ink = theme.colour("text")
        else:
            fill = theme.mix(colour, surface, 0.55) if row.provisional else colour
            style = Qt.PenStyle.DashLine if row.provisional else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour, 1.5, style))
            painter.setBrush(fill)
            ink = theme.readable_on(fill)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(_mark_font())
        painter.setPen(ink)
        corner = box.adjusted(box.width() - _mark_width(), 0, 0, 0)
        painter.drawText(corner, Qt.AlignmentFlag.AlignTop, corner_mark(row.kind))
        return ink


def _mark_font() -> QFont:
    small = theme.font("caption")
    small.setPointSizeF(small.pointSizeF() * 0.9)
    return small


def _mark_width() -> int:
    metrics = QFontMetrics(_mark_font())
    return max(metrics.horizontalAdvance(corner_mark(kind)) for kind in DayKind)


def corner_mark(kind: DayKind) -> str:
    """The letter beside a day's number, as printed calendars have it: off, or at work."""
    if is_chinese():
        return "班" if kind is DayKind.WORKDAY else "休"
    return "w" if kind is DayKind.WORKDAY else "·"
