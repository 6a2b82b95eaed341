"""A week's contacts, and under them the people they need, by interval.

Imported when there is something to draw, as `kit/plots.py` is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reading.planning.need import NeedLine
from app.text import _, dates
from app.ui.kit import theme
from app.ui.kit.plots import ink, pen, still_plot, swatch
from app.ui.kit.tokens import Space
from app.ui.need.words import heads_words, number_words
from app.ui.work.removal import clear

_CONTACTS, _AGENTS, _ROSTERED = 0, 1, 2
_DAY = 1440
_PLOT = 58
_AXIS = 22
Place = float
"""Minutes since the first day's midnight."""


class NeedChart(QWidget):
    """Two plots under one another with the days between. Told to screen readers in its
    description."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Contacts and people by interval"))
        self._contacts = still_plot(("left",))
        self._people = still_plot(("left", "bottom"))
        self._contacts.hideAxis("bottom")
        self._contacts.setFixedHeight(theme.scaled(_PLOT))
        self._people.setFixedHeight(theme.scaled(_PLOT + _AXIS))
        for plot in (self._contacts, self._people):
            plot.showGrid(y=True, alpha=0.18)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._legend)
        column.addWidget(self._contacts)
        column.addWidget(self._people)
        self._first = 0
        self._marks: list[Any] = []

    def show_lines(self, lines: Sequence[NeedLine]) -> None:
        """Show these intervals, without those that no centre can have: beside them all others would
        be flat."""
        for plot in (self._contacts, self._people):
            plot.clear()
        self._marks = []
        lines = [one for one in lines if not one.beyond]
        self._explain(lines)
        self.setAccessibleDescription("; ".join(_day_words(lines)))
        if not lines:
            return
        self._first = lines[0].interval.day.toordinal()
        self._draw_contacts(lines)
        self._draw_people(lines)
        days = sorted({one.interval.day for one in lines})
        last = days[-1].toordinal() - self._first + 1
        names = [((day.toordinal() - self._first + 0.5) * _DAY, dates.short_weekday(day)
                  + f" {day.day}") for day in days]  # fmt: skip
        self._people.getAxis("bottom").setTicks([names])
        for plot in (self._contacts, self._people):
            plot.setXRange(0, last * _DAY, padding=0.005)
            for midnight in range(1, last):
                plot.addItem(pg.InfiniteLine(midnight * _DAY, pen=pen("line")))

    def grow(self, more: int) -> None:
        """Make both plots so much higher together than they are at least."""
        self._contacts.setFixedHeight(theme.scaled(_PLOT) + more // 2)
        self._people.setFixedHeight(theme.scaled(_PLOT + _AXIS) + more // 2)

    def mark(self, line: NeedLine) -> None:
        """Draw a line through the interval in both plots."""
        place = self._place(line) + line.interval.minutes / 2
        if not self._marks:
            self._marks = [pg.InfiniteLine(place, pen=pen("accent", 2)) for _plot in range(2)]
            for plot, item in zip((self._contacts, self._people), self._marks, strict=True):
                plot.addItem(item)
        for item in self._marks:
            item.setValue(place)

    def _draw_contacts(self, lines: Sequence[NeedLine]) -> None:
        for counted, run in _runs(lines):
            style = Qt.PenStyle.SolidLine if counted else Qt.PenStyle.DotLine
            self._contacts.addItem(
                pg.PlotCurveItem(
                    [self._place(one) + one.interval.minutes / 2 for one in run],
                    [one.interval.contacts for one in run],
                    pen=pg.mkPen(ink(_CONTACTS), width=2, style=style),
                )
            )
        corrected = [one for one in lines if one.interval.correction is not None]
        self._contacts.addItem(
            pg.ScatterPlotItem(
                [self._place(one) + one.interval.minutes / 2 for one in corrected],
                [one.interval.contacts for one in corrected],
                symbol="d",
                size=theme.scaled(9),
                brush=pg.mkColor(theme.colour("info")),
                pen=None,
            )
        )
        self._contacts.setYRange(0, max(one.interval.contacts for one in lines) or 1, padding=0.08)

    def _draw_people(self, lines: Sequence[NeedLine]) -> None:
        for series, heads in (
            (_ROSTERED, [one.answer.rostered for one in lines]),
            (_AGENTS, [one.answer.agents for one in lines]),
        ):
            for run in _unbroken(list(zip(lines, heads, strict=True))):
                edges = [self._place(one) for one, _heads in run]
                edges.append(edges[-1] + run[-1][0].interval.minutes)
                self._people.addItem(
                    pg.PlotCurveItem(
                        edges,
                        [number for _one, number in run],
                        stepMode="center",
                        pen=pg.mkPen(ink(series), width=2),
                    )
                )
        self._people.setYRange(0, max(one.answer.rostered for one in lines) or 1, padding=0.08)

    def _place(self, line: NeedLine) -> Place:
        one = line.interval
        return (one.day.toordinal() - self._first) * _DAY + one.minute

    def _explain(self, lines: Sequence[NeedLine]) -> None:
        clear(self._legend)
        told = []
        if any(one.interval.counted for one in lines):
            told.append((_CONTACTS, "━", _("contacts counted")))
        if not all(one.interval.counted for one in lines):
            told.append((_CONTACTS, "┅", _("contacts expected")))
        told += [(_AGENTS, "━", _("agents")), (_ROSTERED, "━", _("to roster"))]
        for series, written, words in told:
            self._legend.addWidget(swatch(series, written, words))
        self._legend.addStretch(1)


def _runs(lines: Sequence[NeedLine]) -> list[tuple[bool, list[NeedLine]]]:
    """The intervals that follow one another and are all counted, or all expected."""
    found: list[tuple[bool, list[NeedLine]]] = []
    for one in lines:
        counted = one.interval.counted
        if found and found[-1][0] == counted and _follows(found[-1][1][-1], one):
            found[-1][1].append(one)
        else:
            found.append((counted, [one]))
    return found


def _unbroken(
    steps: Sequence[tuple[NeedLine, int]],
) -> list[list[tuple[NeedLine, int]]]:
    """The same without gaps between the intervals."""
    found = [[steps[0]]]
    for before, step in pairwise(steps):
        if _follows(before[0], step[0]):
            found[-1].append(step)
        else:
            found.append([step])
    return found


def _follows(before: NeedLine, after: NeedLine) -> bool:
    one, other = before.interval, after.interval
    end = one.day.toordinal() * _DAY + one.minute + one.minutes
    return end == other.day.toordinal() * _DAY + other.minute


def _day_words(lines: Sequence[NeedLine]) -> list[str]:
    """Of each day how many contacts, and the most people at once."""
    found = []
    for day in sorted({one.interval.day for one in lines}):
        mine = [one for one in lines if one.interval.day == day]
        contacts = number_words(sum(one.interval.contacts for one in mine))
        most = heads_words(max(one.answer.rostered for one in mine))
        words = _("{day}: {contacts} contacts, at most {people}")
        found.append(words.format(day=dates.short_day(day, day), contacts=contacts, people=most))
    return found
