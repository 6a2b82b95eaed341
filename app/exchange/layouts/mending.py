"""What must be mended in a file, or told, before its roster can be taken without losing a shift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.exchange.layouts import bodies
from app.exchange.layouts.bodies import Line
from app.exchange.layouts.grids import Book, Grid, cell_name
from app.exchange.layouts.names import names_in
from app.exchange.layouts.passing import is_down, range_of
from app.rules.bringing.said import Block, Layout, LeftOut, Shape
from app.rules.bringing.words import is_name
from app.rules.vocabulary import msg

_NOBODY = msg("There are words here and no name beside them.")
_NO_DAY = msg(
    "There are words under a heading that is no day; give the column its day, or clear it."
)
UNRECKONED = msg("The formula was never reckoned; open the file in Excel and save it.")
ERROR = msg("The formula ends in an error; mend it or type the value.")
CUT = msg("Excel keeps 15 digits of a number; the rest was lost. Type it as text.")
_NO_DAY_HERE = msg("There is a person in this line and no day that could be read.")
_TWICE = msg("This day stands twice in the headings; each entry under it is taken twice.")


def problems(book: Book, layout: Layout) -> Iterator[LeftOut]:
    """In the order of the file: where it stands, what stands there, and why that is a problem."""
    for grid in book.grids:
        blocks = [block for block in layout.blocks if block.sheet == grid.title]
        found: dict[tuple[str, str], LeftOut] = {}
        for block in blocks:
            for one in _of_block(grid, block, blocks):
                found.setdefault((one.cells, one.why.msgid), one)
        yield from found.values()
        if not blocks and not grid.hidden:
            yield from _never_reckoned(grid)


def _of_block(grid: Grid, block: Block, blocks: list[Block]) -> Iterator[LeftOut]:
    yield from _unread(grid, block)
    if is_down(block):
        yield from _twice(grid, block, blocks)
        yield from _undated(grid, block, blocks)
        yield from _nobody(grid, block)
    else:
        yield from _lines_without_day(grid, block, blocks)
        yield from _columns_without_head(grid, block)
    yield from _cut(grid, block)


def _unread(grid: Grid, block: Block) -> Iterator[LeftOut]:
    for places, why in ((grid.unvalued, UNRECKONED), (grid.errors, ERROR)):
        for row, column in sorted(places):
            if block.heading <= row <= block.last and _concerns(block, row, column):
                yield LeftOut(grid.title, cell_name(row, column), "", why)


def _concerns(block: Block, row: int, column: int) -> bool:
    if row == block.heading:
        return not is_down(block) or column > min(place for place, _day in block.days)
    if column in (block.names, block.numbers):
        return True
    if is_down(block):
        return block.days[0][0] <= column <= block.days[-1][0]
    return column in block.columns


def _never_reckoned(grid: Grid) -> Iterator[LeftOut]:
    """A sheet of formulas without values may be a roster of which nothing is known."""
    for row, column in sorted(grid.unvalued)[:1]:
        yield LeftOut(grid.title, cell_name(row, column), "", UNRECKONED)


def _twice(grid: Grid, block: Block, blocks: list[Block]) -> Iterator[LeftOut]:
    """A day for which two columns stand beside the same names."""
    seen: dict[date, int] = {}
    mine = [one for one in blocks if one.heading == block.heading and one.names == block.names]
    for place, day in sorted(one for other in mine for one in other.days):
        if seen.setdefault(day, place) != place:
            text = grid.text(block.heading, place)
            yield LeftOut(grid.title, cell_name(block.heading, place), text, _TWICE)


def _undated(grid: Grid, block: Block, blocks: list[Block]) -> Iterator[LeftOut]:
    """Words of the roster within the days under a heading that is no day, or just beside them
    under none."""
    rows = bodies.body_rows(grid, block)
    same = [one for one in blocks if one.heading == block.heading and one.names == block.names]
    days = {place for one in same for place, _day in one.days}
    words = {grid.text(row, place) for row in rows for place in days} - {""}
    taken = days | {one.names for one in blocks} | {one.numbers for one in blocks}
    for column in range(min(days), min(max(days) + 3, grid.width)):
        if column in taken or (column > max(days) and grid.text(block.heading, column)):
            continue
        lost = [row for row in rows if grid.text(row, column) in words]
        if lost:
            cells = range_of(lost[0], column, lost[-1], column)
            values = dict.fromkeys(grid.text(row, column) for row in lost)
            yield LeftOut(grid.title, cells, " ".join(values)[:200], _NO_DAY)


def _nobody(grid: Grid, block: Block) -> Iterator[LeftOut]:
    lines = bodies.lines_of(grid, block)
    places = [place for place, _day in block.days]
    words = {grid.text(row, at) for row in bodies.body_rows(grid, block) for at in places}
    below = []
    for row in range(block.last + 1, grid.height):
        texts = {grid.text(row, place) for place in places} - {""}
        if not texts:
            break
        named = grid.text(row, block.names) or any(grid.text(row, at) for at in range(places[0]))
        shared = texts <= words or _are_people(block, texts)
        if shared and not named and not bodies.are_weekdays(sorted(texts)):
            below.append(row)
    for row in [*(row for row, line in lines.items() if line is Line.NOBODY), *below]:
        filled = [place for place in places if grid.text(row, place)]
        value = " ".join(grid.text(row, place) for place in filled)
        cells = range_of(row, filled[0], row, filled[-1])
        yield LeftOut(grid.title, cells, value[:200], _NOBODY)


def _are_people(block: Block, texts: set[str]) -> bool:
    """Whether cells name people under whom a shift stands down: of a shift said once, above."""
    if block.shape is not Shape.SHIFTS_DOWN:
        return False
    return all(is_name(name) for text in texts for name in names_in(text))


def _lines_without_day(grid: Grid, block: Block, blocks: list[Block]) -> Iterator[LeftOut]:
    """Lines among those of the days that say something and have no day."""
    dated = {row for row, _day in block.days}
    elsewhere = {row for other in blocks for row, _day in other.days} - dated
    column = None if block.shape is Shape.LIST else block.names
    columns = [*block.columns, *([block.names] if block.shape is Shape.LIST else [])]
    words = {grid.text(row, at) for row in dated for at in block.columns} - {""}
    for row in range(block.first, grid.height):
        texts = [grid.text(row, at) for at in columns]
        if row > block.last and (row in elsewhere or not any(texts)):
            break
        if row in dated or not words & {grid.text(row, at) for at in block.columns}:
            continue
        if column is not None and _is_sum(grid.text(row, column)):
            continue
        value = " ".join(filter(None, texts))
        cells = range_of(row, min(columns), row, max(columns))
        yield LeftOut(grid.title, cells, value[:200], _NO_DAY_HERE)


def _is_sum(label: str) -> bool:
    return bool(label) and bodies.is_sum(label)


def _columns_without_head(grid: Grid, block: Block) -> Iterator[LeftOut]:
    """Words of the roster beside the days under no heading: of nobody, or of no shift."""
    if block.shape is Shape.LIST:
        return
    rows = [row for row, _day in block.days]
    words = {grid.text(row, at) for row in rows for at in block.columns} - {""}
    for column in range(block.names + 1, min(max(block.columns) + 3, grid.width)):
        if column in block.columns or grid.text(block.heading, column):
            continue
        lost = [row for row in rows if grid.text(row, column) in words]
        if lost:
            values = dict.fromkeys(grid.text(row, column) for row in lost)
            cells = range_of(lost[0], column, lost[-1], column)
            yield LeftOut(grid.title, cells, " ".join(values)[:200], _NOBODY)


def _cut(grid: Grid, block: Block) -> Iterator[LeftOut]:
    column = block.numbers if block.numbers is not None else block.names
    for row in range(block.first, block.last + 1):
        value = grid.raw(row, column)
        if isinstance(value, int | float) and abs(value) >= 1e15:
            yield LeftOut(grid.title, cell_name(row, column), grid.text(row, column), CUT)
