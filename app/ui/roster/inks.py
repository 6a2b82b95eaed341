"""The grid's colours, derived from the theme in force; a shift's from the time of its day."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor

from app.queries.roster.rows import ShiftRow
from app.rules.vocabulary import Level
from app.ui.kit import theme
from app.ui.kit.shift_inks import ink_of, shift_inks
from app.ui.roster.looks import Ground
from app.ui.roster.paint import Inks


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
        unknown=ink_of(tokens.text_faint),
    )


def _clear(name: str, alpha: int) -> QColor:
    colour = QColor(name)
    colour.setAlpha(alpha)
    return colour
