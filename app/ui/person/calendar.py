"""A person's month as a calendar: weeks down, Monday first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from app.queries.roster.rows import PersonMonth
from app.text import _, dates
from app.ui.kit.controls import Card, label
from app.ui.kit.tokens import Space
from app.ui.roster.paint import ShiftInk
from app.ui.today.strip import DayCell


class MonthCalendar(Card):
    """`picked` brings the date of the day that is pressed."""

    picked = Signal(object)

    def __init__(self, month: PersonMonth, inks: Mapping[str, ShiftInk]) -> None:
        super().__init__()
        self.setAccessibleName(_("Month"))
        grid = QGridLayout()
        grid.setSpacing(Space.XS)
        self.body.addLayout(grid)
        first = month.days[0].head.weekday
        for column in range(7):
            name = dates.short_weekday(date(2024, 1, 1 + column))  # a Monday
            grid.addWidget(label(name, "caption"), 0, column, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnStretch(column, 1)
        for at, day in enumerate(month.days, start=first):
            cell = DayCell(day, inks, in_calendar=True)
            cell.pressed.connect(lambda day=day: self.picked.emit(day.head.day))
            grid.addWidget(cell, 1 + at // 7, at % 7)
        self.body.addStretch(1)
