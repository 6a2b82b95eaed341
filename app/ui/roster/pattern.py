"""The rotation dialog's table: people down, days across, each person's place in the cycle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from app.rules.edits import CellChange, rotate
from app.text import _, dates
from app.ui.kit.indexes import Index
from app.ui.roster.lines import Line

_ROOT = QModelIndex()
NAME, START, DAYS = 0, 1, 2
"""Columns; from DAYS on, one a day."""


class PatternModel(QAbstractTableModel):
    """What filling would put into each day. The places in the cycle can be edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: list[Line] = []
        self._cycle: list[str] = []
        self._starts: list[int] = []
        self._days: list[date] = []

    def show(
        self,
        people: Sequence[Line],
        cycle: Sequence[str],
        days: tuple[date, date],
        step: int,
        places: Mapping[str, int] | None = None,
    ) -> None:
        """Lay the cycle out anew from the first to the last of `days`: who has one of the `places`
        begins there, and of all others each next one is `step` places further on."""
        (first, last), known = days, places or {}
        self.beginResetModel()
        self._people, self._cycle = list(people), list(cycle)
        self._days = [first + timedelta(days=n) for n in range(max((last - first).days + 1, 0))]
        turn = max(len(cycle), 1)
        self._starts = [
            known.get(line.person.no, row * step) % turn for row, line in enumerate(self._people)
        ]
        self.endResetModel()

    def changes(self) -> list[CellChange]:
        """What filling does, for each person from their own place in the cycle."""
        if not self._cycle or not self._days:
            return []
        return [
            change
            for line, start in zip(self._people, self._starts, strict=True)
            for change in rotate(
                [*self._cycle[start:], *self._cycle[:start]], [line.person.no],
                self._days[0], self._days[-1],
            )
        ]  # fmt: skip

    def code(self, row: int, column: int) -> str:
        """The code of a day's column; "" for a day off."""
        if not self._cycle:
            return ""
        return self._cycle[(self._starts[row] + column - DAYS) % len(self._cycle)]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else DAYS + len(self._days)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == START:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsSelectable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole,
        ):  # fmt: skip
            return None
        row, column = index.row(), index.column()
        if column == NAME:
            return self._people[row].person.name
        return self._starts[row] + 1 if column == START else self.code(row, column)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != START or not self._cycle:
            return False
        row = index.row()
        self._starts[row] = (int(value) - 1) % len(self._cycle)
        self.dataChanged.emit(self.index(row, START), self.index(row, self.columnCount() - 1))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if section < DAYS:
            return self.heads()[section] if role == Qt.ItemDataRole.DisplayRole else None
        day = self._days[section - DAYS]
        if role == Qt.ItemDataRole.ToolTipRole:
            return dates.full_day(day)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{day.day}\n{dates.narrow_weekday(day)}"
        return None

    @staticmethod
    def heads() -> tuple[str, str]:
        return _("Person"), _("Starts at")
