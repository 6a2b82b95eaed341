"""What a chart of bars shows, and the place where it will stand.

pyqtgraph takes a third of a second to import: it is when there is first something to draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from app.ui.duties.chart import BarsChart


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of bars: a value for each group, None where there is none."""

    name: str
    values: Sequence[int | None]


class ChartPlace(QWidget):
    """Draws once it has something to draw."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.chart: BarsChart | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_bars(self, groups: Sequence[str], series: Sequence[Series]) -> None:
        """A group of bars for each of `groups`, a bar for each of `series`."""
        from app.ui.duties.chart import BarsChart

        if self.chart is None:
            self.chart = BarsChart(self.accessibleName())
            self._column.addWidget(self.chart)
        self.chart.show_bars(groups, series)
