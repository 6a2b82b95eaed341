"""What a file says where a layout reads it, and everything that it passes over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.exchange.layouts import bodies
from app.exchange.layouts.bodies import Line
from app.exchange.layouts.grids import MOST_CELLS, Book, Grid, cell_name
from app.exchange.layouts.names import names_in
from app.exchange.layouts.times import Times, one_time, stated
from app.rules.bringing.said import Block, Entry, Layout, LeftOut, Said, Shape
from app.rules.vocabulary import Message, msg

_SUM = msg("It counts, and is nobody's line.")
_NOTE = msg("It is a note, and nobody's line.")
_NOBODY = msg("There are words here and no name beside them.")
_BEFORE = msg("It stands above the roster.")
_AFTER = msg("It stands below the roster.")
_BESIDE = msg("It stands beside the roster.")
_NO_ROSTER = msg("There is no roster in this sheet that could be read.")
_TOO_LARGE = msg("The sheet spans more than a roster does; it was not read.")
_HIDDEN_SHEET = msg("The sheet is hidden; it was not read.")
_COPY = msg("It is another version of what stands in another sheet.")
_HIDDEN = msg("It is hidden in the file, and was read all the same.")
_NO_DAY = msg(
    "There are words under a heading that is no day; give the column its day, or clear it."
)
_UNRECKONED = msg("The formula was never reckoned; open the file in Excel and save it.")
_ERROR = msg("The formula ends in an error; mend it or type the value.")
_CUT = msg("Excel keeps 15 digits of a number; the rest was lost. Type it as text.")


def read(book: Book, layout: Layout, copies: tuple[str, ...] = ()) -> Said:
    """What stands in the layout's blocks. `copies`: sheets that are another version of another."""
    entries: list[Entry] = []
    times: dict[str, Times] = {}
    for block in layout.blocks:
        grid = book.grid(block.sheet)
        found, spans = _entries(grid, block)
        entries += found
        times |= spans
    words = dict.fromkeys(entry.word for entry in entries if entry.word)
    return Said(
        entries=tuple(entry for entry in entries if entry.word),
        blanks=tuple(entry for entry in entries if not entry.word),
        times={**stated(book, words, layout.blocks), **times},
        left_out=tuple(_passed_over(book, layout, copies)),
        problems=tuple(_problems(book, layout)),
    )


def _entries(grid: Grid, block: Block) -> tuple[list[Entry], dict[str, Times]]:
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
    for row in bodies.body_rows(grid, block):
        word = grid.text(row, block.names)
        for place, day in block.days:
            for person in names_in(bodies.written(grid, row, place)):
                yield Entry(person, "", day, word, grid.title, cell_name(row, place))


def _people_across(grid: Grid, block: Block) -> Iterator[Entry]:
    for row, day in block.days:
        for column in block.columns:
            yield from _one(grid, row, column, grid.text(block.heading, column), "", day)


def _shifts_across(grid: Grid, block: Block) -> Iterator[Entry]:
    for row, day in block.days:
        for column in block.columns:
            for person in names_in(bodies.written(grid, row, column)):
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


# -- what is passed over ------------------------------------------------------------------------


def _passed_over(book: Book, layout: Layout, copies: tuple[str, ...]) -> Iterator[LeftOut]:
    for grid in book.grids:
        blocks = [block for block in layout.blocks if block.sheet == grid.title]
        if blocks:
            yield from _around(grid, blocks)
        elif grid.rows:
            why = _NO_ROSTER
            if grid.title in copies:
                why = _COPY
            elif grid.height * grid.width > MOST_CELLS:
                why = _TOO_LARGE
            elif grid.hidden:
                why = _HIDDEN_SHEET
            yield LeftOut(grid.title, _range(0, 0, grid.height - 1, grid.width - 1), "", why)


def _range(top: int, left: int, bottom: int, right: int) -> str:
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
            if row in _rows(block) and row > block.heading and _is_down(block):
                why = _WHY.get(bodies.lines_of(grid, block).get(row, Line.BLANK))
                if why is not None:
                    yield _line(grid, row, texts, why)
    for block in blocks:
        yield from _beside(grid, block)


_WHY: dict[Line, Message] = {Line.SUM: _SUM, Line.NOTE: _NOTE}


def _is_down(block: Block) -> bool:
    return block.shape in (Shape.PEOPLE_DOWN, Shape.SHIFTS_DOWN)


def _rows(block: Block) -> range:
    return range(block.heading, block.last + 1)


def _line(grid: Grid, row: int, texts: list[str], why: Message) -> LeftOut:
    filled = [column for column, text in enumerate(texts) if text]
    value = " ".join(text for text in texts if text)
    return LeftOut(grid.title, _range(row, filled[0], row, filled[-1]), value[:200], why)


