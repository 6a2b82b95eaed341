"""Blocks whose days stand along a line: people, or shifts, stand down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.exchange.layouts import bodies
from app.exchange.layouts.dating import dated
from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.headings import Run, runs
from app.exchange.layouts.hints import (
    NAME_HEAD,
    NUMBER_HEAD,
    SHIFT_HEAD,
    UNKNOWN,
    WORD_HEAD,
    Hints,
    disjoint,
    long_enough,
    over,
    ways_of,
)
from app.exchange.layouts.names import names_in
from app.rules.bringing.said import Block, Shape
from app.rules.bringing.words import is_name


def blocks_under(book: Book, grid: Grid, today: date, hints: Hints) -> list[Block]:
    lines = list(_heading_lines(grid, hints))
    found: list[Block] = []
    for at, (row, run) in enumerate(lines):
        last = next((other - 1 for other, next_run in lines[at + 1 :] if over(run, next_run)),
                    grid.height - 1)  # fmt: skip
        before = [other.places[-1] for line, other in lines[:at] if line == row]
        block = _block_under(grid, row, run, last, hints, after=max(before, default=-1))
        if block is not None:
            found.append(dated(book, grid, block, run, found, today, hints))
    return found


def _heading_lines(grid: Grid, hints: Hints) -> Iterator[tuple[int, Run]]:
    """Lines with a run of days; a second one just under the first says the same again."""
    before: tuple[int, Run] | None = None
    for row in range(grid.height):
        if hints.heading is not None and row != hints.heading:
            continue
        cells = [
            (c, ways_of(grid, row, c), grid.at(row, c) is None) for c in range(len(grid.rows[row]))
        ]
        if not any(ways for _c, ways, _b in cells):
            continue
        least = _FEW if _calls_people(grid, row) else None
        here = disjoint(runs(cells))
        beside = sum(len(run.places) for run in here if long_enough(run, least))
        for run in here:
            if not long_enough(run, 1 if before and _goes_on(grid, before, row, run) else least):
                continue
            if run.plain and beside * 3 < 2 * sum(bool(ways) for _c, ways, _b in cells):
                continue  # sums, of which some count on by chance
            if before is not None and row - before[0] <= 2 and over(run, before[1]):
                continue  # weekdays shown of the same dates, or sums that count
            before = (row, run)
            yield row, run


_FEW = 3
"""So many days are a line of days where it calls its people as well."""


def _calls_people(grid: Grid, row: int) -> bool:
    """Whether a line is one of headings by the name over its people."""
    texts = [grid.text(row, column) for column in range(min(len(grid.rows[row]), 6))]
    return any(
        one.search(text) and not _is_long(text)
        for one in (NAME_HEAD, NUMBER_HEAD)
        for text in texts
    )


def _goes_on(grid: Grid, before: tuple[int, Run], row: int, run: Run) -> bool:
    """A further block's days begin where those of the block above end, under the same heading."""
    above, earlier = before
    last, first, place = earlier.readings[-1], run.readings[0], run.places[0]
    if place != earlier.places[0] or first.form != last.form:
        return False
    if len(run.places) == 1 and grid.text(row, place - 1) != grid.text(above, place - 1):
        return False
    return first.day == (last.day + 1 if last.day < 28 or first.day > 1 else 1)


def _block_under(
    grid: Grid, row: int, run: Run, last: int, hints: Hints, *, after: int = -1
) -> Block | None:
    first = row + 1
    if hints.lines is not None:
        first, last = hints.lines
    names, numbers = _own_columns(grid, row, run, after, range(first, last + 1))
    if names is None:
        names, numbers = _columns_of_people(grid, row, run, first, last)
    if hints.names is not None:
        names = hints.names
    if hints.numbers is not None:
        numbers = hints.numbers
    if names is None:
        names, numbers = numbers, None
    if names is None:
        return None
    days = tuple((place, UNKNOWN + timedelta(days=at)) for at, place in enumerate(run.places))
    whole = Block(
        grid.title, Shape.PEOPLE_DOWN, row, first, last, names=names, days=days, numbers=numbers
    )
    block = bodies.trimmed(grid, whole)
    if block is None:
        return None
    shape = hints.shape or _down_shape(grid, block)
    if shape is Shape.SHIFTS_DOWN:
        block = replace(block, shape=shape, numbers=None)
        called = _headed(SHIFT_HEAD, grid, row, list(range(run.places[0])))
        if hints.names is None and called is not None and _texts(grid, called, first, last):
            block = bodies.trimmed(grid, replace(whole, shape=shape, numbers=None, names=called))
    return block


