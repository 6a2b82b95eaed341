"""The duties of a month as a calendar, and beside it those of the day under the cursor."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.reading.duties.board import DutyBoard
from app.text import _, dates
from app.ui.duties.lines import line_of
from app.ui.duties.lists import DutyTable
from app.ui.duties.month import MonthTable
from app.ui.kit.controls import button, label
from app.ui.kit.tokens import Space

_DAY = timedelta(days=1)
_LEAST, _SHARE = 200, 100
"""Pixels at least for the month, and how it shares the height with the day."""


class CalendarView(QWidget):
    """`month_asked` brings the first day of the month that is to be read."""

    month_asked = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.month = today.replace(day=1)
        self._board: DutyBoard | None = None
        self._title = label("", "heading")
        self._day = label("", "strong")
        earlier = button("", self.show_earlier, kind="quiet", icon="left", name=_("Month before"))
        later = button("", self.show_later, kind="quiet", icon="right", name=_("Month after"))
        self.grid = MonthTable()
        self.table = DutyTable(_("Duties of the day"))
        head = line_of(earlier, self._title, later, None)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._day)
        column.addWidget(self.table, 1)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.grid)
        both.addWidget(side)
        both.setSizes([5 * _SHARE, 3 * _SHARE])
        self.grid.setMinimumHeight(_LEAST)
        self.table.setMinimumHeight(_LEAST // 2)
        both.setStretchFactor(0, 5)
        both.setStretchFactor(1, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.S)
        whole.addLayout(head)
        whole.addWidget(both, 1)
        self.grid.day_picked.connect(self._on_day)

    def span(self) -> tuple[date, date]:
        """First and last day of what the calendar shows."""
        first = self.month - self.month.weekday() * _DAY
        return first, first + 42 * _DAY

    def show_earlier(self) -> None:
        self._go((self.month - _DAY).replace(day=1))

    def show_later(self) -> None:
        self._go((self.month + 32 * _DAY).replace(day=1))

    def show_board(self, board: DutyBoard) -> None:
        self._board = board
        self._title.setText(dates.month(self.month))
        self.grid.show_month(self.month, board.today, board.entries)
        self._on_day(self.grid.current_day() or board.today)

    def _go(self, month: date) -> None:
        self.month = month
        self.month_asked.emit(month)

    def _on_day(self, day: date) -> None:
        if self._board is not None:
            self._day.setText(dates.full_day(day))
            self.table.show_board(self._board, [*self.grid.month_model.on(day)])
