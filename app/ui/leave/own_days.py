"""One's own month beside the form, in which the days of a leave are chosen in one go."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queries.roster.rows import PersonMonth
from app.reading.roster.marked_days import MarkedDays, load_marked_days
from app.text import _, dates
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.month_calendar import MonthCalendar
from app.ui.kit.shift_inks import shift_inks
from app.ui.kit.tokens import Space
from app.ui.work.removal import remove

_DAY = timedelta(days=1)


class OwnDays(QWidget):
    """`chosen` brings the first and the last day: dragged over, marked, or one that was pressed."""

    chosen = Signal(object, object)

    def __init__(self, desk: Desk, day: date) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._desk, self.day = desk, day
        self._first = day.replace(day=1)
        self.calendar: MonthCalendar | None = None
        self._title = label("", "strong")
        before = button(
            "", lambda: self.turn(-1), kind="quiet", icon="left", name=_("Month before")
        )
        after = button("", lambda: self.turn(1), kind="quiet", icon="right", name=_("Month after"))
        head = QHBoxLayout()
        head.addWidget(before)
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignCenter)
        head.addWidget(after)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.L, 0, Space.L, Space.S)
        self._column.setSpacing(Space.S)
        self._column.addLayout(head)
        self._column.addStretch(1)
        self.read()

    def turn(self, months: int) -> None:
        """Show the month before or after."""
        far = self._first + 32 * _DAY if months > 0 else self._first - _DAY
        self._first = far.replace(day=1)
        self.read()

    def read(self) -> None:
        """Show the month as it stands now."""
        self._title.setText(dates.month(self._first))
        first = self._first
        last = (first + 32 * _DAY).replace(day=1) - _DAY
        self._desk.tasks.query(
            lambda ctx: load_marked_days(ctx, first, last, own=True), self._on_read
        )

    def _on_read(self, found: MarkedDays) -> None:
        if found.month is None or self._first not in found.heads:
            return
        self._show(found.month, found)

    def _show(self, month: PersonMonth, found: MarkedDays) -> None:
        at = self.calendar.at if self.calendar is not None else None
        if self.calendar is not None:
            remove(self.calendar)
        inks = shift_inks(found.shifts)
        self.calendar = MonthCalendar(month, inks, for_leave=True, narrow=True)
        self.calendar.setProperty("line", True)
        self.calendar.body.setContentsMargins(0, 0, 0, 0)
        self.calendar.picked.connect(lambda day: self.chosen.emit(day, day))
        self.calendar.chosen.connect(self.chosen)
        self._column.insertWidget(1, self.calendar)
        if at is not None:
            self.calendar.go_to(at)
