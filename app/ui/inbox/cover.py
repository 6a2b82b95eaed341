"""The effect on the cover of a request's days: people on each shift, before and after."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.queries.requests.cover_effect import CoverCell, CoverDay, CoverEffect
from app.text import _, dates, ngettext
from app.ui.kit.controls import Card, label, symbol
from app.ui.kit.tokens import Space, Tone
from app.ui.roster.paint import ShiftInk
from app.ui.today.badge import ShiftBadge

_SHOWN = 10


class CoverCard(Card):
    """A line for each team and day, a column for each shift."""

    def __init__(self, effect: CoverEffect, inks: Mapping[str, ShiftInk]) -> None:
        super().__init__(_("Cover of the days"))
        text, tone = summary(effect)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(symbol(tone), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(text, wrap=True), 1)
        self.body.addLayout(head)
        if effect.days:
            self.body.addLayout(self._grid(effect, inks))
        hidden = len(effect.days) - _SHOWN
        if hidden > 0:
            more = ngettext("{n} more day", "{n} more days", hidden).format(n=hidden)
            self.body.addWidget(label(more, "soft"))

    def _grid(self, effect: CoverEffect, inks: Mapping[str, ShiftInk]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        for column, shift in enumerate(effect.shifts, start=1):
            badge = ShiftBadge(shift.code, inks[shift.code], shift.name)
            grid.addWidget(badge, 0, column, Qt.AlignmentFlag.AlignLeft)
        teams = len({(day.department, day.team) for day in effect.days}) > 1
        for row, day in enumerate(effect.days[:_SHOWN], start=1):
            grid.addWidget(label(_day_name(day, with_team=teams), "soft", wrap=teams), row, 0)
            cells = {cell.code: cell for cell in day.cells}
            for column, shift in enumerate(effect.shifts, start=1):
                if cell := cells.get(shift.code):
                    grid.addWidget(_Figure(cell, _day_name(day, with_team=True)), row, column)
        grid.setColumnStretch(len(effect.shifts) + 1, 1)
        return grid


class _Figure(QWidget):
    """ "5 → 4 of 5" with its symbol where the shift lacks people."""

    def __init__(self, cell: CoverCell, day: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        moved = cell.before != cell.after
        tone = _tone(cell)
        if moved:
            row.addWidget(label(f"{cell.before} →", "soft"))
        figure = label(str(cell.after), "strong" if moved else "body", tone)
        row.addWidget(figure)
        if cell.needed is not None:
            row.addWidget(label(_("of {needed}").format(needed=cell.needed), "soft"))
        if cell.short:
            row.addWidget(symbol(tone, 14))
        row.addStretch(1)
        words = f"{day}, {cell.code}: {cell.before} → {cell.after}"
        if cell.needed is not None:
            words += " " + _("of {needed}").format(needed=cell.needed)
        self.setAccessibleName(words)


def summary(effect: CoverEffect) -> tuple[str, Tone]:
    """What it comes to, in one sentence."""
    if not effect.days:
        return _("No rostered shift is touched."), Tone.GOOD
    if not effect.changed:
        return _("Every shift keeps as many people as before."), Tone.GOOD
    if not effect.loses:
        return _("Nobody is missing for it: a shift gets somebody back."), Tone.GOOD
    if effect.short:
        return _("A shift falls below the people it needs."), Tone.BAD
    return _("Every shift that loses somebody still has the people it needs."), Tone.GOOD


def _tone(cell: CoverCell) -> Tone:
    """Bad where this request brings the lack about or adds to it, else only a warning."""
    if not cell.short:
        return Tone.PLAIN
    return Tone.BAD if cell.after < cell.before else Tone.WARN


def _day_name(day: CoverDay, *, with_team: bool) -> str:
    name = _("{weekday} {day}").format(
        weekday=dates.short_weekday(day.head.day), day=dates.day(day.head.day, day.head.day)
    )
    return f"{name} · {day.team or day.department}" if with_team else name
