"""The view that shows `RowsModel`s: sorted, filtered, opened by Enter or a double click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.kit import theme
from app.ui.kit.tables import ROW_ROLE, Column, RowsModel, SortProxy

Row = TypeVar("Row")
PUT_HERE = Qt.FocusReason.NoFocusReason
"""Why a list has the keyboard that nobody went to: its page was opened. Qt puts no cursor on its
first row then, and none is picked until a key or a click says so."""


class RowsTable(QTableView, Generic[Row]):
    """A table of rows. `opened` brings the row that was activated, `picked` the current one.

    With `key`, what makes a row the same one when it is read anew, the cursor stays on its row.
    """

    opened = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        name: str,
        key: Callable[[Row], object] | None = None,
    ) -> None:
        super().__init__()
        self._key = key
        self._restoring = False
        self.rows_model: RowsModel[Row] = RowsModel(columns)
        self.proxy = SortProxy(self.rows_model)
        self.setModel(self.proxy)
        self.setAccessibleName(name)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(16, 16))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        self._lay_out_columns()
        self.doubleClicked.connect(self._on_opened)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace what is shown; columns without a width of their own fit their content."""
        current = self.current()
        self.rows_model.set_rows(rows)
        if current is not None:
            self._go_back_to(current)
        header = self.horizontalHeader()
        for section, column in enumerate(self.rows_model.columns[:-1]):  # the last one stretches
            if not column.width:
                self.resizeColumnToContents(section)
                header.resizeSection(section, min(header.sectionSize(section) + 12, 360))

    def set_filter(self, text: str) -> None:
        self.proxy.set_filter(text)

    def current(self) -> Row | None:
        """The row under the cursor."""
        row: Row | None = self.currentIndex().data(ROW_ROLE)
        return row

    def choose(self, wanted: Callable[[Row], bool]) -> None:
        """Put the cursor on the first row that is `wanted`, which nobody picks by that; on none
        where no row is."""
        rows = enumerate(self.rows_model.rows)
        place = next((at for at, found in rows if wanted(found)), None)
        self._restoring = True
        if place is None:
            self.selectionModel().clear()
        else:
            self.selectRow(self.proxy.mapFromSource(self.rows_model.index(place, 0)).row())
        self._restoring = False

    def headings(self) -> list[str]:
        """The titles of the columns, from the left."""
        return [column.title for column in self.rows_model.columns]

    def lines(self) -> list[list[str]]:
        """The rows as they are shown: their order, and every column's words."""
        rows = (self.proxy.index(at, 0).data(ROW_ROLE) for at in range(self.proxy.rowCount()))
        columns = self.rows_model.columns
        return [[column.shown(row) for column in columns] for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is, which Qt puts on the first row unseen."""
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())

    def _go_back_to(self, row: Row) -> None:
        """Put the cursor where the row stands now, which nobody has picked anew."""
        if self._key is None:
            return
        key, wanted = self._key, self._key(row)
        rows = enumerate(self.rows_model.rows)
        place = next((at for at, found in rows if key(found) == wanted), None)
        if place is not None:
            self._restoring = True
            self.selectRow(self.proxy.mapFromSource(self.rows_model.index(place, 0)).row())
            self._restoring = False

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for section, column in enumerate(self.rows_model.columns):
            if column.width:
                header.resizeSection(section, theme.scaled(column.width))

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(ROW_ROLE))

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._restoring:
            self.picked.emit(index.data(ROW_ROLE))
