"""What the charts of pages are made of: plots that stand still, pens and inks of the theme.

pyqtgraph takes a third of a second to import: this module and the charts do, and whoever draws
imports these when there is something to draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.ui.kit import theme
from app.ui.kit.controls import label


def still_plot(sides: Sequence[str]) -> Any:
    """A plot that stands still: no panning, no zoom, no menu of its own, no wheel."""
    plot = pg.PlotWidget(background=theme.colour("surface"))
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setMenuEnabled(False)
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    for side in sides:
        plot.showAxis(side)
        axis = plot.getAxis(side)
        if side != "left":
            axis.setHeight(theme.scaled(24))
        axis.setPen(theme.colour("line_strong"))
        axis.setTextPen(theme.colour("text_soft"))
        axis.setZValue(-1)
        axis.setStyle(tickFont=theme.font("caption"), tickLength=0)
    plot.getAxis("left").setWidth(theme.scaled(44))
    return plot


def pen(name: str, width: int = 1, *, dashed: bool = False) -> Any:
    """One of the theme's colours, by its name."""
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    return pg.mkPen(theme.colour(name), width=width, style=style)


def ink(group: int) -> Any:
    """The colour of a series, by its number."""
    series = theme.tokens().series
    return pg.mkColor(series[group % len(series)])


def swatch(group: int, written: str, text: str) -> QLabel:
    """A line of a legend: what stands for the series, in its colour, and its name."""
    made = label("", "caption")
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(f'<span style="color:{ink(group).name()}">{written}</span> {text}')
    return made
