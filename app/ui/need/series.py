"""The place where the week's chart will stand: it draws once there is something to draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reading.planning.need import NeedLine

if TYPE_CHECKING:
    from app.ui.need.chart import NeedChart


class NeedChartPlace(QWidget):
    """pyqtgraph takes a third of a second to import."""

    def __init__(self) -> None:
        super().__init__()
        self.chart: NeedChart | None = None
        self._more = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_lines(self, lines: Sequence[NeedLine]) -> None:
        """The intervals of a week, in order."""
        if self.chart is None:
            from app.ui.need.chart import NeedChart

            self.chart = NeedChart()
            self._column.addWidget(self.chart)
        self.chart.grow(self._more)
        self.chart.show_lines(lines)

    def grow(self, more: int) -> None:
        """Let the chart be so much higher than it is at least."""
        self._more = more
        if self.chart is not None:
            self.chart.grow(more)

    def mark(self, line: NeedLine) -> None:
        """Show where the chosen interval is."""
        if self.chart is not None:
            self.chart.mark(line)