def _beside(grid: Grid, block: Block) -> Iterator[LeftOut]:
    """Columns of the block's lines that no day and no name stands for."""
    read = {block.names, block.numbers, *block.columns}
    if _is_down(block):
        read |= {place for place, _day in block.days}
    start: int | None = None
    for column in range(grid.width + 1):
        texts = [grid.text(row, column) for row in range(block.heading, block.last + 1)]
        mine = column not in read and column < grid.width and any(texts)
        if mine and start is None:
            start = column
        elif not mine and start is not None:
            heads = " ".join(
                filter(None, (grid.text(block.heading, c) for c in range(start, column)))
            )
            yield LeftOut(
                grid.title,
                _range(block.heading, start, block.last, column - 1),
                heads[:200],
                _BESIDE,
            )
            start = None


def _hidden(grid: Grid, blocks: list[Block]) -> Iterator[LeftOut]:
    if grid.hidden:
        yield LeftOut(grid.title, _range(0, 0, grid.height - 1, grid.width - 1), "", _HIDDEN)
    for block in blocks:
        for row in sorted(grid.hidden_rows):
            if block.first <= row <= block.last and any(grid.rows[row]):
                yield LeftOut(
                    grid.title, f"{row + 1}:{row + 1}", grid.text(row, block.names), _HIDDEN
                )
        places = {place for place, _day in block.days} if _is_down(block) else set(block.columns)
        for column in sorted(grid.hidden_columns & places):
            name = cell_name(0, column)[:-1]
            head = grid.text(block.heading, column)
            yield LeftOut(grid.title, f"{name}:{name}", head, _HIDDEN)


# -- what must be mended --------------------------------------------------------------------------


def _problems(book: Book, layout: Layout) -> Iterator[LeftOut]:
    for grid in book.grids:
        blocks = [block for block in layout.blocks if block.sheet == grid.title]
        for block in blocks:
            yield from _unread(grid, block)
            if _is_down(block):
                yield from _undated(grid, block)
                yield from _nobody(grid, block)
            yield from _cut(grid, block)
        if not blocks and not grid.hidden:
            yield from _never_reckoned(grid)


def _unread(grid: Grid, block: Block) -> Iterator[LeftOut]:
    for places, why in ((grid.unvalued, _UNRECKONED), (grid.errors, _ERROR)):
        for row, column in sorted(places):
            if block.heading <= row <= block.last and _concerns(block, row, column, grid):
                yield LeftOut(grid.title, cell_name(row, column), "", why)


def _concerns(block: Block, row: int, column: int, grid: Grid) -> bool:
    if row == block.heading:
        return not _is_down(block) or column > min(place for place, _day in block.days)
    if _is_down(block):
        return column in {place for place, _day in block.days} or column == block.names
    return column in block.columns or column == block.names


def _never_reckoned(grid: Grid) -> Iterator[LeftOut]:
    """A sheet of formulas without values may be a roster of which nothing is known."""
    for row, column in sorted(grid.unvalued)[:1]:
        yield LeftOut(grid.title, cell_name(row, column), "", _UNRECKONED)


def _undated(grid: Grid, block: Block) -> Iterator[LeftOut]:
    """Words within the days, or just beside them, under no heading or one that is no day."""
    places = [place for place, _day in block.days]
    words = {grid.text(row, place) for row in bodies.body_rows(grid, block) for place in places}
    inner = [c for c in range(places[0], places[-1]) if c not in set(places)]
    for column in [*inner, *range(places[-1] + 1, min(places[-1] + 3, grid.width))]:
        head = grid.text(block.heading, column)
        for row in bodies.body_rows(grid, block):
            text = grid.text(row, column)
            if text and text in words and not (head and column > places[-1]):
                yield LeftOut(grid.title, cell_name(row, column), text, _NO_DAY)


def _nobody(grid: Grid, block: Block) -> Iterator[LeftOut]:
    for row, line in bodies.lines_of(grid, block).items():
        if line is Line.NOBODY:
            texts = [grid.text(row, place) for place, _day in block.days]
            first = next(place for place, _day in block.days if grid.text(row, place))
            yield LeftOut(
                grid.title, cell_name(row, first), " ".join(filter(None, texts))[:200], _NOBODY
            )


def _cut(grid: Grid, block: Block) -> Iterator[LeftOut]:
    column = block.numbers if block.numbers is not None else block.names
    for row in range(block.first, block.last + 1):
        value = grid.raw(row, column)
        if isinstance(value, int | float) and abs(value) >= 1e15:
            yield LeftOut(grid.title, cell_name(row, column), grid.text(row, column), _CUT)