def _own_columns(
    grid: Grid, row: int, run: Run, after: int, lines: range
) -> tuple[int | None, int | None]:
    """The names of a block that stands beside another: between that one's days and its own."""
    for column in range(run.places[0] - 1, after, -1) if after >= 0 else ():
        texts = _texts(grid, column, lines[0], lines[-1])
        if texts and (
            NAME_HEAD.search(grid.text(row, column)) or sum(map(is_name, texts)) * 2 > len(texts)
        ):
            return column, None
    return None, None


def _columns_of_people(
    grid: Grid, row: int, run: Run, first: int, last: int
) -> tuple[int | None, int | None]:
    """The columns of the names and of the numbers, left of the days (or right, where none is)."""
    left = list(range(run.places[0]))
    sides = left if any(_texts(grid, c, first, last) for c in left) else []
    sides = sides or list(range(run.places[-1] + 1, grid.width))
    numbers = _headed(NUMBER_HEAD, grid, row, sides)
    if numbers is not None and not _identifies(grid, numbers, first, last):
        numbers = None
    sides = [c for c in sides if c != numbers and _texts(grid, c, first, last)]
    named = _headed(NAME_HEAD, grid, row, sides)
    if named is not None:
        return named, numbers
    rest = [c for c in sides if not _counts(grid, c, first, last)]
    best = max(rest, key=lambda c: (_likeness(grid, c, first, last), c), default=None)
    if best is None or not _texts(grid, best, first, last):
        return None, numbers
    return best, numbers


def _headed(wanted: re.Pattern[str], grid: Grid, row: int, columns: list[int]) -> int | None:
    """The first of `columns` that is called so: in the line of the days, or else near it."""
    for line in (row, row - 1, row + 1, row - 2, row + 2):
        for column in columns if line >= 0 else ():
            text = grid.text(line, column)
            if wanted.search(text) and not text.startswith("Unnamed") and not _is_long(text):
                return column
    return None


def _is_long(text: str) -> bool:
    return len(text) > 24


def _identifies(grid: Grid, column: int, first: int, last: int) -> bool:
    return bool(_texts(grid, column, first, last)) and not _counts(grid, column, first, last)


def _texts(grid: Grid, column: int, first: int, last: int) -> list[str]:
    found = (grid.text(row, column) for row in range(first, last + 1))
    return [text for text in found if text]


def _counts(grid: Grid, column: int, first: int, last: int) -> bool:
    """Whether a column only numbers its lines: 1, 2, 3 …"""
    texts = _texts(grid, column, first, last)
    numbers = [int(text) for text in texts if text.isdigit()]
    return len(numbers) > 1 and len(numbers) * 2 > len(texts) and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    ) and numbers[0] <= 1  # fmt: skip


def _likeness(grid: Grid, column: int, first: int, last: int) -> float:
    texts = _texts(grid, column, first, last)
    if not texts:
        return -1.0
    names = sum(map(is_name, texts)) / len(texts)
    return names + len(set(texts)) / (last - first + 1)


def _down_shape(grid: Grid, block: Block) -> Shape:
    """Whether people stand down and shifts in the cells, or shifts down and people in the cells."""
    labels, columns = bodies.labels(grid, block), bodies.cells_by_day(grid, block)
    inside = [name for cells in columns for cell in cells for name in names_in(cell)]
    if not inside or not labels:
        return Shape.PEOPLE_DOWN
    as_names = sum(map(is_name, inside)) / len(inside)
    down = sum(map(is_name, labels)) / len(labels)
    again = [1 - len(set(cells)) / len(cells) for cells in columns if len(cells) > 1]
    doubled = sum(again) / len(again) if again else 0.0
    few = len(set(inside)) <= max(6, len(set(labels)))
    several = sum(len(names_in(cell)) > 1 for cells in columns for cell in cells)
    if as_names >= 0.9 and not few and several * 3 > sum(map(len, columns)):
        return Shape.SHIFTS_DOWN
    if as_names >= 0.7 and down < 0.5 and doubled < 0.34:
        return Shape.SHIFTS_DOWN
    if as_names >= 0.9 and doubled < 0.1 and not few and any(map(WORD_HEAD.search, labels)):
        return Shape.SHIFTS_DOWN
    return Shape.PEOPLE_DOWN
