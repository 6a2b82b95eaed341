"""Where a roster stands in a file: its sheets, blocks, headings, people and last lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.exchange.layouts import bodies
from app.exchange.layouts.across import blocks_beside
from app.exchange.layouts.down import blocks_under
from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.hints import UNKNOWN as UNKNOWN
from app.exchange.layouts.hints import Guess as Guess
from app.exchange.layouts.hints import Hints as Hints
from app.exchange.layouts.rivals import SortedOut, sort_out
from app.rules.bringing.said import Block, Layout


def guess(book: Book, today: date, hints: Hints | None = None) -> Guess:
    """Where a roster stands in `book`, as far as it can be seen and `hints` tell."""
    hints = hints or Hints()
    chosen = [grid for grid in book.grids if _is_meant(grid, hints)]
    blocks: list[Block] = []
    for grid in chosen:
        blocks += _in_sheet(book, grid, today, hints)
    found = SortedOut(blocks, {}) if hints.sheets else sort_out(book, blocks)
    undated = tuple(block for block in found.blocks if block.days[0][1].year == UNKNOWN.year)
    return Guess(Layout(tuple(found.blocks)), undated, found.copies, found.rivals)


def redated(block: Block, first: date) -> Block:
    """The block, its days counted on from another first one."""
    by = first - block.days[0][1]
    return replace(block, days=tuple((place, day + by) for place, day in block.days))


def _is_meant(grid: Grid, hints: Hints) -> bool:
    if grid.too_large:
        return False
    return grid.title in hints.sheets if hints.sheets else not grid.hidden


def _in_sheet(book: Book, grid: Grid, today: date, hints: Hints) -> list[Block]:
    down = blocks_under(book, grid, today, hints)
    across = blocks_beside(book, grid, today, hints)
    if hints.shape is not None:
        down = [one for one in down if one.shape is hints.shape]
        across = [one for one in across if one.shape is hints.shape]
    return max(down, across, key=lambda found: sum(bodies.weight(grid, one) for one in found))
