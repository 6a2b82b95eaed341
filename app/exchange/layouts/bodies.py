"""The lines under a block's headings: which are people, which are sums, notes and weekdays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from enum import Enum

from app.exchange.layouts.grids import Grid
from app.exchange.layouts.headings import readings, weekday_of
from app.exchange.layouts.times import times_in
from app.rules.bringing.said import Block, Shape
from app.rules.bringing.words import is_name

_SUMS = re.compile(
    r"合\s*计|小\s*计|总\s*计|共计|统计|人数|出勤|需求|上班|total|sub-?total|sum|count|headcount|required"
    r"|minimum|present|coverage", re.IGNORECASE
)  # fmt: skip


_FIRST = 5
"""So many cells of a line are looked at first."""
_CODE = re.compile(r"[A-Za-z]{0,3}[-. ]?\d+")
"""An employee's number."""


def is_sum(label: str) -> bool:
    """Whether a line is called a total, a count or the like."""
    return _SUMS.search(label) is not None and not is_name(label)


class Line(Enum):
    """What a line of a block's rectangle is."""

    BODY = "body"
    BLANK = "blank"
    WEEKDAYS = "weekdays"
    SUM = "sum"
    NOTE = "note"
    NOBODY = "nobody"
    """Words, and no name beside them."""


def lines_of(grid: Grid, block: Block) -> Mapping[int, Line]:
    """What each line of the block's rectangle is."""
    if block not in grid.kept:
        grid.kept[block] = _lines(grid, block)
    found: Mapping[int, Line] = grid.kept[block]
    return found


def _lines(grid: Grid, block: Block) -> dict[int, Line]:
    numeric = _is_numeric(grid, block)
    rows = range(block.first, block.last + 1)
    found = {row: _line_of(grid, block, row, numeric=numeric) for row in rows}
    body = [row for row, line in found.items() if line is Line.BODY]
    words = {text for row in body if is_name(_label(grid, block, row))
             for text in _filled(grid, block, row)}  # fmt: skip
    for row in body:
        label = _label(grid, block, row)
        strange = not is_name(label) and (label in words or not _CODE.fullmatch(label))
        apart = words and strange and not words & set(_filled(grid, block, row))
        if apart and not _stands_above(grid, block, label, words):
            found[row] = Line.NOTE  # of a line that speaks of something else nobody is the person
    return found


def _stands_above(grid: Grid, block: Block, label: str, words: set[str]) -> bool:
    """Whether the same label stands in a block above, beside the words of this one: a person."""
    rows = (row for row in range(block.heading) if grid.text(row, block.names) == label)
    return any(words & {grid.text(row, column) for column in range(grid.width)} for row in rows)


def _filled(grid: Grid, block: Block, row: int) -> list[str]:
    texts = (grid.text(row, place) for place, _day in block.days)
    return [text for text in texts if text]


def _line_of(grid: Grid, block: Block, row: int, *, numeric: bool) -> Line:
    """What the line `row` is by itself. `numeric`: this roster's words are numbers."""
    filled = _filled(grid, block, row)
    label = _label(grid, block, row)
    if not filled:
        return Line.BLANK
    if are_weekdays(filled) or _are_days(grid, block, row):
        return Line.WEEKDAYS
    if _is_note(grid, block, row):
        return Line.NOTE
    if not numeric and all(text.replace(".", "", 1).isdigit() for text in filled):
        return Line.SUM
    if label and _SUMS.search(label) and not is_name(label):
        return Line.SUM
    return Line.BODY if label else Line.NOBODY


def says_days_again(grid: Grid, block: Block, row: int) -> bool:
    """Whether a line has weekdays or dates under the headings, or nothing."""
    filled = _filled(grid, block, row)
    return not filled or are_weekdays(filled) or _are_days(grid, block, row)


def _label(grid: Grid, block: Block, row: int) -> str:
    label = grid.text(row, block.names)
    if not label and block.numbers is not None:
        label = grid.text(row, block.numbers)
    return label


