"""Tables the house's way: rows are frozen dataclasses, columns say how to show and sort them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from app.ui.kit import icons, theme
from app.ui.kit.indexes import Index
from app.ui.kit.tokens import Tone

Row = TypeVar("Row")
ROW_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


@dataclass(frozen=True)  # no slots: `Column[Row](...)` could not be called
class Column(Generic[Row]):
    """`value` is what it sorts by; `text` what it shows (default: `str`, nothing for None).

    `tone` colours the text, and `icon` names the symbol that says the same.
    """

    title: str
    value: Callable[[Row], Any]
    text: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    tone: Callable[[Row], Tone] | None = None
    icon: Callable[[Row], str] | None = None
    right: bool = False
    width: int = 0
    """Pixels at the usual text size; 0: as its content."""

    def shown(self, row: Row) -> str:
        if self.text is not None:
            return self.text(row)
        value = self.value(row)
        return "" if value is None else str(value)


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows under columns. `set_rows` replaces them all; a row is never changed in place.

    It sorts its rows itself: a sort of Python's own by one key a row keeps thousands of them
    quick, where a proxy would ask for each comparison. Column -1 is the order of `set_rows`.
    """

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: Sequence[Row] = ()
        self._given: Sequence[Row] = ()
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._given = rows
        self.rows = [rows[place] for place in self._order()]
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Put further rows under the last, in a model that is not sorted."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows = self._given = [*self.rows, *rows]
            self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the values of `column`, None last; rows of one value keep their order."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self.rows[index.row()] for index in before]
        self._sorting = (column, order)
        self.rows = [self._given[place] for place in self._order()]
        places = {id(row): place for place, row in enumerate(self.rows)}
        after = [
            self.index(places[id(row)], index.column())
            for row, index in zip(held, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _order(self) -> list[int]:
        """The places of the given rows, in the order in which they are shown."""
        places = list(range(len(self._given)))
        column, order = self._sorting
        if column < 0:
            return places
        value = self.columns[column].value
        values = [value(row) for row in self._given]
        empty = [place for place in places if values[place] is None]
        full = [place for place in places if values[place] is not None]
        descending = order is Qt.SortOrder.DescendingOrder
        return sorted(full, key=lambda place: values[place], reverse=descending) + empty

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        show = _SHOW.get(role)
        if show is None:
            return None
        return show(self.columns[index.column()], self.rows[index.row()])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None


def _alignment(column: Column[Any], _row: object = None) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _ink(column: Column[Any], row: object) -> Any:
    tone = column.tone(row) if column.tone else Tone.PLAIN
    return None if tone is Tone.PLAIN else theme.colour(tone.value)


def _decoration(column: Column[Any], row: object) -> Any:
    name = column.icon(row) if column.icon else ""
    if not name:
        return None
    tone = column.tone(row) if column.tone else Tone.PLAIN
    return icons.icon(name, "text_soft" if tone is Tone.PLAIN else tone.value)


_Role = Qt.ItemDataRole
_SHOW: dict[int, Callable[[Column[Any], Any], Any]] = {
    _Role.DisplayRole: lambda column, row: column.shown(row),
    _Role.ToolTipRole: lambda column, row: column.tip(row) if column.tip else None,
    _Role.TextAlignmentRole: _alignment,
    _Role.ForegroundRole: _ink,
    _Role.DecorationRole: _decoration,
    ROW_ROLE: lambda _column, row: row,
}


class SortProxy(QSortFilterProxyModel):
    """Keeps the rows in which all of some words occur; leaves sorting to the `RowsModel`."""

    def __init__(self, model: RowsModel[Any]) -> None:
        super().__init__()
        self._rows_model = model
        self._words: list[str] = []
        self.setSourceModel(model)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._rows_model.sort(column, order)

    def set_filter(self, text: str) -> None:
        """Keep the rows in whose shown texts every word of `text` occurs."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if not self._words:
            return True
        line = self._rows_model.rows[row]
        text = " ".join(column.shown(line) for column in self._rows_model.columns).casefold()
        return all(word in text for word in self._words)
