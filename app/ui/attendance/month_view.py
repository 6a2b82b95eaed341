"""The month's sheet on the page, with the legend of its symbols."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.queries.attendance.month import AttendanceMonth
from app.text import _
from app.ui.attendance.month_model import MonthModel
from app.ui.attendance.words import MARK_SYMBOLS, TONES, mark_words
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space, Tone

_DAY_WIDTH = 24
_COUNT_PADDING = 12


class _DayDelegate(QStyledItemDelegate):
    """Tints weekends and today below what the stylesheet draws."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)


class MonthView(QWidget):
    """`day_opened` brings a date; `picked` the person, head and day under the cursor."""

    day_opened = Signal(object)
    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = MonthModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("The month's attendance"))
        self.table.setProperty("dense", True)
        self.table.setItemDelegate(_DayDelegate(self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setMinimumSectionSize(theme.scaled(20))
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.verticalHeader().setHighlightSections(False)
        self.table.horizontalHeader().sectionDoubleClicked.connect(self._open_section)
        self.table.activated.connect(self._on_opened)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.table, 1)
        column.addLayout(_legend())

    def show_sheet(self, sheet: AttendanceMonth) -> None:
        """Show the month; the cursor stays where it is, or starts on today."""
        here = self.table.currentIndex()
        place = (here.row(), here.column()) if here.isValid() else self._today(sheet)
        self.model.show(sheet)
        header, days = self.table.horizontalHeader(), len(sheet.heads)
        for section in range(self.model.columnCount()):
            if section < days:
                header.resizeSection(section, theme.scaled(_DAY_WIDTH))
            else:
                title = self.model.counts[section - days].title
                width = header.fontMetrics().horizontalAdvance(title)
                header.resizeSection(section, width + _COUNT_PADDING)
        index = self.model.index(*place)
        if index.isValid():
            self.table.setCurrentIndex(index)

    def _today(self, sheet: AttendanceMonth) -> tuple[int, int]:
        return 0, next((n for n, head in enumerate(sheet.heads) if head.today), 0)

    def _open_section(self, section: int) -> None:
        if section < len(self.model.heads):
            self.day_opened.emit(self.model.heads[section].day)

    def _on_opened(self, index: QModelIndex) -> None:
        self._open_section(index.column())

    def _on_current(self, index: QModelIndex) -> None:
        found = self.model.day_at(index)
        if found is not None:
            self.picked.emit(found)


def _legend() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.XS)
    for mark, words in mark_words().items():
        row.addWidget(label(MARK_SYMBOLS[mark], "strong", TONES.get(mark, Tone.PLAIN)))
        row.addWidget(label(words, "caption"))
        row.addSpacing(Space.M)
    row.addStretch(1)
    return row
