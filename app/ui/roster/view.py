"""The grid and its frozen foot, in step."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.text import _
from app.ui.kit import theme
from app.ui.kit.controls import rule_line
from app.ui.kit.tokens import Space
from app.ui.roster.foot import TotalsDelegate, TotalsModel
from app.ui.roster.grid import RosterGrid
from app.ui.roster.inks import inks_for
from app.ui.roster.model import RosterModel
from app.ui.roster.paint import Inks


class TotalsHeader(QHeaderView):
    """The shifts' names at the foot, in their colours, as wide as the names above."""

    def __init__(self, model: TotalsModel, inks: Inks, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.inks = inks
        self._font = theme.font("caption")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, self.inks.head)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), self.inks.edge)
        code = self._model.code(section)
        ink = self.inks.shift(code)
        side = rect.height() - Space.S
        chip = QRect(
            rect.left() + Space.S, rect.top() + Space.XS, max(side, side * len(code) * 2 // 3), side
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.fill)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setFont(self._font)
        painter.setPen(ink.text)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, code)
        shift = self._model.shift(section)
        words = rect.adjusted(chip.right() - rect.left() + Space.S, 0, -Space.S, 0)
        painter.setPen(self.inks.soft)
        side_flag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, side_flag, shift.name if shift else "")


class RosterView(QFrame):
    """Grid above, totals below: one horizontal scroll bar moves both. `short_asked` brings day and
    code of a total that is short and was pressed."""

    short_asked = Signal(object, str)

    def __init__(self, model: RosterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setProperty("card", True)
        inks = inks_for(())
        self.totals = TotalsModel(model, self)
        self.grid = RosterGrid(model, inks, self)
        self.foot = QTableView(self)
        self._foot_header = TotalsHeader(self.totals, inks, self.foot)
        self._foot_delegate = TotalsDelegate(self.totals, model, inks, theme.font("caption"), self)
        self._set_up_foot()
        self._lay_out()
        self.grid.stretched.connect(self._follow)
        self.totals.modelReset.connect(self._follow)
        model.modelReset.connect(self._take_shifts)

    def _set_up_foot(self) -> None:
        foot = self.foot
        foot.setModel(self.totals)
        foot.setVerticalHeader(self._foot_header)
        foot.setItemDelegate(self._foot_delegate)
        foot.horizontalHeader().hide()
        foot.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        foot.horizontalHeader().setMinimumSectionSize(8)
        foot.setShowGrid(False)
        foot.setProperty("bare", True)
        foot.setCornerButtonEnabled(False)
        foot.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        foot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        foot.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot.setAccessibleName(_("Totals for each shift"))
        foot.clicked.connect(self._on_total)

    def _on_total(self, index: QModelIndex) -> None:
        if self.totals.total(index.row(), index.column()).short:
            day = self._model.days[index.column()].day
            self.short_asked.emit(day, self.totals.code(index.row()))

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.foot)
        below.addSpacing(self.grid.bar_width())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.grid, 1)
        layout.addWidget(rule_line())
        layout.addLayout(below)
        above, under = self.grid.horizontalScrollBar(), self.foot.horizontalScrollBar()
        above.valueChanged.connect(self._align_foot)
        under.rangeChanged.connect(self._align_foot)
        under.valueChanged.connect(self._align_grid)

    def _align_foot(self) -> None:
        """Under the days that the grid shows; again once the foot has the room that the grid has:
        the grid is laid out, and scrolls to its cursor, before it."""
        self.foot.horizontalScrollBar().setValue(self.grid.horizontalScrollBar().value())

    def _align_grid(self, value: int) -> None:
        above = self.grid.horizontalScrollBar()
        if self.foot.horizontalScrollBar().maximum() == above.maximum():
            above.setValue(value)

    def _take_shifts(self) -> None:
        inks = inks_for(self._model.shifts.values())
        self.grid.take_inks(inks)
        self._foot_header.inks = self._foot_delegate.inks = inks

    def _follow(self) -> None:
        """Give the foot the grid's columns, and just the height of its rows."""
        for column in range(self._model.columnCount()):
            width = self.grid.columnWidth(column)
            if self.foot.columnWidth(column) != width:
                self.foot.setColumnWidth(column, width)
        self._foot_delegate.fit(
            [self.foot.columnWidth(c) for c in range(self.totals.columnCount())]
        )
        height = self._foot_delegate.height()
        self._foot_header.setFixedWidth(self.grid.names.total_width())
        self._foot_header.setDefaultSectionSize(height)
        bar = self.foot.horizontalScrollBar()
        needed = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.foot.setFixedHeight(self.totals.rowCount() * height + needed)
        self.foot.updateGeometries()
