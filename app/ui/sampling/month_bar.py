"""Which month is shown, and what there is to draw from."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.text import _, dates
from app.ui.kit.controls import button, label
from app.ui.kit.tokens import Space

_DAY = timedelta(days=1)


class MonthBar(QWidget):
    """`moved` brings the first day of the month that is asked for."""

    moved = Signal(object)

    def __init__(self, month: date) -> None:
        super().__init__()
        self.month = month.replace(day=1)
        self.earlier = button(
            "", self.show_earlier, kind="quiet", icon="left", name=_("Month before")
        )
        self.later = button("", self.show_later, kind="quiet", icon="right", name=_("Month after"))
        self._title = label(dates.month(self.month), "heading")
        self.note = label("", "soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.earlier)
        row.addWidget(self._title)
        row.addWidget(self.later)
        row.addSpacing(Space.M)
        row.addWidget(self.note, 1)

    def go(self, month: date) -> None:
        self.month = month.replace(day=1)
        self._title.setText(dates.month(self.month))
        self.moved.emit(self.month)

    def show_earlier(self) -> None:
        self.go(self.month - _DAY)

    def show_later(self) -> None:
        self.go(self.month + 32 * _DAY)
