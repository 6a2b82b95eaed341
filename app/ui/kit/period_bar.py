"""Which month or week is shown, with a step before and after, and a note beside it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.text import _, dates
from app.ui.kit.controls import button, label
from app.ui.kit.tokens import Space

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class PeriodBar(QWidget):
    """`moved` brings the first day of the period that is asked for."""

    moved = Signal(object)

    def __init__(self, first: date, earlier: str, later: str) -> None:
        super().__init__()
        self.first = first
        self.earlier = button("", self.show_earlier, kind="quiet", icon="left", name=earlier)
        self.later = button("", self.show_later, kind="quiet", icon="right", name=later)
        self._title = label(self.words(), "heading")
        self.note = label("", "soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.earlier)
        row.addWidget(self._title)
        row.addWidget(self.later)
        row.addSpacing(Space.M)
        row.addWidget(self.note, 1)

    def words(self) -> str:
        """What the period is called."""
        raise NotImplementedError

    def begin(self, day: date) -> date:
        """The first day of the period of `day`."""
        raise NotImplementedError

    def show_earlier(self) -> None:
        self.go(self.first - _DAY)

    def show_later(self) -> None:
        raise NotImplementedError

    def go(self, day: date) -> None:
        self.first = self.begin(day)
        self._title.setText(self.words())
        self.moved.emit(self.first)


class MonthBar(PeriodBar):
    """A month."""

    def __init__(self, day: date) -> None:
        super().__init__(self.begin(day), _("Month before"), _("Month after"))

    @property
    def month(self) -> date:
        return self.first

    def words(self) -> str:
        return dates.month(self.first)

    def begin(self, day: date) -> date:
        return day.replace(day=1)

    def show_later(self) -> None:
        self.go(self.first + 32 * _DAY)


class WeekBar(PeriodBar):
    """A week, from Monday to Sunday."""

    def __init__(self, day: date) -> None:
        super().__init__(self.begin(day), _("Week before"), _("Week after"))

    def words(self) -> str:
        return dates.days(self.first, self.first + _WEEK - _DAY, self.first)

    def begin(self, day: date) -> date:
        return day - timedelta(days=day.weekday())

    def show_later(self) -> None:
        self.go(self.first + _WEEK)
