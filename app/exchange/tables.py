"""One sheet in: its header found, its rows read cell by cell, every problem noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.exchange import cells, headings
from app.exchange.columns import Column, Sheet
from app.rules.plaintext import identifier
from app.rules.records import SheetPlace
from app.rules.vocabulary import Message, msg

Rows = list[list[Any]]
Header = Mapping[str, int]
"""Column key -> column number, from 0."""

MAX_KEPT = 1_000


@dataclass(slots=True)
class Problems:
    """All that is wrong with a file; of thousands the first are kept, the rest counted."""

    kept: list[Message] = field(default_factory=list)
    count: int = 0

    @property
    def full(self) -> bool:
        return len(self.kept) >= MAX_KEPT

    def add(self, problem: Message) -> None:
        self.count += 1
        if not self.full:
            self.kept.append(problem)


class Row(NamedTuple):
    """One row: its number (from 0) and what its cells say, by column key.

    `whole`: no cell of it is bad. The good cells of others are still looked at, so that all
    problems are told at once.
    """

    number: int
    values: dict[str, Any]
    whole: bool


@dataclass(slots=True)
class Table:
    """One sheet as found in the file: its title, its rows from A1 on, and where they go wrong."""

    title: str
    rows: Rows
    problems: Problems
    top: int = 0
    """The number of the line with the headings."""
    passed_over: list[str] = field(default_factory=list)
    """Lines that are no records, as `Swaps!A1 (title)`."""

    def settle(self, sheet: Sheet) -> None:
        """Find where the headings stand; what is above is passed over, what is merged filled."""
        self.top = headings.line_of(sheet, self.rows)
        for number in range(self.top):
            self.pass_over(number)
        if merged := getattr(self.rows, "merged", ()):
            key = next((at for at, _key in self.places(sheet)), 0)
            for (top, left), (bottom, right) in merged:
                if top > self.top and not left <= key < right:
                    self._fill(range(top, bottom + 1), range(left, right + 1))

    def _fill(self, lines: range, columns: range) -> None:
        """Put what the first of merged cells says into each, as far as there are headings."""
        first = self.rows[lines.start] if lines.start < len(self.rows) else []
        value = first[columns.start] if columns.start < len(first) else ""
        width = min(columns.stop, len(self.rows[self.top]))
        for row in self.rows[lines.start : lines.stop] if value != "" else ():
            row.extend("" for _missing in range(width - len(row)))
            for column in range(columns.start, width):
                row[column] = value if _blank(row[column]) else row[column]

    def pass_over(self, number: int) -> None:
        """Name a line that is no record, where there is anything in it."""
        row = self.rows[number]
        at = next((at for at, value in enumerate(row) if not _blank(value)), None)
        if at is not None:
            self.passed_over.append(f"{self.cell(number, at)} ({cells.shown(row[at])})")

    def cell(self, row: int, column: int) -> str:
        """The name of a cell, `Swaps!F12`."""
        return f"{self.title}!{letters(column)}{row + 1}"

    def complain(self, row: int, column: int, problem: Message) -> None:
        """Note a problem of one cell; its `{cell}` and `{value}` are filled in."""
        value = self.rows[row][column] if column < len(self.rows[row]) else ""
        self.note(row, column, cells.BadCell(problem), value)

    def note(self, row: int, column: int, problem: cells.BadCell, value: object) -> None:
        """Note a problem of one cell's value; worded only while there is room for it."""
        if self.problems.full:
            self.problems.count += 1
        else:
            self.problems.add(problem.at(self.cell(row, column), value))

    def header(self, sheet: Sheet) -> Header | None:
        """Where the sheet's columns are; None where a required one is missing."""
        found: dict[str, int] = {}
        for number, key in self.places(sheet):
            if key in found:
                self.complain(
                    self.top,
                    number,
                    msg('{cell}: the column "{value}" is there twice; delete one.'),
                )
            else:
                found[key] = number
        missing = [c for c in sheet.columns if c.required and c.key not in found]
        for column in missing:
            self.problems.add(
                msg(
                    "{sheet}: the column {column} ({chinese}) is missing; add it to the first row.",
                    sheet=self.title,
                    column=column.key,
                    chinese=column.chinese,
                )
            )
        return None if missing else found

    def headings(self) -> list[str]:
        """The line of headings as text; what is no text reads as blank."""
        return [readable_text(value) for value in self.rows[self.top]] if self.rows else []

    def places(self, sheet: Sheet) -> list[tuple[int, str]]:
        """The columns that mean something, from the left: their numbers and keys."""
        return headings.places_of(sheet, self.headings())

    def extra(self, sheet: Sheet, taken: frozenset[int] = frozenset()) -> Iterator[str]:
        """The columns that mean nothing here, as `Swaps!N (colour)`."""
        known = {number for number, _key in self.places(sheet)}
        for number, heading in enumerate(self.headings()):
            if heading and number not in taken and number not in known:
                yield f"{self.title}!{letters(number)} ({cells.shown(heading)})"

    def beyond(self) -> Iterator[str]:
        """The cells that stand under no heading, as `Swaps!O2 (red)`."""
        width = len(self.rows[self.top]) if self.rows else 0
        for number in range(self.top + 1, len(self.rows)):
            for at, value in enumerate(self.rows[number][width:], width):
                if not _blank(value):
                    yield f"{self.cell(number, at)} ({cells.shown(value)})"

    def records(self, sheet: Sheet, header: Header) -> Iterator[Row]:
        """Each row that is not blank; its bad cells are noted, and left out of its values."""
        places = _places(sheet.columns, header)
        needed = [header[column.key] for column in sheet.columns if not column.may_be_blank][1:]
        for number in self.filled_rows():
            if headings.is_foot(self._first(number)) and (
                sum(self.has(number, place) for place in needed) <= len(needed) // 2
            ):
                self.pass_over(number)
            else:
                yield self._record(number, places)

    def _first(self, number: int) -> Any:
        return next((value for value in self.rows[number] if not _blank(value)), "")

    def filled_rows(self) -> Iterator[int]:
        """The numbers (from 0) of the rows below the header that are not blank."""
        for number in range(self.top + 1, len(self.rows)):
            if not all(map(_blank, self.rows[number])):
                yield number

    def find(self, column: Column) -> int | None:
        """Where a column is, if it is there."""
        words = {cells.folded(column.key), cells.folded(column.chinese)}
        found = (n for n, heading in enumerate(self.headings()) if cells.folded(heading) in words)
        return next(found, None)

    def part(self, number: int, columns: Iterable[Column], header: Header) -> Row:
        """What the row `number` has in these columns; bad cells as in `records`."""
        return self._record(number, _places(columns, header))

    def has(self, number: int, column: int | None) -> bool:
        """Whether there is anything in a cell; a column that is not there has nothing."""
        row = self.rows[number]
        return column is not None and column < len(row) and not _blank(row[column])

    def _record(self, number: int, places: list[tuple[Column, int | None]]) -> Row:
        row = self.rows[number]
        record: dict[str, Any] = {}
        for column, place in places:
            value = "" if place is None or place >= len(row) else row[place]
            try:
                record[column.key] = read_cell(column, value)
            except cells.BadCell as problem:
                self.note(number, place or 0, problem, value)
        return Row(number, record, len(record) == len(places))


