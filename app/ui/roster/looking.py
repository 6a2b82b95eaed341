"""Where one looks on the grid, and what is selected: kept while the same days are read anew."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.work import Cell
from app.ui.roster.grid import RosterGrid
from app.ui.roster.model import RosterModel


@dataclass(frozen=True, slots=True)
class Looking:
    """The selected cells, and how far the grid is scrolled."""

    selected: tuple[Cell, ...]
    across: int
    down: int

    @classmethod
    def of(cls, grid: RosterGrid, model: RosterModel) -> Looking:
        """As it is before the rows are replaced."""
        places = (model.place(*cell) for cell in grid.selected_cells())
        return cls(
            tuple(place for place in places if place is not None),
            grid.horizontalScrollBar().value(),
            grid.verticalScrollBar().value(),
        )

    def bring_back(self, grid: RosterGrid, model: RosterModel) -> None:
        """As it was; the cursor is where it belongs already."""
        cells = [index for place in self.selected if (index := model.find(place)).isValid()]
        if len(cells) > 1:
            grid.select_cells(cells)
        grid.horizontalScrollBar().setValue(self.across)
        grid.verticalScrollBar().setValue(self.down)
