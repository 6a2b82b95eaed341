"""Where a roster stands in a file: its sheets, blocks, headings, people and last lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.exchange.layouts import bodies
from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.headings import Reading, Run, readings, runs
from app.exchange.layouts.names import names_in
from app.exchange.layouts.periods import Weekdays, clues_for, first_days, weekdays_of
from app.rules.bringing.said import Block, Layout, Shape
from app.rules.bringing.words import is_name

_LEAST = {"d": 5}
"""So many headings in a row make a line of days; bare numbers need more than dates."""
_COPY = re.compile(r"duplicate|copy|backup|old\b|备份|備份|副本|旧|舊|作废|存档|原", re.IGNORECASE)
_DATE_HEAD = re.compile(r"日期|日子|date|day|日$|时间", re.IGNORECASE)
_OTHER_DATE = re.compile(
    r"入职|离职|入職|離職|起始|生日|出生|签订|到期|hired|left|since|birth|joined|start date",
    re.IGNORECASE,
)
"""A date that is no working day: a list of staff has these."""
_NAME_HEAD = re.compile(r"姓名|名字|人员|人員|员工$|員工$|坐席|座席|值班员|业务代表|name|associate|employee$|"
                        r"agent$|staff$|person", re.IGNORECASE)  # fmt: skip
_NUMBER_HEAD = re.compile(r"工号|工號|员工编号|人员编号|编号|emp\.? ?id|employee.?(?:no|id|number)|staff.?"
                          r"(?:no|id)|agent.?(?:no|id)|^id$|工牌", re.IGNORECASE)  # fmt: skip
_WORD_HEAD = re.compile(
    r"班次|班别|班別|班种|班组时段|时段|shift|时间|time|duty|hours", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What somebody has told of a file; what is None or empty is guessed."""

    sheets: tuple[str, ...] = ()
    first_day: date | None = None
    shape: Shape | None = None
    names: int | None = None
    """The column of what stands down."""
    numbers: int | None = None
    """The column of the employees' numbers."""
    lines: tuple[int, int] | None = None
    """The first and the last line of the body, from 0."""
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """Where the roster stands, and what the file does not say."""

    layout: Layout
    undated: tuple[Block, ...] = ()
    """Blocks whose days are not known: nothing says their month. Their days are counted from
    1 January of year 1, until a first day is told."""
    copies: tuple[str, ...] = ()
    """Sheets that hold another version of what a chosen sheet holds."""


UNKNOWN = date(1, 1, 1)


def guess(book: Book, today: date, hints: Hints = Hints()) -> Guess:
    """Where a roster stands in `book`, as far as it can be seen and `hints` tell."""
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
    return grid.title in hints.sheets if hints.sheets else not grid.hidden


def _in_sheet(book: Book, grid: Grid, today: date, hints: Hints) -> list[Block]:
    down = _blocks_under(book, grid, today, hints)
    across = _blocks_beside(book, grid, today, hints)
    if hints.shape is not None:
        down = [one for one in down if one.shape is hints.shape]
        across = [one for one in across if one.shape is hints.shape]
    return max(down, across, key=lambda found: sum(bodies.weight(grid, one) for one in found))


def _ways(grid: Grid, row: int, column: int) -> list[Reading]:
    if (row, column) in grid.merged and grid.merged[row, column] != (row, column):
        return []
    return readings(grid.raw(row, column), grid.text(row, column))


def _long_enough(run: Run, least: int | None = None) -> bool:
    few = 2 if run.form in ("date", "ymd", "dmy", "mdy", "serial") else 3
    return len(run.places) >= (least or (_LEAST["d"] if run.plain else few))


# -- days along a line ------------------------------------------------------------------------


def _blocks_under(book: Book, grid: Grid, today: date, hints: Hints) -> list[Block]:
    lines = list(_heading_lines(grid, hints))
    found: list[Block] = []
    for at, (row, run) in enumerate(lines):
        last = next((other - 1 for other, next_run in lines[at + 1 :] if _over(run, next_run)),
                    grid.height - 1)  # fmt: skip
        block = _block_under(grid, row, run, last, hints)
        if block is not None:
            found.append(_dated(book, grid, block, run, found, today, hints))
    return found


def _over(run: Run, other: Run) -> bool:
    return bool(set(run.places) & set(other.places))


