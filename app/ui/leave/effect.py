"""What an absence does to cover: each shift of its days, who works it now and who would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.queries.requests.cover_effect import CoverCell, CoverDay, CoverEffect
from app.queries.roster.rows import PersonDay
from app.rules.vocabulary import DayKind
from app.text import _, dates
from app.text.words import listed
from app.ui.kit.controls import label, symbol
from app.ui.kit.tokens import Space, Tone


class EffectTable(QWidget):
    """One line for each shift that loses somebody: before → after, of how many needed."""

    def __init__(self, effect: CoverEffect, today: date) -> None:
        super().__init__()
        self.setAccessibleName(_("What it does to cover"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(3, 1)
        line = 0
        for day in effect.days:
            for cell in day.cells:
                if cell.before != cell.after:
                    _add(grid, line, day, cell, today)
                    line += 1
        if not line:
            grid.addWidget(label(_("No shift falls on these days."), "soft", wrap=True), 0, 0, 1, 4)


def among_words(days: Sequence[PersonDay]) -> Iterator[str]:
    """The holidays, night shifts and swapped shifts among the days."""
    holidays = [
        f"{dates.day_of_month(day.head.day)} {day.head.name}"
        for day in days
        if day.head.kind is DayKind.HOLIDAY
    ]
    nights = [dates.day_of_month(day.head.day) for day in days if day.shift and day.shift.night]
    swaps = [
        f"{dates.day_of_month(day.head.day)} {day.cell.code} ({day.cell.swap.swap_no})"
        for day in days
        if day.cell.swap is not None and day.cell.swap.received
    ]
    if holidays:
        yield _("Holidays among them: {days}").format(days=listed(holidays))
    if nights:
        yield _("Night shifts among them: {days}").format(days=listed(nights))
    if swaps:
        yield _("Swapped shifts among them: {days}").format(days=listed(swaps))


def _add(grid: QGridLayout, line: int, day: CoverDay, cell: CoverCell, today: date) -> None:
    top = Qt.AlignmentFlag.AlignTop
    when = dates.short_day(day.head.day, today)
    tone = Tone.WARN if cell.short else Tone.GOOD
    grid.addWidget(symbol(tone), line, 0, top)
    grid.addWidget(label(when), line, 1, top)
    grid.addWidget(label(cell.code, "strong"), line, 2, top)
    grid.addWidget(label(cover_words(cell), "body", tone, wrap=True), line, 3, top)


def cover_words(cell: CoverCell) -> str:
    """ "6 → 5 people of 6 needed: 1 too few"."""
    figures = _("{before} → {after} at work").format(before=cell.before, after=cell.after)
    if cell.needed is None:
        return figures
    if not cell.short:
        return _("{figures}, {needed} needed").format(figures=figures, needed=cell.needed)
    return _("{figures}, {needed} needed: {n} too few").format(
        figures=figures, needed=cell.needed, n=cell.short
    )
