"""That every cell of a sheet with a roster is read or named: what nothing accounts for is named
here, and asked where it speaks as the roster does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from app.exchange.layouts import bodies
from app.exchange.layouts.bodies import Line
from app.exchange.layouts.grids import Book, Grid, Place
from app.exchange.layouts.passing import is_down, range_of, says_what_is_hidden
from app.rules.bringing.said import Block, Entry, Layout, LeftOut, Shape
from app.rules.bringing.words import is_name
from app.rules.vocabulary import msg

NOT_READ = msg("It was not read.")
LOST = msg("A name and a shift stand here, and no roster holds them; it was not read.")
_RANGE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
_READ = (Line.BODY, Line.BLANK, Line.WEEKDAYS)


def unaccounted(
    book: Book, layout: Layout, entries: Sequence[Entry], named: Iterable[LeftOut]
) -> tuple[list[LeftOut], list[LeftOut]]:
    """What is to be left out, and what is a problem, beyond what is `named` of either."""
    left: list[LeftOut] = []
    problems: list[LeftOut] = []
    said = [one for one in named if not says_what_is_hidden(one)]
    for grid in book.grids:
        blocks = [block for block in layout.blocks if block.sheet == grid.title]
        if not blocks:
            continue
        mine = [one for one in entries if one.sheet == grid.title]
        words = {one.word for one in mine} - {""}
        people = {one.person for one in mine}
        read = {place for block in blocks for place in _read(grid, block)}
        told = {place for one in said if one.sheet == grid.title for place in _within(one.cells)}
        for row in range(grid.height):
            rest = [column for column, text in _filled(grid, row) if (row, column) not in read]
            texts = [grid.text(row, column) for column in rest]
            lost = words & set(texts) and any(t in people or is_name(t) for t in set(texts) - words)
            silent = [column for column in rest if (row, column) not in told]
            if silent:
                cells = range_of(row, silent[0], row, silent[-1])
                one = LeftOut(grid.title, cells, " ".join(texts)[:200], LOST if lost else NOT_READ)
                (problems if lost else left).append(one)
    return left, problems


def _filled(grid: Grid, row: int) -> Iterator[tuple[int, str]]:
    for column in range(len(grid.rows[row])):
        if grid.raw(row, column) is not None and (text := grid.text(row, column)):
            yield column, text


def _read(grid: Grid, block: Block) -> Iterator[Place]:
    """The places that the block reads, and its headings."""
    places = {block.names, block.numbers} - {None}
    if is_down(block):
        columns = {*places, *(place for place, _day in block.days)}
        lines = bodies.lines_of(grid, block)
        rows = [block.heading, *(row for row, line in lines.items() if line in _READ)]
        heads = range(block.heading + 1, block.first)
        rows += [row for row in heads if bodies.says_days_again(grid, block, row)]
    else:
        columns = {*places, *block.columns}
        rows = [block.heading, *(row for row, _day in block.days)]
    for row in rows:
        if block.shape is not Shape.LIST or row == block.heading or _is_whole(grid, block, row):
            yield from ((row, column) for column in columns if column is not None)


def _is_whole(grid: Grid, block: Block, row: int) -> bool:
    """Whether a list's line has somebody and a shift."""
    sides = (block.names, block.numbers)
    somebody = any(grid.text(row, column) for column in sides if column is not None)
    return somebody and bool(grid.text(row, block.columns[0]))


def _within(cells: str) -> Iterator[Place]:
    match = _RANGE.fullmatch(cells)
    if match is None:
        return
    top, left = int(match[2]) - 1, _column(match[1])
    bottom, right = (int(match[4]) - 1, _column(match[3])) if match[3] else (top, left)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield row, column


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