def _are_days(grid: Grid, block: Block, row: int) -> bool:
    """A further line of dates: weekdays that are shown of dates, or the headings once more."""
    filled = [place for place, _day in block.days if grid.text(row, place)]
    if not any(_is_dated(grid, row, place) for place in filled[:_FIRST]):
        return False
    dated = [grid.text(row, place) for place in filled if _is_dated(grid, row, place)]
    several = len(set(dated)) * 2 > len(dated)  # a shift 9-5 stands there again and again
    return several and len(dated) * 2 > len(block.days)


def _is_dated(grid: Grid, row: int, place: int) -> bool:
    ways = readings(grid.raw(row, place), grid.text(row, place))
    return bool(ways) and not all(way.plain for way in ways)


def _is_note(grid: Grid, block: Block, row: int) -> bool:
    """A merged cell that begins with the names and runs over days is for people to read."""
    start, end = grid.span(row, block.names)
    first = min(place for place, _day in block.days)
    if start == end:
        start, end = grid.span(row, 0)
    return start[1] <= block.names and end[1] >= first


def _is_numeric(grid: Grid, block: Block) -> bool:
    """Whether the shifts of this roster are called by numbers: most lines have nothing else."""
    plain = other = 0
    for row in range(block.first, block.last + 1):
        if not is_name(_label(grid, block, row)):
            continue
        texts = [grid.text(row, place) for place, _day in block.days if grid.text(row, place)]
        if texts and all(text.isdigit() for text in texts):
            plain += 1
        elif texts:
            other += 1
    return plain > other


def trimmed(grid: Grid, block: Block) -> Block | None:
    """The block from its first person to its last; None where there is nobody."""
    rows = body_rows(grid, block)
    return replace(block, first=rows[0], last=rows[-1]) if rows else None


def body_rows(grid: Grid, block: Block) -> list[int]:
    """The lines of people (or shifts) that have something in a day."""
    return [row for row, line in lines_of(grid, block).items() if line is Line.BODY]


def labels(grid: Grid, block: Block) -> list[str]:
    """What stands down (or, across, the headings)."""
    if block.shape in (Shape.PEOPLE_ACROSS, Shape.SHIFTS_ACROSS):
        return [grid.text(block.heading, column) for column in block.columns]
    if block.shape is Shape.LIST:
        return [grid.text(row, block.names) for row, _day in block.days]
    return [_label(grid, block, row) for row in body_rows(grid, block)]


def written(grid: Grid, row: int, column: int) -> str:
    """A cell's text with its own blanks and lines, which may part names."""
    value = grid.at(row, column)
    return value if isinstance(value, str) else grid.text(row, column)


def cells_by_day(grid: Grid, block: Block) -> list[list[str]]:
    rows = body_rows(grid, block)
    columns = ([written(grid, row, place) for row in rows] for place, _day in block.days)
    return [[text for text in column if text.strip()] for column in columns]


def weight(grid: Grid, block: Block) -> int:
    """How many cells the block reads."""
    match block.shape:
        case Shape.PEOPLE_DOWN | Shape.SHIFTS_DOWN:
            return sum(map(len, cells_by_day(grid, block)))
        case Shape.LIST:
            return sum(bool(grid.text(row, block.columns[0])) for row, _day in block.days)
        case _:
            return sum(
                bool(grid.text(row, column)) for row, _day in block.days for column in block.columns
            )


def are_weekdays(texts: Sequence[str]) -> bool:
    """Whether most of them are the names of weekdays."""
    return sum(weekday_of(text) is not None for text in texts) * 5 >= len(texts) * 3


def are_numbers(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether a column holds sums: numbers alone."""
    found = [grid.at(row, column) for row in rows]
    filled = [value for value in found if value is not None]
    return bool(filled) and all(isinstance(value, int | float) for value in filled)


def are_words(texts: Sequence[str]) -> bool:
    """Whether few words come again and again."""
    return len(set(texts)) <= max(3, len(texts) // 3) and max(map(len, texts)) <= 40


def are_times(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether each column holds times of the day."""
    return all(
        _is_time(grid.at(row, column), grid.text(row, column))
        for row in rows
        for column in columns
        if grid.at(row, column) is not None
    )


def _is_time(value: object, text: str) -> bool:
    if isinstance(value, time | datetime):
        return True
    return re.fullmatch(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?", text) is not None and not times_in(
        text
    )
