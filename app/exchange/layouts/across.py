"""Blocks whose days stand down a column: people or shifts stand across, or it is a list."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from app.exchange.layouts import bodies
from app.exchange.layouts.dating import dated
from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.headings import Reading, Run, runs
from app.exchange.layouts.hints import (
    DATE_HEAD,
    NAME_HEAD,
    NUMBER_HEAD,
    OTHER_DATE,
    REMARK_HEAD,
    UNKNOWN,
    WORD_HEAD,
    Hints,
    disjoint,
    long_enough,
    ways_of,
)
from app.exchange.layouts.names import names_in
from app.rules.bringing.said import Block, Shape
from app.rules.bringing.words import is_name


def blocks_beside(book: Book, grid: Grid, today: date, hints: Hints) -> list[Block]:
    found: list[Block] = []
    for column in range(min(grid.width, 60)):
        if hints.names is not None and hints.shape in _ACROSS and column != hints.names:
            continue
        cells = [
            (r, ways_of(grid, r, column), _is_blank(grid, r, column)) for r in range(grid.height)
        ]
        if sum(bool(ways) for _r, ways, _b in cells) < 2:
            continue
        if any(OTHER_DATE.search(grid.text(row, column)) for row in range(min(12, grid.height))):
            continue
        runs_here = _down_runs(grid, column, cells)
        whole = _as_one(grid, column, cells)
        block = _block_beside(grid, column, whole, hints) if whole else None
        apart = block is not None and not any(_meets(block, other) for other in found)
        if whole and block and block.shape is Shape.LIST and apart:
            found.append(dated(book, grid, block, whole, found, today, hints, down=True))
            continue
        for run in runs_here:
            block = _block_beside(grid, column, run, hints)
            if block is not None and not any(_meets(block, other) for other in found):
                found.append(dated(book, grid, block, run, found, today, hints, down=True))
    return found


def _is_blank(grid: Grid, row: int, column: int) -> bool:
    """Whether nothing stands there, or what is merged down from above."""
    first = grid.merged.get((row, column), (row, column))
    return grid.at(row, column) is None or (first[1] == column and first[0] < row)


_ACROSS = (Shape.PEOPLE_ACROSS, Shape.SHIFTS_ACROSS)


def _meets(block: Block, other: Block) -> bool:
    if block.shape is other.shape is Shape.LIST and not _of(block) & _of(other):
        return False
    return block.first <= other.last and other.first <= block.last


def _of(block: Block) -> set[int | None]:
    return {block.names, *block.columns}


def _own(grid: Grid, row: int, column: int) -> range:
    """The columns of a list that stands beside others: between two of which the heading of the
    days is the same."""
    head = grid.text(row, column)
    same = [at for at in range(grid.width) if head and grid.text(row, at) == head]
    if len(same) < 2:
        return range(grid.width)
    before = same[0] if same[0] < same[1] - same[0] else 0
    after = [at for at in same if at > column]
    return range(column - before, after[0] - before if after else grid.width)


def _down_runs(grid: Grid, column: int, cells: list[tuple[int, list[Reading], bool]]) -> list[Run]:
    strict = [run for run in runs(cells) if long_enough(run)]
    strict = [run for run in strict if not run.plain or _is_days(grid, run.places[0], column)]
    loose = [run for run in runs(cells, repeats=True) if not run.plain and long_enough(run)]
    return disjoint([run for run in (*loose, *strict) if _is_said(grid, run, column)])


def _is_said(grid: Grid, run: Run, column: int) -> bool:
    """Whether Excel's numbers of days down a column are days: employees' numbers are like them."""
    return run.form != "serial" or _is_days(grid, min(run.places), column)


def _as_one(grid: Grid, column: int, cells: list[tuple[int, list[Reading], bool]]) -> Run | None:
    """Dates down a column, in whatever order: a list that is not by date. Its days are put in
    their order, so that each is told from the first; None where they are in it."""
    best: list[tuple[int, Reading]] = []
    for form in dict.fromkeys(way.form for _row, ways, _blank in cells for way in ways):
        found = [(row, way) for row, ways, _b in cells for way in ways if way.form == form]
        named = all(way.month is not None for _row, way in found)
        if named and (len(found), -_spanned(found)) > (len(best), -_spanned(best)):
            best = found
    first = best[0][0] if best else 0
    strange = sum(not ways and not blank for row, ways, blank in cells if row > first)
    if len(best) < 2 or strange * 4 > len(best):
        return None
    ordered = _in_order(best)
    run = Run(tuple(row for row, _way in ordered), tuple(way for _row, way in ordered))
    return run if ordered != best and _is_said(grid, run, column) else None


def _in_order(found: list[tuple[int, Reading]]) -> list[tuple[int, Reading]]:
    """By date; where no year stands, from behind the widest gap, so that January follows
    December."""
    ordered = sorted(found, key=lambda one: (_on(one[1]), one[0]))
    if any(way.year is not None for _row, way in ordered):
        return ordered
    days = [_on(way) for _row, way in ordered]
    gaps = [after - before for before, after in zip(days, [*days[1:], days[0] + 366], strict=True)]
    cut = (gaps.index(max(gaps)) + 1) % len(ordered)
    return ordered[cut:] + ordered[:cut]


def _spanned(found: list[tuple[int, Reading]]) -> int:
    ordered = [_on(way) for _row, way in found]
    return max(ordered) - min(ordered) if ordered else 0


def _on(one: Reading) -> int:
    """The day's number; of one without a year within a leap year."""
    return date(one.year or 2024, one.month or 1, one.day).toordinal()


