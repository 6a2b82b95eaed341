"""Which teams' months can be put on paper at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.reading.roster.month import read_paper


@dataclass(frozen=True, slots=True)
class Printable:
    """The scopes in which somebody has a shift: as published, and with the drafts."""

    published: frozenset[str]
    drafted: frozenset[str]


def printable(ctx: Context, month: date) -> Printable:
    """Of the month, as far as the actor may see it."""
    return Printable(_rostered(ctx, month, draft=False), _rostered(ctx, month, draft=True))


def _rostered(ctx: Context, month: date, *, draft: bool) -> frozenset[str]:
    return frozenset(
        block.scope
        for block in read_paper(ctx, month, draft=draft).rows.teams
        if any(cell.code for line in block.lines for cell in line.cells)
    )
