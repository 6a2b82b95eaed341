"""Where a roster stands in a file: its sheets, blocks, headings, people and last lines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from app.exchange.layouts import bodies
from app.exchange.layouts.across import blocks_beside
from app.exchange.layouts.down import blocks_under
from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.hints import UNKNOWN as UNKNOWN
from app.exchange.layouts.hints import Guess as Guess
from app.exchange.layouts.hints import Hints as Hints
from app.rules.bringing.said import Block, Layout

_COPY = re.compile(r"duplicate|copy|backup|old\b|备份|備份|副本|旧|舊|作废|存档|原", re.IGNORECASE)


def guess(book: Book, today: date, hints: Hints | None = None) -> Guess:
    """Where a roster stands in `book`, as far as it can be seen and `hints` tell."""
    hints = hints or Hints()
    chosen = [grid for grid in book.grids if _is_meant(grid, hints)]
    blocks: list[Block] = []
    for grid in chosen:
        blocks += _in_sheet(book, grid, today, hints)
    blocks, copies = _without_copies(book, blocks, hints)
    undated = tuple(block for block in blocks if block.days[0][1].year == UNKNOWN.year)
    return Guess(Layout(tuple(blocks)), undated, copies)


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


def _without_copies(
    book: Book, blocks: list[Block], hints: Hints
) -> tuple[list[Block], tuple[str, ...]]:
    """Of sheets that hold the same people on the same days, those that are named as copies go."""
    if hints.sheets:
        return blocks, ()
    by_sheet: dict[str, list[Block]] = {}
    for block in blocks:
        by_sheet.setdefault(block.sheet, []).append(block)
    marks = {title: _places(book.grid(title), found) for title, found in by_sheet.items()}
    copies: list[str] = []
    for title, mine in marks.items():
        for other, theirs in marks.items():
            again = other != title and other not in copies and len(mine & theirs) * 2 > len(mine)
            if again and _COPY.search(title) and not _COPY.search(other):
                copies.append(title)
                break
    return [block for block in blocks if block.sheet not in copies], tuple(copies)


def _places(grid: Grid, blocks: list[Block]) -> set[tuple[str, date]]:
    return {
        (label, day)
        for block in blocks
        for label in bodies.labels(grid, block)
        for _place, day in block.days
    }