def _is_days(grid: Grid, row: int, column: int) -> bool:
    """Whether bare numbers down a column are days: their heading says so."""
    return any(DATE_HEAD.search(grid.text(at, column)) for at in range(max(row - 3, 0), row))


def _block_beside(grid: Grid, column: int, run: Run, hints: Hints) -> Block | None:
    first, last = min(run.places), max(run.places)
    heading = _head_line(grid, first, column)
    days = tuple((place, UNKNOWN + timedelta(days=at)) for at, place in enumerate(run.places))
    block = Block(grid.title, Shape.LIST, heading, first, last, column, days)
    several = len(set(map(_same, run.readings))) < len(run.places)
    spread = _filled_down(grid, block)
    listed = _as_list(grid, spread, several=several or len(spread.days) > len(block.days))
    if hints.shape is Shape.LIST or (hints.shape is None and listed is not None):
        return listed
    columns = _columns_across(grid, block)
    if not columns:
        return None
    block = replace(block, columns=columns)
    return replace(block, shape=hints.shape or _across_shape(grid, block))


def _filled_down(grid: Grid, block: Block) -> Block:
    """The block with the lines under each day that have something beside a blank day: its day
    stands once, above them."""
    starts = dict(block.days)
    beside = slice(block.names + 1, _own(grid, block.heading, block.names).stop)
    spread: list[tuple[int, date]] = []
    for row in range(block.first, grid.height):
        day = starts.get(grid.merged.get((row, block.names), (row, 0))[0])
        if day is not None:
            spread.append((row, day))
        elif grid.text(row, block.names) or not any(grid.rows[row][beside]):
            if row > block.last:
                break
        else:
            spread.append((row, spread[-1][1]))
    return replace(block, last=spread[-1][0], days=tuple(spread))


def _same(one: Reading) -> tuple[int | None, int | None, int]:
    return one.year, one.month, one.day


def _head_line(grid: Grid, first: int, column: int) -> int:
    """The line of the headings above the first day: the nearest with texts beside the days."""
    for row in range(first - 1, max(first - 4, -1), -1):
        beside = [grid.text(row, c) for c in range(column + 1, grid.width)]
        if any(text and not text.replace(".", "").isdigit() for text in beside):
            return row
    return max(first - 1, 0)


def _as_list(grid: Grid, block: Block, *, several: bool) -> Block | None:
    """The block as a list: one column of names, and one of words or of times from and to."""
    rows = [row for row, _day in block.days]
    names = numbers = None
    times: list[int] = []
    for column in _own(grid, block.heading, block.names):
        texts = [grid.text(row, column) for row in rows if grid.text(row, column)]
        if column == block.names or len(texts) * 2 < len(rows):
            continue
        head = grid.text(block.heading, column)
        people = [name for text in texts for name in names_in(text)] or texts
        like = sum(map(is_name, people)) / len(people)
        if NUMBER_HEAD.search(head):
            numbers = column
        elif names is None and (NAME_HEAD.search(head) or like > 0.8) and like >= 0.5:
            names = column
        elif WORD_HEAD.search(head) or bodies.are_words(texts):
            times.append(column)
    words = times[:1]
    if len(times) > 1 and bodies.are_times(grid, rows, times[:2]):
        words = times[:2]
    elif len(times) > 2 and bodies.are_times(grid, rows, times[1:3]):
        words = times[:3]
    if (names is None and numbers is None) or not words:
        return None
    if not several and not WORD_HEAD.search(grid.text(block.heading, words[0])):
        return None
    return replace(block, names=names if names is not None else numbers or 0,
                   numbers=numbers, columns=tuple(words))  # fmt: skip


def _columns_across(grid: Grid, block: Block) -> tuple[int, ...]:
    """The columns of people (or shifts) beside the days, whoever stands first among them."""
    told = _told_across(grid, block)
    everywhere = Counter(text for texts in told.values() for text in set(texts))
    known = {text for text, columns in everywhere.items() if columns > 1}
    return tuple(
        column
        for at, (column, texts) in enumerate(told.items())
        if at == 0 or _belongs(grid.text(block.heading, column), texts, known)
    )


def _told_across(grid: Grid, block: Block) -> dict[int, list[str]]:
    """What stands in each column beside the days that may be of a person or a shift."""
    rows = [row for row, _day in block.days]
    told: dict[int, list[str]] = {}
    for column in range(block.names + 1, grid.width):
        head = grid.text(block.heading, column)
        texts = [bodies.written(grid, row, column) for row in rows if grid.text(row, column)]
        dated = sum(bool(ways_of(grid, row, column)) for row in rows)
        if told and ((not head and not texts) or dated * 2 > len(rows)):
            break  # what stands behind a gap, or behind other days, is of another block
        if not head or not texts or REMARK_HEAD.search(head):
            continue
        if not bodies.are_weekdays(texts) and not bodies.are_numbers(grid, rows, column):
            told[column] = texts
    return told


def _belongs(head: str, texts: list[str], known: set[str]) -> bool:
    """Whether a further column speaks as others do: of the same shifts, of people as well, or it
    is somebody's own."""
    if is_name(head) or sum(text in known for text in texts) * 2 >= len(texts):
        return True
    return sum(is_name(n) for t in texts for n in names_in(t)) >= len(texts) * 0.7


def _across_shape(grid: Grid, block: Block) -> Shape:
    heads = [grid.text(block.heading, column) for column in block.columns]
    inside = [
        name
        for row, _day in block.days
        for column in block.columns
        for name in names_in(bodies.written(grid, row, column))
    ]
    people = sum(map(is_name, inside)) / len(inside)
    across = sum(map(is_name, heads)) / len(heads)
    return Shape.SHIFTS_ACROSS if people >= 0.7 and across < 0.7 else Shape.PEOPLE_ACROSS
