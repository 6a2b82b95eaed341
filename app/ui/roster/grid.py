"""The grid itself: frozen headers, spreadsheet selection, and codes typed where the cursor is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.text import _
from app.ui.kit import theme
from app.ui.kit.indexes import Index
from app.ui.kit.tokens import Space
from app.ui.roster.headers import Corner, DayHeader, NameHeader
from app.ui.roster.looks import Ground
from app.ui.roster.model import WEEK, RosterModel
from app.ui.roster.paint import Inks
from app.ui.roster.pictures import RowPictures
from app.ui.roster.typist import Typist

Key = Qt.Key


class RosterGrid(QTableView):
    """People down, days across. It shows and asks; what was asked for is the page's to do."""

    typed = Signal(str)
    """A complete code, for all selected cells; "" for a day off."""
    refused = Signal(str)
    """Letters with which no code begins."""
    opened = Signal(str)
    """Enter or a double click on a person: their number."""
    copied = Signal()
    cut = Signal()
    pasted = Signal()
    stretched = Signal()
    """The columns have other widths."""

    def __init__(self, model: RosterModel, inks: Inks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = model
        self._inks = inks
        self.pictures = RowPictures(model, inks, theme.font("body"), self)
        model.wished.connect(self.viewport().update)
        self._set_behaviour()
        self.days = DayHeader(model, inks, self)
        self.names = NameHeader(model, inks, self)
        self.setHorizontalHeader(self.days)
        self.setVerticalHeader(self.names)
        self._corner = Corner(self.names, self)
        self._typist = Typist(model, self.viewport())
        self._typist.completed.connect(self._assign)
        self._typist.unknown.connect(self.refused)
        self._typist.changed.connect(self._show_letters)
        self.setModel(model)
        self.names.opened.connect(self._open_row)
        self.names.folded.connect(self.fold)
        self.doubleClicked.connect(lambda index: self._open_row(index.row()))
        model.modelReset.connect(self.fit)
        self.setAccessibleName(_("Roster"))

    def _set_behaviour(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setProperty("bare", True)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    # -- measures ----------------------------------------------------------------------------

    def take_inks(self, inks: Inks) -> None:
        """Take the colours of another set of shifts."""
        self._inks = self.days.inks = self.names.inks = inks
        self.pictures.take_inks(inks)

    def row_height(self) -> int:
        """Tall enough for a second line, with the shift's hours, where a week is shown."""
        body = self.fontMetrics().height()
        if self._roster.columnCount() <= WEEK:
            return body + QFontMetrics(theme.font("caption")).height() + Space.M
        return body + Space.M

    def least_width(self) -> int:
        bold = QFontMetrics(theme.font("strong"))
        longest = max((bold.horizontalAdvance(code) for code in self._roster.shifts), default=0)
        return max(longest + Space.S + 2, bold.horizontalAdvance("00") + Space.XS)

    def bar_width(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def fit(self) -> None:
        """Share the width out among the days, so that the last one ends at the edge."""
        count = self._roster.columnCount()
        self.names.with_loads = self._room_for_loads(count)
        self.names.setFixedWidth(self.names.total_width())
        self.names.setDefaultSectionSize(self.row_height())
        if count:
            room = self.width() - self.names.total_width() - self.bar_width()
            each, rest = divmod(max(room, 0), count)
            widths = [each + (column < rest) for column in range(count)]
            if each < self.least_width():
                widths = [self.least_width()] * count
            self._take_widths(widths)
        self.updateGeometries()
        self._place_corner()
        self.stretched.emit()

    def _room_for_loads(self, count: int) -> bool:
        """Each person's shifts and hours are shown where no day has to scroll for them."""
        names = self.names.name_width() + 2 * self.names.load_width()
        bar = self.bar_width()
        return self.width() - names - bar >= max(count, 1) * self.least_width()

    def _take_widths(self, widths: list[int]) -> None:
        for column, width in enumerate(widths):
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
        self.pictures.measure(widths, self.row_height(), self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())  # a panel that opens leaves less room

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.fit()

    def _place_corner(self) -> None:
        self._corner.setGeometry(0, 0, self.names.width(), self.days.height())
        self._corner.raise_()

    # -- the selection, drawn over the cells as a spreadsheet does ---------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._inks.grounds[Ground.PLAIN])
        self._draw_rows(painter, event.rect())
        self._draw_selection(painter)
        painter.end()

    def _draw_rows(self, painter: QPainter, rect: QRect) -> None:
        """Blit the kept pictures of the rows and columns within `rect`."""
        rows = _within(self.names, rect.top(), rect.bottom(), self._roster.rowCount())
        columns = _within(self.days, rect.left(), rect.right(), self._roster.columnCount())
        lefts = [self.columnViewportPosition(column) for column in columns]
        draw = painter.drawPixmap
        for row in rows:
            top = self.rowViewportPosition(row)
            pictures = self.pictures.of_row(row)
            for left, column in zip(lefts, columns, strict=True):
                draw(left, top, pictures[column])

    def _draw_selection(self, painter: QPainter) -> None:
        blocks = self._blocks()
        several = len(blocks) > 1 or any(block.width() * block.height() > 1 for block in blocks)
        for block in blocks if several else ():
            rect = self.visualRect(block.topLeft()) | self.visualRect(block.bottomRight())
            painter.fillRect(rect.adjusted(0, 0, -1, -1), self._inks.selection)
            self._frame(painter, rect, 1.0)
        current = self.currentIndex()
        if current.isValid() and self._roster.line(current.row()):
            self._frame(painter, self.visualRect(current), 2.0)
            if self._typist.letters:
                self._draw_letters(painter, self.visualRect(current))

    def _frame(self, painter: QPainter, rect: QRect, width: float) -> None:
        inset = width / 2
        painter.setPen(QPen(self._inks.accent, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect).adjusted(inset, inset, -inset - 1, -inset - 1))

    def _draw_letters(self, painter: QPainter, rect: QRect) -> None:
        """What is being typed, on a clean ground, with a caret after it."""
        painter.fillRect(rect.adjusted(2, 2, -3, -3), self._inks.grounds[Ground.PLAIN])
        painter.setFont(theme.font("strong"))
        painter.setPen(self._inks.accent)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{self._typist.letters}▏")

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._typist.drop()
        self.days.here, self.names.here = current.column(), current.row()
        self.days.viewport().update()
        self.names.viewport().update()
        self.viewport().update()

    def _blocks(self) -> list[QItemSelectionRange]:
        """The selected rectangles."""
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.size())]

    def selected_cells(self) -> list[tuple[int, int]]:
        """The selected cells of people, row by row."""
        cells = {
            (row, column)
            for block in self._blocks()
            for row in range(block.top(), block.bottom() + 1)
            for column in range(block.left(), block.right() + 1)
            if self._roster.line(row) is not None
        }
        return sorted(cells)

    @property
    def typing(self) -> bool:
        """Whether letters of a code stand in a cell."""
        return bool(self._typist.letters)

    def go_to(self, index: QModelIndex) -> None:
        """Put the cursor on a cell and bring it into view, with its neighbours."""
        if index.isValid():
            self.put_cursor(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def put_cursor(self, index: QModelIndex) -> None:
        """Select this cell alone, whatever keys are held: Shift may be typing a capital."""
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def select_cells(self, cells: Iterable[QModelIndex]) -> None:
        """Select these cells and no others."""
        selection = QItemSelection()
        for index in cells:
            selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # -- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = self._on_a_person() and self._typist.takes(event)
        if not (typed or self._command_key(event)):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab completes what is typed before it moves on to the next control."""
        if isinstance(event, QKeyEvent) and self._typist.letters and event.key() == Key.Key_Tab:
            if event.type() == QEvent.Type.KeyPress:
                self._typist.takes(event)
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Codes may be Chinese: what an input method commits is typed like any letter."""
        if event.commitString() and self._on_a_person():
            self._typist.type(event.commitString())
        event.accept()

    def _on_a_person(self) -> bool:
        return self._roster.line(self.currentIndex().row()) is not None

    def _command_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        row = self.currentIndex().row()
        line = self._roster.line(row)
        if key in (Key.Key_Return, Key.Key_Enter):
            self._open_row(row)
        elif key == Key.Key_Space and line is None and row >= 0:
            self.fold(row)
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            self.typed.emit("")
        elif key == Key.Key_Escape:
            self.put_cursor(self.currentIndex())
        else:
            return self._clipboard_key(event)
        return True

    def _clipboard_key(self, event: QKeyEvent) -> bool:
        standard = QKeySequence.StandardKey
        for key, asked in (
            (standard.Copy, self.copied),
            (standard.Cut, self.cut),
            (standard.Paste, self.pasted),
        ):
            if event.matches(key):
                asked.emit()
                return True
        return False

    def _assign(self, code: str, down: int, across: int) -> None:
        """Pass a typed code on; a single cell hands the cursor to the next."""
        single = len(self.selected_cells()) <= 1
        self.typed.emit(code)
        here = self.currentIndex()
        there = self._roster.index(here.row() + down, here.column() + across)
        if single and there.isValid():
            self.put_cursor(there)

    def _show_letters(self) -> None:
        cell = self.visualRect(self.currentIndex())
        self._typist.offer(cell)
        self.viewport().update(cell)

    # -- rows --------------------------------------------------------------------------------

    def _open_row(self, row: int) -> None:
        line = self._roster.line(row)
        if line is not None:
            self.opened.emit(line.person.no)
        elif row >= 0:
            self.fold(row)

    def fold(self, row: int) -> None:
        """Hide or show the people of the team whose heading is at `row`."""
        scope = self._roster.row(row).block.scope
        column = max(self.currentIndex().column(), 0)
        self._roster.fold(scope)
        self.put_cursor(self._roster.index(row, column))

    def sizeHint(self) -> QSize:
        """Some rows; the page gives it all the height that is left."""
        return QSize(960, 240)


def _within(header: QHeaderView, first: int, last: int, count: int) -> range:
    """The sections between two positions of the viewport."""
    start, end = header.visualIndexAt(first), header.visualIndexAt(last)
    return range(max(start, 0), end + 1 if end >= 0 else count) if start >= 0 else range(0)