class Sheeted(NamedTuple):
    """A table with its header found."""

    table: Table
    header: Header

    def complain(self, row: int, column: str, problem: Message) -> None:
        """Note a problem of a row's cell; where the column is missing, in its first one."""
        self.table.complain(row, self.header.get(column, 0), problem)

    def place(self, rows: Iterable[int]) -> SheetPlace:
        """Where the records of these rows (from 0) stand."""
        columns = {key: letters(number) for key, number in self.header.items()}
        return SheetPlace(self.table.title, tuple(row + 1 for row in rows), columns)


def _places(columns: Iterable[Column], header: Header) -> list[tuple[Column, int | None]]:
    return [(column, header.get(column.key)) for column in columns]


def read_cell(column: Column, value: Any) -> Any:
    """The value that `column` makes of a cell; raises BadCell."""
    if not _blank(value):
        if isinstance(value, cells.FormulaError):
            raise cells.BadCell(value.problem)
        found = column.read(value)
        if found != "":
            return found
    if column.may_be_blank:
        return column.blank
    raise cells.BadCell(
        msg(
            "{cell}: {column} ({chinese}) may not be blank; fill it in.",
            column=column.key,
            chinese=column.chinese,
        )
    )


def _blank(value: Any) -> bool:
    return isinstance(value, str) and (not value or value.isspace())


def readable_text(value: Any) -> str:
    """A cell as text; '' where it is none."""
    try:
        return cells.text(value)
    except cells.BadCell:
        return ""


def readable_identifier(value: Any) -> str:
    """A cell as what something is called by; '' where it is none."""
    return identifier(readable_text(value))


def letters(column: int) -> str:
    """The letters of a column numbered from 0: 0 is A, 27 is AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
