"""Where the roster stands: the file's sheet itself, what is taken of it marked, to be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.rules.bringing.said import Block, Shape
from app.text import _, dates, ngettext
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.fields import ChoiceField, date_field, date_of
from app.ui.kit.tokens import Space
from app.ui.roster.bringing.ground import GROUND_ROLE, GroundDelegate
from app.ui.roster.bringing.marking import Area, MarkBar, areas_of, marked
from app.ui.roster.bringing.sheet_tabs import SheetTabs
from app.ui.roster.bringing.state import FileWay

if TYPE_CHECKING:
    from app.exchange.layouts.grids import Grid

_NOWHERE = QModelIndex()
_ACROSS = (Shape.PEOPLE_ACROSS, Shape.SHIFTS_ACROSS)
_MEASURED, _NARROWEST, _WIDEST = 60, 34, 200
_SHORT = 44
"""So wide is a word that is always shown whole."""


class GridModel(QAbstractTableModel):
    """A sheet as it stands in the file; headings, people and body of its blocks are tinted."""

    def __init__(self) -> None:
        super().__init__()
        self._grid: Grid | None = None
        self._blocks: list[Block] = []

    def show_sheet(self, grid: Grid, blocks: list[Block]) -> None:
        self.beginResetModel()
        self._grid, self._blocks = grid, blocks
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = _NOWHERE) -> int:  # type: ignore[override]
        return 0 if parent.isValid() or self._grid is None else self._grid.height

    def columnCount(self, parent: QModelIndex = _NOWHERE) -> int:  # type: ignore[override]
        return 0 if parent.isValid() or self._grid is None else self._grid.width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        from app.exchange.tables import letters

        return letters(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: QModelIndex, role: int = 0) -> Any:  # type: ignore[override]
        if self._grid is None:
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._grid.text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._grid.text(row, column)}, {self._part(row, column)}".strip(", ")
        if role == GROUND_ROLE:
            return theme.colour(_GROUNDS[self._part(row, column)])
        if role == Qt.ItemDataRole.ForegroundRole and self._part(row, column) == "":
            return QBrush(theme.colour("text_faint"))
        return None

    def _part(self, row: int, column: int) -> str:
        for block in self._blocks:
            if (part := _part_of(block, row, column)) != "":
                return part
        return ""


def _part_of(block: Block, row: int, column: int) -> str:
    down = block.shape in (Shape.PEOPLE_DOWN, Shape.SHIFTS_DOWN)
    places = {place for place, _day in block.days}
    inside = block.first <= row <= block.last
    if down:
        if row == block.heading and column in places:
            return "days"
        if inside and column in (block.names, block.numbers):
            return "names"
        return "body" if inside and column in places else ""
    if row == block.heading and column in block.columns:
        return "names"
    if row in places and column == block.names:
        return "names" if block.shape is Shape.LIST else "days"
    return "body" if row in places and column in block.columns else ""


_GROUNDS = {"days": "today", "names": "accent_soft", "body": "surface", "": "sunken"}


def shape_word(shape: Shape) -> str:
    """How a roster is laid out, in words."""
    return {
        Shape.PEOPLE_DOWN: _("people down, days across"),
        Shape.PEOPLE_ACROSS: _("days down, people across"),
        Shape.SHIFTS_DOWN: _("shifts down, days across, people in the cells"),
        Shape.SHIFTS_ACROSS: _("days down, shifts across, people in the cells"),
        Shape.LIST: _("a list: day, person, shift"),
    }[shape]


class SheetStep(QWidget):
    """The sheets with what is read of them. `told` brings other `Hints`."""

    told = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._way: FileWay | None = None
        self.sheet = SheetTabs()
        self.sheet.chosen.connect(lambda _title: self._show_sheet())
        self.taken = QCheckBox(_("Take this &sheet"))
        self.taken.clicked.connect(self._on_taken)
        self.shape: ChoiceField[Shape | None] = ChoiceField()
        self.shape.setAccessibleName(_("How it is laid out"))
        self.shape.currentIndexChanged.connect(lambda _i: self._on_shape())
        self.first_day = date_field(today)
        self.first_day.setAccessibleName(_("First day"))
        self.first_day.editingFinished.connect(self._on_first_day)
        self.sentence = label("", wrap=True)
        self.model = GridModel()
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(_("The sheet, with what is taken of it marked"))
        self.view.setItemDelegate(GroundDelegate(self.view))
        self.view.setWordWrap(False)
        self.view.horizontalHeader().setDefaultSectionSize(theme.scaled(72))
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.view.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        for header, what in (
            (self.view.verticalHeader(), _("Press marks a line, drag marks several")),
            (self.view.horizontalHeader(), _("Press marks a column")),
        ):
            header.setSectionsClickable(True)
            header.setHighlightSections(True)
            header.setToolTip(what)
        self.bar = MarkBar()
        self._shown = ""
        """The sheet that was shown last: what is marked stays where it is shown anew."""
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.selectionModel().selectionChanged.connect(lambda _new, _old: self._on_marked())
        self.bar.heading_told.connect(lambda line: self._hint(heading=line))
        self.bar.names_told.connect(lambda column: self._hint(names=column))
        self.bar.numbers_told.connect(lambda column: self._hint(numbers=column))
        self.bar.first_told.connect(lambda line: self._on_line(line, first=True))
        self.bar.last_told.connect(lambda line: self._on_line(line, first=False))
        self.bar.lines_told.connect(lambda first, last: self._hint(lines=(first, last)))
        self.bar.anew.connect(self._on_anew)

    def _on_marked(self) -> None:
        areas = areas_of(self.view.selectionModel().selection())
        self.bar.show_marked(marked(areas, self.model.rowCount(), self.model.columnCount()))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.S)
        for name, field in (
            ("", self.taken),
            (_("Layout"), self.shape),
            (_("First day"), self.first_day),
        ):
            if name:
                top.addWidget(label(name, "soft"))
            top.addWidget(field)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.sentence)
        column.addLayout(top)
        column.addWidget(self.sheet)
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)

    def show_way(self, way: FileWay) -> None:
        """Show what is taken now."""
        before = self.sheet.value() if self._way is not None else ""
        self._way = way
        read = {block.sheet for block in way.guess.layout.blocks}
        titles = [grid.title for grid in way.book.grids]
        shown = before if before in titles else next((t for t in titles if t in read), titles[0])
        self.sheet.offer([(title, title in read) for title in titles], shown)
        shapes: list[tuple[str, Shape | None]] = [(_("guessed"), None)]
        shapes += [(shape_word(shape), shape) for shape in Shape]
        self.shape.offer(shapes, way.hints.shape)
        self.sentence.setText(taken_sentence(way))
        self._show_sheet()

    def _show_sheet(self) -> None:
        if self._way is None:
            return
        title = self.sheet.value()
        blocks = [block for block in self._way.guess.layout.blocks if block.sheet == title]
        self.taken.setChecked(bool(blocks))
        if blocks:
            day = self._first_of(blocks[0])
            self.first_day.blockSignals(True)
            self.first_day.setDate(QDate(day.year, day.month, day.day))
            self.first_day.blockSignals(False)
        grid = self._way.book.grid(title)
        areas = areas_of(self.view.selectionModel().selection())
        here = (self.view.currentIndex().row(), self.view.currentIndex().column())
        bars = (self.view.horizontalScrollBar(), self.view.verticalScrollBar())
        scrolled = [bar.value() for bar in bars]
        self.model.show_sheet(grid, blocks)
        self._span(grid)
        self._fit_columns(grid)
        self.bar.lay_out(across=bool(blocks) and blocks[0].shape in _ACROSS)
        if title == self._shown:
            self._mark_again(areas, here)
            for bar, value in zip(bars, scrolled, strict=True):
                bar.setValue(value)
        else:
            self._shown = title
            self.view.scrollTo(self.model.index(blocks[0].heading if blocks else 0, 0))
        self._on_marked()

    def _mark_again(self, areas: list[Area], here: tuple[int, int]) -> None:
        """What was marked before its meaning was told is marked still."""
        selection = self.view.selectionModel()
        selection.setCurrentIndex(
            self.model.index(*here), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        for one in areas:
            first = self.model.index(one.top, one.left)
            last = self.model.index(one.bottom, one.right)
            selection.select(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.Select)

    def _first_of(self, block: Block) -> date:
        """The first day; where no month is told, that day of the month that comes."""
        first = block.days[0][1]
        if first.year > 1:
            return first
        coming = (self._today.replace(day=1) + timedelta(days=31)).replace(day=1)
        return coming.replace(day=min(first.day, 28))

    def first_open(self) -> QWidget:
        """Where the keyboard begins: what must be told, or the sheet."""
        assert self._way is not None
        return self.first_day if self._way.guess.undated else self.view

    def _fit_columns(self, grid: Grid) -> None:
        """As wide as what stands in most of a column asks for: a month of codes is seen at once."""
        metrics = self.view.fontMetrics()
        merged = set(grid.merged)
        for column in range(grid.width):
            widths = sorted(
                metrics.horizontalAdvance(text)
                for row in range(min(grid.height, _MEASURED))
                if (row, column) not in merged and (text := grid.text(row, column))
            )
            usual = widths[len(widths) * 9 // 10] if widths else 0
            if widths and widths[-1] <= theme.scaled(_SHORT):
                usual = widths[-1]  # 病假 among codes of one sign is what one wants to check
            least, most = theme.scaled(_NARROWEST), theme.scaled(_WIDEST)
            self.view.setColumnWidth(column, min(max(usual + 3 * Space.S, least), most))

    def _span(self, grid: Grid) -> None:
        """Merged cells stand as one, as in the file; so does what stands alone in its line."""
        self.view.clearSpans()
        for start in set(grid.merged.values()):
            (top, left), (bottom, right) = grid.span(*start)
            if (bottom, right) != (top, left):
                self.view.setSpan(top, left, bottom - top + 1, right - left + 1)
        for row in range(min(grid.height, _MEASURED)):
            written = [at for at in range(grid.width) if grid.text(row, at)]
            if len(written) == 1 and (row, written[0]) not in grid.merged:
                wide = grid.width - written[0]
                if wide > 1:  # a title is read as a whole
                    self.view.setSpan(row, written[0], 1, wide)

    def _hint(self, **told: Any) -> None:
        if self._way is not None:
            self.told.emit(replace(self._way.hints, **told))

    def _on_taken(self, taken: bool) -> None:
        assert self._way is not None
        read = [block.sheet for block in self._way.guess.layout.blocks]
        titles = dict.fromkeys([*read, self.sheet.value()] if taken else read)
        if not taken:
            titles.pop(self.sheet.value(), None)
        self._hint(sheets=tuple(titles))

    def _on_shape(self) -> None:
        if self._way is not None and self.shape.value() is not self._way.hints.shape:
            self._hint(shape=self.shape.value())

    def _on_first_day(self) -> None:
        assert self._way is not None
        blocks = [b for b in self._way.guess.layout.blocks if b.sheet == self.sheet.value()]
        day = date_of(self.first_day)
        if blocks and blocks[0].days[0][1] != day:
            self._hint(first_day=day)

    def _on_line(self, row: int, *, first: bool) -> None:
        assert self._way is not None
        blocks = [b for b in self._way.guess.layout.blocks if b.sheet == self.sheet.value()]
        lines = self._way.hints.lines or (
            (blocks[0].first, blocks[-1].last) if blocks else (0, self.model.rowCount() - 1)
        )
        self._hint(lines=(row, max(row, lines[1])) if first else (min(lines[0], row), row))

    def _on_anew(self) -> None:
        from app.exchange.layouts.hints import Hints

        self.told.emit(Hints())


def taken_sentence(way: FileWay) -> str:
    """What is read of the file, in one sentence."""
    blocks = way.guess.layout.blocks
    if not blocks:
        return _(
            "No roster was found here. Mark the line of days and the column of names, "
            "or choose another layout."
        )
    if way.guess.undated:
        return _("The file does not say which month it is: tell the first day.")
    days = sorted({day for block in blocks for _place, day in block.days})
    people = len({(entry.person, entry.number) for entry in way.said.entries})
    return _("{days}, {people}, {cells}: {shape}.").format(
        days=dates.days(days[0], days[-1], days[0]),
        people=ngettext("{n} person", "{n} people", people).format(n=people),
        cells=ngettext("{n} entry", "{n} entries", len(way.said.entries)).format(
            n=len(way.said.entries)
        ),
        shape=shape_word(blocks[0].shape),
    )
