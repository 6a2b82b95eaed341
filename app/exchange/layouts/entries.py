"""The entries of a block, in whatever shape it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.exchange.layouts import bodies
from app.exchange.layouts.grids import Grid, cell_name
from app.exchange.layouts.names import are_single, names_in
from app.exchange.layouts.times import Times, one_time
from app.rules.bringing.said import Block, Entry, Shape


def entries_of(grid: Grid, block: Block) -> tuple[list[Entry], dict[str, Times]]:
    """Every entry, blank ones too, and the times that a list states beside its words."""
    match block.shape:
        case Shape.PEOPLE_DOWN:
            return list(_people_down(grid, block)), {}
        case Shape.SHIFTS_DOWN:
            return list(_shifts_down(grid, block)), {}
        case Shape.PEOPLE_ACROSS:
            return list(_people_across(grid, block)), {}
        case Shape.SHIFTS_ACROSS:
            return list(_shifts_across(grid, block)), {}
        case Shape.LIST:
            return _listed(grid, block)


def _people_down(grid: Grid, block: Block) -> Iterator[Entry]:
    for row in bodies.body_rows(grid, block):
        person, number = _who(grid, block, row)
        for place, day in block.days:
            yield from _one(grid, row, place, person, number, day)


def _who(grid: Grid, block: Block, row: int) -> tuple[str, str]:
    number = grid.text(row, block.numbers) if block.numbers is not None else ""
    return grid.text(row, block.names) or number, number


def _one(grid: Grid, row: int, column: int, person: str, number: str, day: date) -> Iterator[Entry]:
    first = grid.merged.get((row, column), (row, column))
    yield Entry(person, number, day, grid.text(row, column), grid.title, cell_name(*first))


def _shifts_down(grid: Grid, block: Block) -> Iterator[Entry]:
    single = are_single(cell for cells in bodies.cells_by_day(grid, block) for cell in cells)
    for row in bodies.body_rows(grid, block):
        word = grid.text(row, block.names)
        for place, day in block.days:
            for person in names_in(bodies.written(grid, row, place), single=single):
                yield Entry(person, "", day, word, grid.title, cell_name(row, place))


def _people_across(grid: Grid, block: Block) -> Iterator[Entry]:
    for row, day in block.days:
        for column in block.columns:
            yield from _one(grid, row, column, grid.text(block.heading, column), "", day)


def _shifts_across(grid: Grid, block: Block) -> Iterator[Entry]:
    cells = [bodies.written(grid, row, at) for row, _day in block.days for at in block.columns]
    single = are_single(cells)
    for row, day in block.days:
        for column in block.columns:
            for person in names_in(bodies.written(grid, row, column), single=single):
                word = grid.text(block.heading, column)
                yield Entry(person, "", day, word, grid.title, cell_name(row, column))


def _listed(grid: Grid, block: Block) -> tuple[list[Entry], dict[str, Times]]:
    entries: list[Entry] = []
    spans: dict[str, set[Times]] = {}
    for row, day in block.days:
        person, number = _who(grid, block, row)
        words = [grid.text(row, column) for column in block.columns]
        if not person or not words[0]:
            continue
        word = words[0]
        if len(words) > 1 and words[-1]:
            start = one_time(grid.at(row, block.columns[-2]), words[-2])
            end = one_time(grid.at(row, block.columns[-1]), words[-1])
            if start is not None and end is not None:
                word = word if len(words) == 3 else f"{start:%H:%M}-{end:%H:%M}"
                spans.setdefault(word, set()).add((start, end))
        cell = cell_name(row, block.columns[0])
        for one in names_in(person) if number == "" else [person]:
            entries.append(Entry(one, number, day, word, grid.title, cell))
    return entries, {word: next(iter(pairs)) for word, pairs in spans.items() if len(pairs) == 1}