def _heading_lines(grid: Grid, hints: Hints) -> Iterator[tuple[int, Run]]:
    """Lines with a run of days; a second one just under the first says the same again."""
    before: tuple[int, Run] | None = None
    for row in range(grid.height):
        if hints.heading is not None and row != hints.heading:
            continue
        cells = [
            (c, _ways(grid, row, c), grid.at(row, c) is None) for c in range(len(grid.rows[row]))
        ]
        if not any(ways for _c, ways, _b in cells):
            continue
        for run in _disjoint(runs(cells)):
            if not _long_enough(run, 1 if before and _goes_on(grid, before, row, run) else None):
                continue
            if run.plain and len(run.places) * 3 < 2 * sum(bool(ways) for _c, ways, _b in cells):
                continue  # sums, of which some count on by chance
            if before is not None and row - before[0] <= 2 and _over(run, before[1]):
                continue  # weekdays shown of the same dates, or sums that count
            before = (row, run)
            yield row, run


def _goes_on(grid: Grid, before: tuple[int, Run], row: int, run: Run) -> bool:
    """A further block's days begin where those of the block above end, under the same heading."""
    above, earlier = before
    last, first, place = earlier.readings[-1], run.readings[0], run.places[0]
    if place != earlier.places[0] or first.form != last.form:
        return False
    if len(run.places) == 1 and grid.text(row, place - 1) != grid.text(above, place - 1):
        return False
    return first.day == (last.day + 1 if last.day < 28 or first.day > 1 else 1)


def _disjoint(found: Sequence[Run]) -> list[Run]:
    """Of runs over the same places the longest; a form that says more before one that says less."""
    order = ("date", "ymd", "md", "md.", "dmy", "mdy", "dm", "serial", "d")
    chosen: list[Run] = []
    for run in sorted(found, key=lambda one: (-len(one.places), order.index(one.form))):
        if not any(_over(run, other) for other in chosen):
            chosen.append(run)
    return sorted(chosen, key=lambda one: one.places[0])


def _block_under(grid: Grid, row: int, run: Run, last: int, hints: Hints) -> Block | None:
    first = row + 1
    if hints.lines is not None:
        first, last = hints.lines
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
    block = Block(grid.title, Shape.PEOPLE_DOWN, row, first, last, names, days, numbers)
    block = bodies.trimmed(grid, block)
    if block is None:
        return None
    shape = hints.shape or _down_shape(grid, block)
    if shape is Shape.SHIFTS_DOWN:
        block = replace(block, shape=shape, numbers=None)
    return block


def _columns_of_people(
    grid: Grid, row: int, run: Run, first: int, last: int
) -> tuple[int | None, int | None]:
    """The columns of the names and of the numbers, left of the days (or right, where none is)."""
    left = list(range(run.places[0]))
    sides = left if any(_texts(grid, c, first, last) for c in left) else []
    sides = sides or list(range(run.places[-1] + 1, grid.width))
    numbers = _headed(_NUMBER_HEAD, grid, row, sides)
    if numbers is not None and not _identifies(grid, numbers, first, last):
        numbers = None
    sides = [c for c in sides if c != numbers and _texts(grid, c, first, last)]
    named = _headed(_NAME_HEAD, grid, row, sides)
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
    if as_names >= 0.7 and down < 0.5 and doubled < 0.34:
        return Shape.SHIFTS_DOWN
    if as_names >= 0.9 and doubled < 0.1 and not few and any(map(_WORD_HEAD.search, labels)):
        return Shape.SHIFTS_DOWN
    return Shape.PEOPLE_DOWN


# -- days down a column -----------------------------------------------------------------------


def _blocks_beside(book: Book, grid: Grid, today: date, hints: Hints) -> list[Block]:
    found: list[Block] = []
    for column in range(min(grid.width, 60)):
        if hints.names is not None and hints.shape in _ACROSS and column != hints.names:
            continue
        cells = [
            (r, _ways(grid, r, column), grid.at(r, column) is None) for r in range(grid.height)
        ]
        if sum(bool(ways) for _r, ways, _b in cells) < 2:
            continue
        if any(_OTHER_DATE.search(grid.text(row, column)) for row in range(min(12, grid.height))):
            continue
        for run in _down_runs(grid, column, cells):
            block = _block_beside(grid, column, run, hints)
            if block is not None and not any(_meets(block, other) for other in found):
                found.append(_dated(book, grid, block, run, found, today, hints, down=True))
    return found


_ACROSS = (Shape.PEOPLE_ACROSS, Shape.SHIFTS_ACROSS)


def _meets(block: Block, other: Block) -> bool:
    return block.first <= other.last and other.first <= block.last


def _down_runs(grid: Grid, column: int, cells: list[tuple[int, list[Reading], bool]]) -> list[Run]:
    strict = [run for run in runs(cells) if _long_enough(run)]
    strict = [run for run in strict if not run.plain or _is_days(grid, run.places[0], column)]
    loose = [run for run in runs(cells, repeats=True) if not run.plain and _long_enough(run)]
    return _disjoint([*loose, *strict])


