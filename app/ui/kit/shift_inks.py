"""The colours of shifts, the same on every page: derived from the theme, by the time of day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from itertools import cycle

from PySide6.QtGui import QColor

from app.queries.roster.rows import ShiftRow
from app.ui.kit import theme

_NOON = time(12)
_READABLE = 4.5
"""The contrast that small text needs (WCAG AA)."""


@dataclass(frozen=True, slots=True)
class ShiftInk:
    """One shift's colours: its fill, the text that is readable on it, and itself as a line."""

    fill: QColor
    text: QColor
    line: QColor


def shift_inks(shifts: Iterable[ShiftRow]) -> dict[str, ShiftInk]:
    """Colours by code: morning shifts from one part of the palette, later and night ones from
    others, so that a shift that is added does not recolour those of another time of day."""
    mornings, later, nights = (_run(*places) for places in ((0, 3, 4, 6), (1, 5), (2, 7)))
    found: dict[str, ShiftInk] = {}
    for shift in sorted(shifts, key=lambda shift: (shift.start, shift.code)):
        run = nights if shift.night else (mornings if shift.start < _NOON else later)
        found[shift.code] = ink_of(next(run))
    return found


def _run(*places: int) -> Iterator[str]:
    series = theme.tokens().series
    return cycle([series[place % len(series)] for place in places])


def ink_of(base: str) -> ShiftInk:
    """The colours around one of the theme's; its text is readable on the fill (WCAG AA)."""
    tokens = theme.tokens()
    fill = theme.mix(base, tokens.surface, 0.56 if tokens.dark else 0.62)
    text = theme.mix(base, tokens.text, 0.72)
    if theme.contrast(text, fill) < _READABLE:
        text = theme.readable_on(fill)
    return ShiftInk(fill, text, QColor(base))
