"""What a file of punches says: every punch with its cell, and every cell that could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.exchange.layouts.bodies import is_sum
from app.exchange.layouts.grids import Book, Grid, cell_name
from app.exchange.layouts.headings import Reading, readings
from app.exchange.layouts.mending import CUT, ERROR, UNRECKONED
from app.exchange.layouts.passing import HIDDEN, HIDDEN_SHEET, range_of
from app.exchange.punches.across import punches_across
from app.exchange.punches.days import dated_by
from app.exchange.punches.moments import Clock, clocks, next_days
from app.exchange.punches.tables import (
    BADGE,
    DAY,
    DIRECTION,
    NAME,
    NUMBER,
    TIMES,
    PunchTable,
    direction_of,
    untaken,
)
from app.exchange.tables import letters
from app.rules.bringing.said import LeftOut
from app.rules.punches.said import Direction, Punch, PunchesSaid
from app.rules.vocabulary import Message, msg

_DAY = timedelta(days=1)
_NO_PUNCHES = msg("There are no punches in this sheet that could be read.")
_NO_TIME = msg("This is no time of the day.")
_NO_DATE = msg("This is no date.")
_NO_DAY = msg("There is a punch here and no date beside it.")
_NOBODY = msg("There is a punch here and nobody beside it.")
_NO_WORD = msg("This says neither coming nor going; the punch is taken by its time.")
_FROM = msg("{sheet}: punches are taken from the column {columns}.")
_UNTAKEN = msg(
    "Times under this heading are not taken: it does not say that they are punches. Say so if they "
    "are."
)
_MOST = 24
"""So many punches has one person's day at most; more is another table."""


def read_punches(
    book: Book, tables: Sequence[PunchTable], today: date, order: str = ""
) -> PunchesSaid:
    """Every punch of the `tables`, in the order of the file. `order`: of dates that can be read in
    two ways (`days.ORDERS`)."""
    punches: list[Punch] = []
    left_out: list[LeftOut] = []
    told: list[Message] = []
    asked: list[Message] = []
    by_sheet = {table.sheet: table for table in tables}
    for grid in book.grids:
        table = by_sheet.get(grid.title)
        other = list(_untaken(grid, table)) if table else []
        left_out += other
        if table is not None and table.whole:
            one = _Table(book, grid, table, today, order)
            told += [*one.told, _taken(grid, table)]
            asked += one.asked
            punches += one.punches()
            left_out += one.left_out
        if other or (table is not None and table.whole):
            continue
        across = None if grid.hidden else punches_across(book, grid, today)
        if across is not None:
            punches += across.punches
            left_out += across.left_out
        elif grid.height:
            why = HIDDEN_SHEET if grid.hidden else _NO_PUNCHES
            cells = range_of(0, 0, grid.height - 1, grid.width - 1)
            left_out.append(LeftOut(grid.title, cells, "", why))
    return PunchesSaid(tuple(punches), tuple(left_out), tuple(told), tuple(asked))


def _taken(grid: Grid, table: PunchTable) -> Message:
    """From which columns the punches of a sheet are."""
    places = [(at, grid.text(table.heading, at)) for at in table.of(TIMES)]
    named = [f"{letters(at)} {head}".strip() for at, head in places]
    return msg(_FROM.msgid, sheet=grid.title, columns="、".join(named))


