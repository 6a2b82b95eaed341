"""The calendar of a month: on each day how many duties stand how; arrows move, Enter opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.reading.duties.board import DutyEntry
from app.rules.vocabulary import DutyState
from app.text import _, dates
from app.text.words import word
from app.ui.duties.words import SIGNS, entry_name, state_words
from app.ui.kit import theme
from app.ui.kit.indexes import Index

_DAY = timedelta(days=1)
_WEEK = 7
_NOWHERE = QModelIndex()
_WORST = (DutyState.OVERDUE, DutyState.RETURNED, DutyState.HANDED_UP, DutyState.DUE)
_TIPS = 8


class DutyMonthModel(QAbstractTableModel):
    """Weeks down, Monday to Sunday across."""

    def __init__(self) -> None:
        super().__init__()
        self._first = date.min
        self.month = date.min
        self._weeks = 0
        self._today = date.min
        self._entries: Mapping[date, Sequence[DutyEntry]] = {}

    def show_month(self, month: date, today: date, entries: Sequence[DutyEntry]) -> None:
        self.beginResetModel()
        self.month, self._today = month.replace(day=1), today
        self._first = self.month - self.month.weekday() * _DAY
        following = (self.month + 31 * _DAY).replace(day=1)
        self._weeks = ((following - self._first).days + _WEEK - 1) // _WEEK
        by_day: dict[date, list[DutyEntry]] = {}
        for one in entries:
            by_day.setdefault(one.due_on, []).append(one)
        self._entries = by_day
        self.endResetModel()

    def day(self, index: Index) -> date:
        return self._first + (index.row() * _WEEK + index.column()) * _DAY

    def on(self, day: date) -> Sequence[DutyEntry]:
        """What is due that day."""
        return self._entries.get(day, ())

    def index_of(self, day: date) -> QModelIndex:
        row, column = divmod((day - self._first).days, _WEEK)
        return self.index(row, column) if 0 <= row < self._weeks else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._weeks

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else _WEEK

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return dates.short_weekday(date(2024, 1, 1) + section * _DAY)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        day = self.day(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(day)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(f"{entry_name(one)}: {state_words(one)}" for one in self.on(day))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._told(day)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(day)
            case Qt.ItemDataRole.FontRole:
                return theme.font("strong") if day == self._today else None
        return None

    def _shown(self, day: date) -> str:
        head = str(day.day) if day.month == self.month.month else dates.day(day, day)
        head = f"{head} · {_('today')}" if day == self._today else head
        return f"{head}\n{'  '.join(self._counted(day, short=True))}"

    def _told(self, day: date) -> str:
        return ", ".join((dates.day(day, self._today), *self._counted(day, short=False)))

    def _counted(self, day: date, *, short: bool) -> list[str]:
        """ "✓ 4", "! 1 overdue": in short only the worst has its word, the others their signs."""
        counts = Counter(one.state for one in self.on(day))
        done = counts[DutyState.DONE] + counts[DutyState.RECEIVED]
        parts = [f"✓ {done}" if short else f"{done} {word(DutyState.DONE)}"] if done else []
        for at, state in enumerate(state for state in _WORST if counts[state]):
            sign = f"{SIGNS[state]} " if short else ""
            name = f" {word(state)}" if not short or at == 0 else ""
            parts.append(f"{sign}{counts[state]}{name}")
        return parts

    def _ink(self, day: date) -> Any:
        states = {one.state for one in self.on(day)}
        if day.month != self.month.month:
            return theme.colour("text_soft")
        if DutyState.OVERDUE in states:
            return theme.colour("bad")
        return theme.colour("warn") if DutyState.RETURNED in states else None


class MonthTable(QTableView):
    """`day_picked` brings the day under the cursor."""

    day_picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.month_model = DutyMonthModel()
        self.setModel(self.month_model)
        self.setAccessibleName(_("Calendar of the duties"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_month(self, month: date, today: date, entries: Sequence[DutyEntry]) -> None:
        """Show the month with the cursor on the day that it was on, or on today."""
        day = self.current_day()
        self.month_model.show_month(month, today, entries)
        inside = day if day and day.replace(day=1) == month else None
        wanted = inside or (today if today.replace(day=1) == month else month)
        self.setCurrentIndex(self.month_model.index_of(wanted))

    def current_day(self) -> date | None:
        index = self.currentIndex()
        return self.month_model.day(index) if index.isValid() else None

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.day_picked.emit(self.month_model.day(index))
