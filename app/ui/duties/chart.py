"""Counts as bars: some series beside each other for each day or week.

pyqtgraph takes a third of a second to import: only this module does, and whoever draws imports it
when there is something to draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.duties.series import Series
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space
from app.ui.work.removal import clear

_WIDTH = 0.8
_LEAST_GROUPS = 5


class BarsChart(QWidget):
    """Told to screen readers in its description."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._title = title
        self._plot = _plot()
        self._legend = QHBoxLayout()
        self._legend.setSpacing(Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._legend)
        column.addWidget(self._plot, 1)
        self.setMinimumHeight(theme.scaled(180))

    def show_bars(self, groups: Sequence[str], series: Sequence[Series]) -> None:
        """A group of bars for each of `groups`, a bar for each of `series`."""
        self._plot.clear()
        width = _WIDTH / max(len(series), 1)
        for at, one in enumerate(series):
            self._plot.addItem(_bars(one, at, width, len(series)))
        self._plot.getAxis("bottom").setTicks([list(enumerate(groups))])
        self._plot.setXRange(-0.6, max(len(groups), _LEAST_GROUPS) - 0.4, padding=0)
        most = max((value or 0 for one in series for value in one.values), default=0)
        self._plot.setYRange(0, max(most, 1) * 1.08, padding=0)
        self._explain(series)
        told = (
            f"{group}: {', '.join(_told(one, at) for one in series)}"
            for at, group in enumerate(groups)
        )
        self.setAccessibleDescription("; ".join(told))

    def _explain(self, series: Sequence[Series]) -> None:
        clear(self._legend)
        self._legend.addWidget(label(self._title, "strong"))
        self._legend.addSpacing(Space.S)
        for at, one in enumerate(series):
            self._legend.addWidget(_swatch(one.name, at))
        self._legend.addStretch()


def _bars(one: Series, at: int, width: float, count: int) -> Any:
    middle = (at - (count - 1) / 2) * width
    return pg.BarGraphItem(
        x=[group + middle for group in range(len(one.values))],
        height=[value or 0 for value in one.values],
        width=width * 0.92,
        brush=_ink(at),
        pen=pg.mkPen(theme.colour("surface"), width=1),
    )


def _told(one: Series, at: int) -> str:
    value = one.values[at]
    return f"{one.name} {'–' if value is None else value}"


def _ink(at: int) -> Any:
    series = theme.tokens().series
    return pg.mkColor(series[at % len(series)])


def _swatch(name: str, at: int) -> QLabel:
    made = label("", "caption")
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(f'<span style="color:{_ink(at).name()}">■</span> {name}')
    return made


def _plot() -> Any:
    """A plot that stands still: no panning, no zoom, no menu of its own."""
    plot = pg.PlotWidget(background=theme.colour("surface"))
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setMenuEnabled(False)
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    plot.showGrid(y=True, alpha=0.18)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(theme.colour("line_strong"))
        axis.setTextPen(theme.colour("text_soft"))
        axis.setZValue(-1)  # the lines run behind the bars
        axis.setStyle(tickFont=theme.font("caption"), tickLength=0)
    plot.getAxis("left").setWidth(theme.scaled(44))
    plot.getAxis("bottom").setHeight(theme.scaled(24))
    return plot