def _is_days(grid: Grid, row: int, column: int) -> bool:
    """Whether bare numbers down a column are days: their heading says so."""
    return any(_DATE_HEAD.search(grid.text(at, column)) for at in range(max(row - 3, 0), row))


def _block_beside(grid: Grid, column: int, run: Run, hints: Hints) -> Block | None:
    first, last = run.places[0], run.places[-1]
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
    spread: list[tuple[int, date]] = []
    for row in range(block.first, grid.height):
        if row in starts:
            spread.append((row, starts[row]))
        elif grid.text(row, block.names) or not any(grid.rows[row][block.names + 1 :]):
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
    for column in range(grid.width):
        texts = [grid.text(row, column) for row in rows if grid.text(row, column)]
        if column == block.names or len(texts) * 2 < len(rows):
            continue
        head = grid.text(block.heading, column)
        like = sum(map(is_name, texts)) / len(texts)
        if _NUMBER_HEAD.search(head):
            numbers = column
        elif names is None and (_NAME_HEAD.search(head) or like > 0.8) and like >= 0.5:
            names = column
        elif _WORD_HEAD.search(head) or bodies.are_words(texts):
            times.append(column)
    words = times[:2] if len(times) > 1 and bodies.are_times(grid, rows, times[:2]) else times[:1]
    if (names is None and numbers is None) or not words:
        return None
    if not several and not _WORD_HEAD.search(grid.text(block.heading, words[0])):
        return None
    return replace(block, names=names if names is not None else numbers or 0,
                   numbers=numbers, columns=tuple(words))  # fmt: skip


def _columns_across(grid: Grid, block: Block) -> tuple[int, ...]:
    """The columns of people (or shifts), beside the days up to the first that is neither."""
    rows = [row for row, _day in block.days]
    found: list[int] = []
    words: Counter[str] = Counter()
    for column in range(block.names + 1, grid.width):
        head = grid.text(block.heading, column)
        texts = [bodies.written(grid, row, column) for row in rows if grid.text(row, column)]
        if (
            not head
            or not texts
            or bodies.are_weekdays(texts)
            or bodies.are_numbers(grid, rows, column)
        ):
            if found and not texts and not head:
                break
            continue
        if found and not _belongs(texts, words):
            break
        found.append(column)
        words.update(texts)
    return tuple(found)


def _belongs(texts: list[str], words: Counter[str]) -> bool:
    """A further column speaks as those before: of the same shifts, or of people as well."""
    known = sum(text in words for text in texts) / len(texts)
    return known >= 0.5 or sum(is_name(n) for t in texts for n in names_in(t)) >= len(texts) * 0.7


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


# -- when -------------------------------------------------------------------------------------


def _dated(
    book: Book,
    grid: Grid,
    block: Block,
    run: Run,
    before: list[Block],
    today: date,
    hints: Hints,
    *,
    down: bool = False,
) -> Block:
    """The block with its days, as its headings, the file, or the block above it tell."""
    first = _first_day(book, grid, block, run, before, today, hints, down=down)
    days = dict(zip(run.places, run.dates(first or UNKNOWN), strict=True))
    kept: list[tuple[int, date]] = []
    for place, _day in block.days:
        kept.append((place, days[place] if place in days else kept[-1][1]))
    return replace(block, days=tuple(kept))


def _first_day(
    book: Book, grid: Grid, block: Block, run: Run, before: list[Block], today: date, hints: Hints,
    *, down: bool,
) -> date | None:  # fmt: skip
    head = run.readings[0]
    if head.year is None and before and (on := _going_on(before[-1], head)):
        return on
    if hints.first_day is not None and head.year is None:
        return _near(hints.first_day, head)
    where = run.places[0] if down else block.heading
    line = block.names if down else block.heading
    weekdays = weekdays_of(grid, line, run, down=down)
    found = first_days(run, clues_for(book, grid, where), weekdays, today)
    if not found and weekdays.known:
        found = first_days(run, clues_for(book, grid, where), Weekdays(()), today)[:0]
    return found[0] if found else None


def _going_on(before: Block, head: Reading) -> date | None:
    """The day after the block above, where this one's first heading is that day."""
    last = before.days[-1][1]
    for by in range(1, 8):
        day = last + timedelta(days=by)
        if day.day == head.day and head.month in (None, day.month) and last.year > 1:
            return day
    return None


def _near(told: date, head: Reading) -> date:
    """The told first day; a block that begins on another day of that month has that day."""
    if told.day == head.day and head.month in (None, told.month):
        return told
    try:
        return told.replace(month=head.month or told.month, day=head.day)
    except ValueError:
        return told


# -- older copies -----------------------------------------------------------------------------


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
