"""Findings over time: a stacked bar for each month, a colour for each chapter of the rulebook.

pyqtgraph (and numpy with it) takes a third of a second to import: only this module does, and the
page imports it when there is something to draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import cycle
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolTip, QVBoxLayout, QWidget

from app.rules.catalogue import CHAPTERS
from app.rules.chapters.rule import Chapter
from app.text import _, dates
from app.text.rulebook import chapter_title
from app.ui.findings.groups import counted
from app.ui.findings.lines import FindingLine
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space
from app.ui.work.removal import clear

_BAR = 0.62
_FADED = 0.3
_LATEST = 24
"""Months that are drawn at most, the latest ones."""


class MonthChart(QWidget):
    """`month_picked` brings the first day of the month whose bar was pressed, None when it was the
    one that is chosen."""

    month_picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: list[date] = []
        self._chosen: date | None = None
        self._counts: Mapping[tuple[date, str], int] = {}
        self._plot = _plot()
        self._plot.scene().sigMouseClicked.connect(self._on_clicked)
        self._plot.scene().sigMouseMoved.connect(self._on_moved)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._legend)
        column.addWidget(self._plot, 1)
        self.setFixedHeight(theme.scaled(168))

    def show_lines(self, lines: Sequence[FindingLine], chosen: date | None = None) -> None:
        """Count `lines` by month and chapter, and draw them; all months but `chosen` fade."""
        self._chosen = chosen
        counts = Counter((line.month, line.chapter) for line in lines)
        self._counts = counts
        self._months = _unbroken({month for month, _chapter in counts})[-_LATEST:]
        chapters = [each for each in CHAPTERS if any(key == each.key for _m, key in counts)]
        self._draw(chapters)
        self._explain(chapters)
        self.setAccessibleName(_("Findings by month"))
        self.setAccessibleDescription("; ".join(self._told(month) for month in self._months))

    def _draw(self, chapters: Sequence[Chapter]) -> None:
        self._plot.clear()
        floor = [0] * len(self._months)
        for chapter in chapters:
            heights = [self._counts.get((month, chapter.key), 0) for month in self._months]
            bars = pg.BarGraphItem(
                x=list(range(len(heights))),
                y0=floor,
                height=heights,
                width=_BAR,
                brushes=[self._brush(chapter, month) for month in self._months],
                pen=pg.mkPen(theme.colour("surface"), width=1),
            )
            self._plot.addItem(bars)
            floor = [below + height for below, height in zip(floor, heights, strict=True)]
        names = [(place, dates.short_month(month)) for place, month in enumerate(self._months)]
        self._plot.getAxis("bottom").setTicks([names])
        self._plot.setXRange(-0.6, max(len(self._months), 6) - 0.4, padding=0)
        most = max(floor, default=0)
        self._plot.setYRange(0, max(most, 1) * 1.08, padding=0)
        self._plot.getAxis("left").setTickSpacing(levels=[(_step(most), 0)])

    def _brush(self, chapter: Chapter, month: date) -> Any:
        ink = _ink(chapter)
        if self._chosen not in (None, month):
            ink.setAlphaF(_FADED)
        return ink

    def _explain(self, chapters: Sequence[Chapter]) -> None:
        clear(self._legend)
        self._legend.addWidget(label(_("Findings by month"), "strong"))
        self._legend.addSpacing(Space.S)
        for chapter in chapters:
            self._legend.addWidget(_swatch(chapter))
        self._legend.addStretch()

    def _told(self, month: date) -> str:
        parts = [
            f"{chapter_title(chapter)} {count:,}"
            for chapter in CHAPTERS
            if (count := self._counts.get((month, chapter.key), 0))
        ]
        total = sum(self._counts.get((month, chapter.key), 0) for chapter in CHAPTERS)
        return f"{dates.month(month)}: {counted(total)} ({', '.join(parts)})"

    def _month_at(self, position: QPointF) -> date | None:
        where = self._plot.getPlotItem().vb.mapSceneToView(position)
        place = round(where.x())
        inside = 0 <= place < len(self._months) and abs(where.x() - place) <= _BAR / 2
        return self._months[place] if inside else None

    def _on_clicked(self, event: Any) -> None:
        month = self._month_at(event.scenePos())
        if month is not None:
            self.month_picked.emit(None if month == self._chosen else month)

    def _on_moved(self, position: QPointF) -> None:
        month = self._month_at(position)
        self._plot.setCursor(
            Qt.CursorShape.ArrowCursor if month is None else Qt.CursorShape.PointingHandCursor
        )
        if month is not None:
            here = self._plot.mapToGlobal(self._plot.mapFromScene(position))
            QToolTip.showText(here, self._told(month), self._plot)
        else:
            QToolTip.hideText()


def _plot() -> Any:
    """A plot that stands still: no panning, no zoom, no menu of its own."""
    plot = pg.PlotWidget(background=None)
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


def _step(most: int) -> int:
    """Whole findings from line to line, a round number, for at most five lines."""
    digits = cycle((1, 2, 5))
    step, ten = next(digits), 1
    while step * 5 < most:
        following = next(digits)
        ten *= 10 if following == 1 else 1
        step = following * ten
    return step


def _ink(chapter: Chapter) -> Any:
    series = theme.tokens().series
    return pg.mkColor(series[CHAPTERS.index(chapter) % len(series)])


def _swatch(chapter: Chapter) -> QLabel:
    made = label("", "caption")
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(f'<span style="color:{_ink(chapter).name()}">■</span> {chapter_title(chapter)}')
    return made


def _unbroken(months: set[date]) -> list[date]:
    """Every month from the first to the last, those without findings too."""
    if not months:
        return []
    here, last = min(months), max(months)
    row = [here]
    while here < last:
        here = date(here.year + here.month // 12, here.month % 12 + 1, 1)
        row.append(here)
    return row
