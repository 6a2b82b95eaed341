"""Means as dots with their intervals, and the department's months within their limits.

Imported when there is something to draw, as `kit/plots.py` is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rules.scorecards.control import ControlChart, ControlPoint
from app.text import _, dates, ngettext
from app.text.words import listed
from app.ui.analysis.series import Dot
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.plots import ink, pen, still_plot, swatch
from app.ui.kit.tokens import Space
from app.ui.work.removal import clear

_SYMBOLS = (("o", "●"), ("s", "■"), ("t", "▼"), ("d", "◆"), ("t1", "▲"), ("star", "★"))
"""A form beside each colour: as pyqtgraph calls it, and as it is written."""
_SHOWN_GROUPS = 4
_ROW, _HEAD = 26, 40
_DOT = 10
_HALF = 0.35


class IntervalsChart(QWidget):
    """A line for each person, in their order: nobody is ranked. Told to screen readers in its
    description."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Means with their intervals"))
        self._plot = still_plot(("left", "top"))
        self._plot.hideAxis("bottom")
        self._plot.showGrid(x=True, alpha=0.18)
        self._plot.invertY(True)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._legend)
        column.addWidget(self._plot)
        column.addStretch(1)

    def show_dots(self, dots: Sequence[Dot], mean: float | None) -> None:
        self._plot.clear()
        if mean is not None:
            self._plot.addItem(pg.InfiniteLine(mean, pen=pen("text_soft", dashed=True)))
        for group in dict.fromkeys(dot.group for dot in dots):
            rows = [(at, dot) for at, dot in enumerate(dots) if dot.group == group]
            for item in _dots(rows, group):
                self._plot.addItem(item)
        names = [(at, dot.name) for at, dot in enumerate(dots)]
        self._plot.getAxis("left").setTicks([names])
        self._plot.getAxis("left").setWidth(_width(self, [dot.name for dot in dots]))
        ends = [end for dot in dots for end in (dot.low, dot.high, dot.mean) if end is not None]
        self._plot.setXRange(min(ends), max(ends), padding=0.04)
        self._plot.setYRange(-0.6, len(dots) - 0.4, padding=0)
        self._plot.setFixedHeight(theme.scaled(len(dots) * _ROW + _HEAD))
        self._explain(dots, mean)
        self.setAccessibleDescription("; ".join(_dot_words(dot) for dot in dots))

    def _explain(self, dots: Sequence[Dot], mean: float | None) -> None:
        clear(self._legend)
        groups = [*dict.fromkeys(dot.group for dot in dots)]
        for group in groups[:_SHOWN_GROUPS]:
            count = sum(dot.group == group for dot in dots)
            told = ngettext("told apart from all others", "{n} not set apart as groups", count)
            self._legend.addWidget(
                swatch(group, _SYMBOLS[group % len(_SYMBOLS)][1], told.format(n=count))
            )
        if mean is not None:
            told = _("department {mean}").format(mean=f"{mean:.1f}")
            self._legend.addWidget(label(f"┆ {told}", "caption"))
        self._legend.addStretch(1)


class LimitsChart(QWidget):
    """The department's mean month by month, and what chance lets it be."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The department's months"))
        self._plot = still_plot(("left", "bottom"))
        self._plot.showGrid(y=True, alpha=0.18)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)

    def show_months(self, months: ControlChart) -> None:
        self._plot.clear()
        places = [*enumerate(months.points)]
        for item in _limits(places):
            self._plot.addItem(item)
        if months.centre is not None:
            self._plot.addItem(
                pg.InfiniteLine(months.centre, angle=0, pen=pen("text_soft", dashed=True))
            )
        self._plot.addItem(_line([(at, point.mean) for at, point in places]))
        names = [(at, dates.short_month(point.month)) for at, point in places]
        self._plot.getAxis("bottom").setTicks([names])
        self._plot.setXRange(-0.5, max(len(places), 12) - 0.5, padding=0)
        ends = [end for _at, one in places for end in (one.low, one.high, one.mean)]
        known = [end for end in ends if end is not None]
        if known:
            self._plot.setYRange(min(known), max(known), padding=0.12)
        self.setAccessibleDescription("; ".join(point_words(point) for point in months.points))


def point_words(point: ControlPoint) -> str:
    """ "October 2026: 84.1 (80.2–88.9)", and that it is outside of its limits."""
    told = f"{dates.month(point.month)}: {point.mean:.1f}"
    if point.low is not None and point.high is not None:
        told += f" ({point.low:.1f}–{point.high:.1f})"
    return listed([told, _("outside of its limits")]) if point.outside else told


def _dot_words(dot: Dot) -> str:
    if dot.low is None or dot.high is None:
        return f"{dot.name}: {dot.mean:.1f}"
    return f"{dot.name}: {dot.mean:.1f} ({dot.low:.1f}–{dot.high:.1f})"


def _dots(rows: Sequence[tuple[int, Dot]], group: int) -> Iterable[Any]:
    colour = ink(group)
    spans = [(end, at) for at, dot in rows for end in (dot.low, dot.high) if end is not None]
    yield _strokes(spans, pg.mkPen(colour, width=2))
    yield pg.ScatterPlotItem(
        [dot.mean for _at, dot in rows],
        [at for at, _dot in rows],
        symbol=_SYMBOLS[group % len(_SYMBOLS)][0],
        size=theme.scaled(_DOT),
        brush=colour,
        pen=pg.mkPen(theme.colour("surface"), width=1),
    )


def _limits(places: Sequence[tuple[int, ControlPoint]]) -> Iterable[Any]:
    """The limits of each month as short strokes, since each has its own."""
    ends = [(at, end) for at, point in places for end in (point.low, point.high)]
    strokes = [(at + side, end) for at, end in ends if end is not None for side in (-_HALF, _HALF)]
    yield _strokes(strokes, pen("line_strong", width=2))
    outside = [(at, point.mean) for at, point in places if point.outside]
    yield pg.ScatterPlotItem(
        [at for at, _mean in outside],
        [mean for _at, mean in outside],
        symbol="d",
        size=theme.scaled(_DOT + 6),
        brush=pg.mkColor(theme.colour("bad")),
        pen=None,
    )


def _strokes(ends: Sequence[tuple[float, float]], pen: Any) -> Any:
    """Two ends make a stroke: one item for all of them, since each item takes its time."""
    return pg.PlotCurveItem([x for x, _y in ends], [y for _x, y in ends], connect="pairs", pen=pen)


def _line(points: Sequence[tuple[int, float]]) -> Any:
    return pg.PlotDataItem(
        [at for at, _mean in points],
        [mean for _at, mean in points],
        pen=pg.mkPen(ink(0), width=2),
        symbol="o",
        symbolSize=theme.scaled(_DOT - 3),
        symbolBrush=ink(0),
        symbolPen=None,
    )


def _width(widget: QWidget, names: Sequence[str]) -> int:
    metrics = widget.fontMetrics()
    return max((metrics.horizontalAdvance(name) for name in names), default=0) + Space.M
