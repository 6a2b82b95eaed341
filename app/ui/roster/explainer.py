"""The right-hand panel follows the cursor, a moment after it rests."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.ui.kit.desk import Desk
from app.ui.roster.grid import RosterGrid
from app.ui.roster.inks import inks_for
from app.ui.roster.lines import Line
from app.ui.roster.model import RosterModel
from app.ui.roster.panel import CellPanel, TeamPanel
from app.ui.roster.ways import ways
from app.ui.roster.wish_marks import is_made

_REST = 60
"""Milliseconds."""


class Explainer(QTimer):
    """Shows the panel of the cell under the cursor, and its ways on."""

    def __init__(self, desk: Desk, model: RosterModel, grid: RosterGrid) -> None:
        super().__init__(grid)
        self._desk = desk
        self._model = model
        self._grid = grid
        self.setSingleShot(True)
        self.setInterval(_REST)
        self.timeout.connect(self._explain)
        grid.selectionModel().currentChanged.connect(lambda _new, _old: self.start())
        model.wished.connect(self.start)
        model.dataChanged.connect(lambda _first, _last: self.start())

    def _explain(self) -> None:
        index = self._grid.currentIndex()
        if self._grid.isVisible() and index.isValid():
            self._desk.explain(self._panel(index.row(), index.column()))

    def _panel(self, row: int, column: int) -> QWidget:
        shown = self._model.row(row)
        if isinstance(shown, Line):
            return self._cell_panel(shown, row, column)
        return TeamPanel(shown, self._model.at_work(shown, column), self._model.days[column])

    def _cell_panel(self, line: Line, row: int, column: int) -> CellPanel:
        model = self._model
        panel = CellPanel(
            line,
            model.days[column],
            line.cells[column],
            model.findings(row, column),
            model.shifts,
            model.load(row),
            inks_for(model.shifts.values()),
            ways=ways(self._desk, model, row, column),
            draft=model.draft,
            wishes=model.wishes.lines(line, model.days, column, model.draft),
            made=is_made(line, model.days, model.days[column].day, draft=model.draft),
        )
        panel.rule_asked.connect(lambda rule: self._desk.go("rules", rule))
        return panel
