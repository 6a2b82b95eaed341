"""The calendar that opens under a date: holidays, one's own shifts and leave, and today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QHideEvent, QPainter, QPalette, QPen, QShowEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QTableView, QWidget

from app.reading.roster.marked_days import MarkedDays, load_marked_days
from app.rules.vocabulary import DayKind
from app.text import _, language
from app.ui.kit import icons, theme
from app.ui.kit.day_words import day_words, person_day_words
from app.ui.kit.desk import Desk
from app.ui.kit.shift_inks import ShiftInk, shift_inks
from app.ui.kit.tokens import RADIUS

_CELL = QSize(44, 38)
_HEAD = 84
"""The month's name and the weekdays above the days."""
_WEEKS = 6
_SIGN = 14


def desk_near(widget: QWidget) -> Desk | None:
    """The desk of the page, sheet or dialog that holds a widget."""
    above: QWidget | None = widget
    while above is not None:
        found = getattr(above, "desk", None)
        if isinstance(found, Desk):
            return found
        above = above.parentWidget()
    return None


class MarkedCalendar(QCalendarWidget):
    """Days with what is on them. `own`: with the shifts and leave of who sits at the desk.

    Each month is read once, in the background, while the calendar is open.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.own = False
        self._field = field
        self._heard: dict[date, MarkedDays] = {}
        """By the first of the month."""
        self._inks: Mapping[str, ShiftInk] = {}
        self.setLocale(QLocale(language()))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setGridVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        soft = QTextCharFormat()
        soft.setForeground(theme.colour("text_soft"))
        self.setHeaderTextFormat(soft)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, soft)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("accent"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("surface"))
        self.setPalette(palette)
        self.setMinimumSize(7 * _CELL.width(), _HEAD + _WEEKS * _CELL.height())
        self.currentPageChanged.connect(lambda _year, _month: self._read())
        self.selectionChanged.connect(self._say)

    def words(self, day: date) -> str:
        """What is known of a day: for the tooltip and the screen reader."""
        known = self._known(day)
        if known is None or day not in known.heads:
            return ""
        mine, head = known.mine.get(day), known.heads[day]
        return day_words(head) if mine is None else person_day_words(mine)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._heard.clear()
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """The pointer left the field while the calendar had it, which the field never heard."""
        super().hideEvent(event)
        field = self._field
        if not field.rect().contains(field.mapFromGlobal(QCursor.pos())):
            for one in (field, *field.findChildren(QWidget)):
                one.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            field.update()

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:
        of = date(day.year(), day.month(), day.day())
        known = self._known(of)
        chosen = day == self.selectedDate()
        here = day.month() == self.monthShown() and self._within(day)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, of, known, chosen)
        holiday = known is not None and of in known.heads and _is_holiday(known, of)
        ink = "text" if here else "text_faint"
        ink = "surface" if chosen else "bad" if holiday and here else ink
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font("strong" if chosen else "body"))
        number = _("{day} hol.").format(day=day.day()) if holiday else str(day.day())
        mine = known.mine.get(of) if known is not None and here else None
        flags = Qt.AlignmentFlag.AlignHCenter
        if mine is None:
            painter.drawText(rect, flags | Qt.AlignmentFlag.AlignVCenter, number)
        else:
            half = rect.adjusted(0, 2, 0, -rect.height() // 2 + 2)
            painter.drawText(half, flags | Qt.AlignmentFlag.AlignVCenter, number)
            self._badge(
                painter, rect, mine.cell.code, away=mine.cell.leave is not None, chosen=chosen
            )
        painter.restore()

    def _ground(
        self, painter: QPainter, rect: QRect, day: date, known: MarkedDays | None, chosen: bool
    ) -> None:
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        head = known.heads.get(day) if known is not None else None
        desk = desk_near(self._field)
        today = desk is not None and day == desk.ctx.today()
        rest = head.rest if head is not None else day.weekday() >= 5
        ground = "accent" if chosen else "today" if today else "weekend" if rest else "surface"
        painter.fillRect(rect, theme.colour("surface"))
        painter.setBrush(theme.colour(ground))
        edge = QPen(theme.colour("warn"), 1.5) if today else QPen(Qt.PenStyle.NoPen)
        painter.setPen(edge)
        painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)

    def _badge(
        self, painter: QPainter, rect: QRect, code: str, *, away: bool, chosen: bool
    ) -> None:
        """The shift, and the sign of leave beside it."""
        foot = rect.bottom() - 2
        sign = "surface" if chosen else "warn"
        if away:
            right = rect.center().x() + (_SIGN if code else _SIGN // 2)
            painter.drawPixmap(right - _SIGN // 2, foot - _SIGN, icons.pixmap("leave", sign, _SIGN))
        ink = self._inks.get(code)
        if ink is None:
            return
        painter.setFont(theme.font("caption"))
        width = painter.fontMetrics().horizontalAdvance(code) + 8
        box = QRectF(QRect(QPoint(0, 0), QSize(width, painter.fontMetrics().height())))
        box.moveCenter(QRectF(rect).center())
        box.moveBottom(foot)
        if away:
            box.translate(-_SIGN / 2, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.fill)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(ink.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, code)

    def _within(self, day: QDate) -> bool:
        return self.minimumDate() <= day <= self.maximumDate()

    def _known(self, day: date) -> MarkedDays | None:
        return self._heard.get(date(self.yearShown(), self.monthShown(), 1))

    def _read(self) -> None:
        first = date(self.yearShown(), self.monthShown(), 1)
        desk = desk_near(self._field)
        if desk is None or first in self._heard or not self.isVisible():
            return
        start = QDate(first.year, first.month, 1)
        since, until = start.addDays(-7), start.addDays(44)
        days = [date(day.year(), day.month(), day.day()) for day in (since, until)]
        own = self.own
        desk.tasks.query(
            lambda ctx: load_marked_days(ctx, days[0], days[1], own=own),
            lambda found: self._on_read(first, found),
        )

    def _on_read(self, first: date, found: MarkedDays) -> None:
        self._heard[first] = found
        self._inks = shift_inks(found.shifts)
        self.updateCells()
        self._say()

    def _say(self) -> None:
        day = self.selectedDate()
        words = self.words(date(day.year(), day.month(), day.day()))
        for view in self.findChildren(QTableView):
            view.setAccessibleDescription(words.replace("\n", ", "))
            view.setToolTip(words)


def _is_holiday(known: MarkedDays, day: date) -> bool:
    return known.heads[day].kind is DayKind.HOLIDAY
