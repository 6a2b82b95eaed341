"""A person's month as a calendar: weeks down, Monday first. Days can be chosen in one go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.queries.roster.rows import PersonMonth
from app.text import _, dates
from app.ui.kit.controls import Card, label
from app.ui.kit.day_cell import DayCell, DayWish
from app.ui.kit.shift_inks import ShiftInk
from app.ui.kit.tokens import Space

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


_NO_WISHES: Mapping[date, DayWish] = {}


class MonthCalendar(Card):
    """`picked` brings the date of the day that is pressed; `chosen` the first and the last of the
    days that were dragged over, or marked with Shift and the arrows and then Enter."""

    picked = Signal(object)
    chosen = Signal(object, object)

    def __init__(
        self,
        month: PersonMonth,
        inks: Mapping[str, ShiftInk],
        *,
        for_leave: bool = False,
        narrow: bool = False,
        changed: Collection[date] = (),
        wished: Mapping[date, DayWish] = _NO_WISHES,
    ) -> None:
        """`wished`: what is wished of days; such a day is marked."""
        super().__init__()
        self.setAccessibleName(_("Month"))
        self._from: int | None = None
        self._to: int | None = None
        self._pressed: int | None = None
        self.days = [day.head.day for day in month.days]
        self.cells: list[DayCell] = []
        grid = QGridLayout()
        grid.setSpacing(Space.XS)
        self.body.addLayout(grid)
        first = month.days[0].head.weekday
        for column in range(7):
            name = dates.short_weekday(date(2024, 1, 1 + column))  # a Monday
            grid.addWidget(label(name, "caption"), 0, column, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnStretch(column, 1)
        for at, day in enumerate(month.days, start=first):
            marked = day.head.day in changed
            wish = wished.get(day.head.day)
            cell = DayCell(day, inks, in_calendar=True, narrow=narrow, changed=marked, wish=wish)
            cell.pressed.connect(lambda day=day: self.picked.emit(day.head.day))
            if for_leave:
                cell.installEventFilter(self)
            self.cells.append(cell)
            grid.addWidget(cell, 1 + at // 7, at % 7)
        if for_leave:
            words = _(
                "To ask for leave, drag over the days; or mark them with Shift and the arrow keys, "
                "then Enter."
            )
            self.body.addWidget(label(words, "soft", wrap=True))
        self.body.addStretch(1)

    def marked(self) -> tuple[date, date] | None:
        """The first and the last of the days that are marked."""
        if self._from is None or self._to is None:
            return None
        first, last = sorted((self._from, self._to))
        return self.days[first], self.days[last]

    @property
    def at(self) -> date | None:
        """The day that has the keys."""
        held = (day for day, cell in zip(self.days, self.cells, strict=True) if cell.hasFocus())
        return next(held, None)

    def day_of(self, widget: QWidget | None) -> date | None:
        """The day that a widget is, where it is one of these."""
        found = (day for day, cell in zip(self.days, self.cells, strict=True) if cell is widget)
        return next(found, None)

    def go_to(self, day: date) -> None:
        """Give the keys to this day, where it is in the month."""
        if day in self.days:
            self.cells[self.days.index(day)].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, DayCell) or watched not in self.cells:
            return False
        at = self.cells.index(watched)
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.KeyPress:
                return self._on_key(at, event)
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonPress:
                self._mark(None, None)
                self._pressed = at
            case QMouseEvent() if event.type() == QEvent.Type.MouseMove:
                self._on_drag(event)
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonRelease:
                self._pressed = None
                return self._choose()
        return False

    def _on_drag(self, event: QMouseEvent) -> None:
        under = self.childAt(self.mapFromGlobal(event.globalPosition().toPoint()))
        while under is not None and not isinstance(under, DayCell):
            under = under.parentWidget()
        if self._pressed is None or under is None:
            return
        to = self.cells.index(under)
        if to != self._pressed or self._from is not None:
            self._mark(self._pressed, to)

    def _on_key(self, at: int, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._choose()
        if key == Qt.Key.Key_Escape and self._from is not None:
            self._mark(None, None)
            return True
        if key not in _STEPS:
            return False
        to = at + _STEPS[key]
        if not 0 <= to < len(self.cells):
            return True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._mark(at if self._from is None else self._from, to)
        else:
            self._mark(None, None)
        self.cells[to].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _choose(self) -> bool:
        """Bring the marked days; whether there are any."""
        found = self.marked()
        if found is None:
            return False
        self._mark(None, None)
        self.chosen.emit(*found)
        return True

    def _mark(self, first: int | None, last: int | None) -> None:
        if (first, last) == (self._from, self._to):
            return
        self._from, self._to = first, last
        low, high = sorted((first, last)) if first is not None and last is not None else (0, -1)
        for at, cell in enumerate(self.cells):
            cell.setProperty("chosen", low <= at <= high)
            cell.style().unpolish(cell)
            cell.style().polish(cell)
        if (found := self.marked()) is not None:
            self._announce(*found)

    def _announce(self, first: date, last: date) -> None:
        self.setAccessibleDescription(
            _("{first} – {last}").format(first=dates.day(first), last=dates.day(last))
        )
