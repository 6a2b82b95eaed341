"""What a layout passes over in a file: sheets, lines and columns, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.exchange.layouts import bodies
from app.exchange.layouts.bodies import Line
from app.exchange.layouts.grids import Book, Grid, cell_name
from app.rules.bringing.said import Block, Layout, LeftOut, Shape
from app.rules.vocabulary import Message, msg

_SUM = msg("It counts, and is nobody's line.")
_NOTE = msg("It is a note, and nobody's line.")
_BEFORE = msg("It stands above the roster.")
_AFTER = msg("It stands below the roster.")
_BESIDE = msg("It stands beside the roster.")
_NO_ROSTER = msg("There is no roster in this sheet that could be read.")
_TOO_LARGE = msg("The sheet spans more than a roster does; it was not read.")
HIDDEN_SHEET = msg("The sheet is hidden; it was not read.")
_BLIND = msg(
    "Whether some of it is hidden cannot be seen in a file of this kind; saved as .xlsx, it can."
)
HIDDEN = msg("It is hidden in the file, and was read all the same.")


def passed_over(book: Book, layout: Layout, copies: Mapping[str, Message]) -> Iterator[LeftOut]:
    for grid in book.grids:
        blocks = [block for block in layout.blocks if block.sheet == grid.title]
        if blocks:
            yield from _around(grid, blocks)
        elif grid.rows:
            why = _NO_ROSTER
            if grid.title in copies:
                why = copies[grid.title]
            elif grid.too_large:
                why = _TOO_LARGE
            elif grid.hidden:
                why = HIDDEN_SHEET
            yield LeftOut(grid.title, range_of(0, 0, grid.height - 1, grid.width - 1), "", why)


def says_what_is_hidden(one: LeftOut) -> bool:
    """Whether it says only that something was hidden: that was read all the same."""
    return one.why in (HIDDEN, _BLIND)


def range_of(top: int, left: int, bottom: int, right: int) -> str:
    first, last = cell_name(top, left), cell_name(bottom, right)
    return first if first == last else f"{first}:{last}"


def _around(grid: Grid, blocks: list[Block]) -> Iterator[LeftOut]:
    yield from _hidden(grid, blocks)
    taken = {row for block in blocks for row in _rows(block)}
    last = max(taken)
    for row in range(grid.height):
        texts = [grid.text(row, column) for column in range(len(grid.rows[row]))]
        if not any(texts):
            continue
        if row not in taken:
            head = any(row < block.heading for block in blocks)
            yield _line(grid, row, texts, _BEFORE if head else _AFTER if row > last else _NOTE)
            continue
        for block in blocks:
            if row in _rows(block) and row > block.heading and is_down(block):
                why = _WHY.get(bodies.lines_of(grid, block).get(row, Line.BLANK))
                if why is not None:
                    yield _line(grid, row, texts, why)
    beside = [one for block in blocks for one in _beside(grid, block, blocks)]
    yield from {one.cells: one for one in beside}.values()


_WHY: dict[Line, Message] = {Line.SUM: _SUM, Line.NOTE: _NOTE}


def is_down(block: Block) -> bool:
    return block.shape in (Shape.PEOPLE_DOWN, Shape.SHIFTS_DOWN)


def _rows(block: Block) -> range:
    return range(block.heading, block.last + 1)


def _line(grid: Grid, row: int, texts: list[str], why: Message) -> LeftOut:
    filled = [column for column, text in enumerate(texts) if text]
    value = " ".join(text for text in texts if text)
    return LeftOut(grid.title, range_of(row, filled[0], row, filled[-1]), value[:200], why)


def _beside(grid: Grid, block: Block, blocks: list[Block]) -> Iterator[LeftOut]:
    """Columns of the block's lines that no day and no name stands for."""
    read: set[int | None] = set()
    for other in blocks:
        if other.heading <= block.last and block.heading <= other.last:
            read |= {other.names, other.numbers, *other.columns}
            read |= {place for place, _day in other.days} if is_down(other) else set()
    start: int | None = None
    for column in range(grid.width + 1):
        lines = range(block.heading, block.last + 1)
        mine = column not in read and any(grid.text(row, column) for row in lines)
        if mine and start is None:
            start = column
        elif not mine and start is not None:
            cells = range_of(block.heading, start, block.last, column - 1)
            texts = [grid.text(row, at) for row in lines for at in range(start, column)]
            value = " ".join(filter(None, texts))
            yield LeftOut(grid.title, cells, value[:200], _BESIDE)
            start = None


def _hidden(grid: Grid, blocks: list[Block]) -> Iterator[LeftOut]:
    if grid.hidden:
        yield LeftOut(grid.title, range_of(0, 0, grid.height - 1, grid.width - 1), "", HIDDEN)
    if grid.blind:
        yield LeftOut(grid.title, range_of(0, 0, grid.height - 1, grid.width - 1), "", _BLIND)
    for block in blocks:
        for row in sorted(grid.hidden_rows):
            if block.first <= row <= block.last and any(grid.rows[row]):
                yield LeftOut(
                    grid.title, f"{row + 1}:{row + 1}", grid.text(row, block.names), HIDDEN
                )
        places = {place for place, _day in block.days} if is_down(block) else set(block.columns)
        for column in sorted(grid.hidden_columns & places):
            name = cell_name(0, column)[:-1]
            head = grid.text(block.heading, column)
            yield LeftOut(grid.title, f"{name}:{name}", head, HIDDEN)