def _untaken(grid: Grid, table: PunchTable) -> Iterator[LeftOut]:
    for at, head in untaken(grid, table).items():
        cells = range_of(max(0, table.heading), at, grid.height - 1, at)
        yield LeftOut(grid.title, cells, head, _UNTAKEN)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with times."""

    column: int
    clocks: tuple[Clock, ...]


class _Table:
    """One list of punches."""

    def __init__(self, book: Book, grid: Grid, table: PunchTable, today: date, order: str) -> None:
        self._grid, self._table = grid, table
        self._names, self._numbers = table.of(NAME)[:1], table.of(NUMBER)[:1]
        self._badges, self._dates = table.of(BADGE)[:1], table.of(DAY)[:1]
        self._times, self._said = table.of(TIMES), table.of(DIRECTION)[:1]
        self.left_out: list[LeftOut] = []
        found = dated_by(book, grid, table.heading, self._days(), today, order)
        self._dated, self.told, self.asked = found

    def _rows(self) -> range:
        return range(self._table.heading + 1, self._grid.height)

    def _days(self) -> dict[str, Sequence[Reading]]:
        """Every date that stands there, once: as it stands, with the ways to read it."""
        found: dict[str, Sequence[Reading]] = {}
        for row in self._rows():
            for column in self._dates:
                text = self._grid.text(row, column)
                if text and text not in found:
                    found[text] = readings(self._grid.at(row, column), text)
            for column in self._times:
                for one in self._clocks(row, column) or ():
                    if one.days:
                        found.setdefault(self._grid.text(row, column), one.days)
        return {text: ways for text, ways in found.items() if ways}

    def _clocks(self, row: int, column: int) -> tuple[Clock, ...] | None:
        return clocks(self._grid.at(row, column), self._grid.text(row, column), packed=True)

    def punches(self) -> Iterator[Punch]:
        """Line by line; what cannot be read goes to `left_out`."""
        grid = self._grid
        for row in self._rows():
            if any(grid.rows[row]):
                yield from self._line(row)

    def _line(self, row: int) -> Iterator[Punch]:
        cells = list(self._cells(row))
        if not cells:
            return
        if row in self._grid.hidden_rows:
            self._leave(row, cells[0].column, HIDDEN)
        person, number, badge = self._who(row)
        if not person and not number:
            self._leave(row, cells[0].column, _NOBODY)
            return
        said = self._direction(row)
        day = self._day(row)
        beside = [(cell, one) for cell in cells for one in cell.clocks]
        later = list(next_days([one for _cell, one in beside]))
        stated: date | None = None
        for (cell, one), is_next in zip(beside[:_MOST], later, strict=False):
            stated = self._dated.day(one.days) if one.days else stated
            on = stated or day
            if on is None:
                self._leave(row, cell.column, _NO_DAY)
                continue
            yield Punch(
                person, number, datetime.combine(on + _DAY * is_next, one.at), self._grid.title,
                cell_name(row, cell.column), self._grid.text(row, cell.column), direction=said,
                badge=badge,
            )  # fmt: skip

    def _cells(self, row: int) -> Iterator[_Cell]:
        for column in self._times:
            found = self._clocks(row, column)
            place = (row, column)
            if place in self._grid.unvalued or place in self._grid.errors:
                self._leave(row, column, UNRECKONED if place in self._grid.unvalued else ERROR)
            elif found is None:
                if not self._is_foot(row):
                    self._leave(row, column, _NO_TIME)
            elif found:
                yield _Cell(column, found)

    def _is_foot(self, row: int) -> bool:
        """A line of sums or of signatures: nobody, or a total, and no date."""
        person, number, _badge = self._who(row)
        dated = any(self._grid.text(row, column) for column in self._dates)
        return is_sum(person or number) or not (person or number or dated)

    def _who(self, row: int) -> tuple[str, str, bool]:
        """Name and number; the clock's own number where no other stands."""
        grid = self._grid
        person = grid.text(row, self._names[0]) if self._names else ""
        for columns in (self._numbers, self._badges):
            for column in columns:
                if text := grid.text(row, column):
                    value = grid.raw(row, column)
                    if isinstance(value, int | float) and abs(value) >= 1e15:
                        self._leave(row, column, CUT)
                        continue
                    return person, text.lstrip("'"), columns is self._badges
        return person, "", False

    def _direction(self, row: int) -> Direction:
        for column in self._said:
            text = self._grid.text(row, column)
            found = direction_of(text)
            if found is None:
                self._leave(row, column, _NO_WORD)
            return found or Direction.UNSAID
        return Direction.UNSAID

    def _day(self, row: int) -> date | None:
        for column in self._dates:
            text = self._grid.text(row, column)
            found = self._dated.day(readings(self._grid.at(row, column), text))
            if text and found is None:
                self._leave(row, column, _NO_DATE)
            return found
        return None

    def _leave(self, row: int, column: int, why: Message) -> None:
        grid = self._grid
        one = LeftOut(grid.title, cell_name(row, column), grid.text(row, column), why)
        if not self.left_out or self.left_out[-1] != one:
            self.left_out.append(one)
