"""What the month's charts show, and the places where they will stand.

pyqtgraph takes a third of a second to import: it is when there is first something to draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.scorecards.control import ControlChart

if TYPE_CHECKING:
    from app.ui.analysis.chart import IntervalsChart, LimitsChart


@dataclass(frozen=True, slots=True)
class Dot:
    """One person's mean with its interval. `group`: whose members cannot be told apart."""

    name: str
    mean: float
    low: float | None
    high: float | None
    group: int


class IntervalsPlace(QWidget):
    """Draws once it has something to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.chart: IntervalsChart | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_dots(self, dots: Sequence[Dot], mean: float | None) -> None:
        """The people in their order; `mean`: the department's, None where it is withheld."""
        if self.chart is None:
            from app.ui.analysis.chart import IntervalsChart

            self.chart = IntervalsChart()
            self._column.addWidget(self.chart)
        self.chart.show_dots(dots, mean)


class LimitsPlace(QWidget):
    """Draws once it has something to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.chart: LimitsChart | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_months(self, months: ControlChart) -> None:
        if self.chart is None:
            from app.ui.analysis.chart import LimitsChart

            self.chart = LimitsChart()
            self._column.addWidget(self.chart)
        self.chart.show_months(months)
