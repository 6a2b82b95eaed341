"""The daily books out of their sheets: each row alone, and what it names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.exchange.book_sheets import (
    BOOKS,
    BULLETINS,
    DUTIES_DONE,
    HANDOVERS,
    SCORE_ROWS,
    SCORECARDS,
    DailyBook,
)
from app.exchange.columns import Sheet
from app.exchange.known import Anything, StoredBooks
from app.exchange.naming import Names
from app.exchange.people import keys, once
from app.exchange.scorecards import Scoring
from app.exchange.tables import Header, Row, Sheeted, Table
from app.rules.books import Books
from app.rules.duties.due import DUTIES
from app.rules.records import SheetPlace
from app.rules.vocabulary import msg

_Check = Callable[[Table, Header, Row], None]


@dataclass(slots=True)
class Found:
    """What the sheets state, and where each of their rows stands."""

    records: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    places: dict[str, SheetPlace] = field(default_factory=dict)

    def books(self) -> Books:
        return Books(**self.records)


def read_books(
    tables: Mapping[str, Table], names: Names, stored: StoredBooks, scoring: Scoring
) -> Found:
    """The books' sheets that are there; every problem is noted in its table."""
    reader = _Reader(tables, scoring)
    reader.names = replace(
        names,
        logs=reader.numbers(HANDOVERS, "handover_no", stored.logs),
        bulletins=reader.numbers(BULLETINS, "bulletin_no", stored.bulletins),
    )
    cards, scores = reader.table_of(SCORECARDS), reader.table_of(SCORE_ROWS)
    scoring.all_cards_known = bool(cards) or SCORECARDS.name not in tables
    scoring.all_scores_known = bool(scores) or SCORE_ROWS.name not in tables
    for book in BOOKS:
        reader.read(book)
    scoring.finish(cards, scores)
    return reader.found


class _Reader:
    def __init__(self, tables: Mapping[str, Table], scoring: Scoring) -> None:
        self.tables = tables
        self.found = Found()
        self.names = Names(Anything())
        self.headers: dict[str, Header | None] = {}
        self.shifts: dict[tuple[Any, ...], int] = {}
        self.checks: Mapping[str, _Check] = {
            HANDOVERS.name: self.check_log,
            DUTIES_DONE.name: self.check_duty,
            SCORECARDS.name: scoring.card_row,
            SCORE_ROWS.name: scoring.score_row,
        }

    def header(self, sheet: Sheet) -> Header | None:
        """Where the sheet's columns are; what is missing is noted once."""
        if sheet.name not in self.headers:
            table = self.tables.get(sheet.name)
            self.headers[sheet.name] = table.header(sheet) if table else None
        return self.headers[sheet.name]

    def table_of(self, sheet: Sheet) -> Sheeted | None:
        """The sheet with its header; None where it is not there or cannot be read."""
        table, header = self.tables.get(sheet.name), self.header(sheet)
        return Sheeted(table, header) if table and header else None

    def numbers(self, sheet: Sheet, key: str, stored: Collection[str]) -> Container[str]:
        """The numbers that the sheet's rows have, and those of the store."""
        if sheet.name not in self.tables:
            return frozenset(stored)
        found = self.table_of(sheet)
        return keys(found.table, found.header, key).union(stored) if found else Anything()

    def read(self, book: DailyBook) -> None:
        """The rows of one sheet, where it is there."""
        found = self.table_of(book.sheet)
        if found:
            rows = list(self._rows(book, found.table, found.header))
            records = tuple(book.record(*row.values.values()) for row in rows)
            self.found.records[book.field] = records
            self.found.places[book.field] = found.place(row.number for row in rows)

    def _rows(self, book: DailyBook, table: Table, header: Header) -> Iterator[Row]:
        seen: dict[Any, int] = {}
        check = self.checks.get(book.sheet.name)
        look = self.names.looking(book.sheet)
        for row in table.records(book.sheet, header):
            look(table, header, row)
            first = _once(table, header, row, seen, book.key)
            if first and check:
                check(table, header, row)
            if first and row.whole:
                yield row

    def check_log(self, table: Table, header: Header, row: Row) -> None:
        """A shift of a department has one log."""
        _once(table, header, row, self.shifts, ("department", "date", "shift"))

    def check_duty(self, table: Table, header: Header, row: Row) -> None:
        """A team's duty has its team, and no other one has."""
        duty, team = row.values.get("duty"), row.values.get("team")
        if duty is None or team is None:
            return
        if DUTIES[duty].of_team and not team:
            table.complain(row.number, header.get("team", header["duty"]), _TEAM_MISSING)
        elif team and not DUTIES[duty].of_team:
            table.complain(row.number, header["team"], _TEAM_TOO_MUCH)


_TEAM_MISSING = msg("{cell}: this duty is a team's; fill in the team.")
_TEAM_TOO_MUCH = msg(
    '{cell}: this duty is a whole department\'s, not that of the team "{value}"; clear the cell.'
)


def _once(
    table: Table, header: Header, row: Row, seen: dict[Any, int], columns: tuple[str, ...]
) -> bool:
    """Whether what the columns say comes for the first time; a second time is a problem."""
    if len(columns) == 1:
        return once(table, header, row, seen, columns[0])
    if not row.values.keys() >= {*columns}:
        return True
    key = tuple(row.values[column] for column in columns)
    first = seen.setdefault(key, row.number)
    if first == row.number:
        return True
    problem = msg(
        '{cell}: "{value}" is already in row {first} with the same {columns}; '
        "delete or mend one of the two.",
        first=first + 1,
        columns=", ".join(columns[:-1]),
    )
    table.complain(row.number, header[columns[-1]], problem)
    return False
