"""The grid's colours, derived from the theme in force; a shift's from the time of its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from itertools import cycle

from PySide6.QtGui import QColor

from app.queries.roster.rows import ShiftRow
from app.rules.vocabulary import Level
from app.ui.kit import theme
from app.ui.roster.looks import Ground
from app.ui.roster.paint import Inks, ShiftInk

_NOON = time(12)
_READABLE = 4.5
"""The contrast that small text needs (WCAG AA)."""


def inks_for(shifts: Iterable[ShiftRow]) -> Inks:
    """The grid's colours for the theme in force and these shifts."""
    tokens = theme.tokens()
    grounds = {
        Ground.PLAIN: QColor(tokens.surface),
        Ground.REST: QColor(tokens.weekend),
        Ground.TODAY: QColor(tokens.today),
    }
    return Inks(
        grounds=grounds,
        bands={
            ground: theme.mix(tokens.sunken, colour, 0.35) for ground, colour in grounds.items()
        },
        band=theme.mix(tokens.sunken, tokens.surface, 0.35),
        head=QColor(tokens.canvas),
        heads={
            Ground.PLAIN: QColor(tokens.canvas),
            Ground.REST: theme.mix(tokens.weekend, tokens.sunken, 0.6),
            Ground.TODAY: QColor(tokens.today),
        },
        edge=QColor(tokens.line_strong),
        soft=QColor(tokens.text_soft),
        here=QColor(tokens.accent_soft),
        short=QColor(tokens.bad_soft),
        line=QColor(tokens.line),
        outside=QColor(tokens.sunken),
        text=QColor(tokens.text),
        muted=QColor(tokens.text_faint),
        hatch=theme.mix(tokens.text_faint, tokens.surface, 0.45),
        accent=QColor(tokens.accent),
        selection=_clear(tokens.accent, 46 if tokens.dark else 34),
        open=QColor(tokens.bad),
        levels={
            Level.BREACH: QColor(tokens.bad),
            Level.WARNING: QColor(tokens.warn),
        },
        on_level=theme.readable_on(tokens.bad),
        shifts=shift_inks(shifts),
        unknown=_ink(tokens.text_faint),
    )


def shift_inks(shifts: Iterable[ShiftRow]) -> dict[str, ShiftInk]:
    """Colours by code: morning shifts from one part of the palette, later and night ones from
    others, so that a shift that is added does not recolour those of another time of day."""
    mornings, later, nights = (_run(*places) for places in ((0, 3, 4, 6), (1, 5), (2, 7)))
    found: dict[str, ShiftInk] = {}
    for shift in sorted(shifts, key=lambda shift: (shift.start, shift.code)):
        run = nights if shift.night else (mornings if shift.start < _NOON else later)
        found[shift.code] = _ink(next(run))
    return found


def _run(*places: int) -> Iterator[str]:
    series = theme.tokens().series
    return cycle([series[place % len(series)] for place in places])


def _ink(base: str) -> ShiftInk:
    tokens = theme.tokens()
    fill = theme.mix(base, tokens.surface, 0.56 if tokens.dark else 0.62)
    text = theme.mix(base, tokens.text, 0.72)
    if theme.contrast(text, fill) < _READABLE:
        text = theme.readable_on(fill)
    return ShiftInk(fill, text, QColor(base))


def _clear(name: str, alpha: int) -> QColor:
    colour = QColor(name)
    colour.setAlpha(alpha)
    return colour
