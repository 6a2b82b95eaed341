"""The daily books out of their sheets: each row alone, and what it names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from app.exchange.book_sheets import (
    BOOKS,
    BULLETINS,
    DUTIES_DONE,
    HANDOVERS,
    SCORE_ROWS,
    SCORECARDS,
    Book,
)
from app.exchange.columns import Sheet
from app.exchange.known import Anything, StoredBooks
from app.exchange.naming import Names
from app.exchange.people import keys, once
from app.exchange.scorecards import Scoring
from app.exchange.tables import Header, Row, Sheeted, Table
from app.rules.books import Books
from app.rules.duties.due import DUTIES, due_days
from app.rules.records import SheetPlace
from app.rules.vocabulary import Duty, Message, msg

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
    reader = _Reader(tables, stored, scoring)
    reader.names = replace(
        names,
        logs=reader.numbers(HANDOVERS, "handover_no", stored.logs),
        bulletins=reader.numbers(BULLETINS, "bulletin_no", stored.bulletins),
    )
    for book in BOOKS:
        reader.read(book)
    cards, scores = reader.table_of(SCORECARDS), reader.table_of(SCORE_ROWS)
    scoring.all_cards_known &= bool(cards) or SCORECARDS.name not in tables
    scoring.all_scores_known &= bool(scores) or SCORE_ROWS.name not in tables
    scoring.finish(cards, scores)
    return reader.found


class _Reader:
    def __init__(self, tables: Mapping[str, Table], stored: StoredBooks, scoring: Scoring) -> None:
        self.tables = tables
        self.stored = stored
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

    def read(self, book: Book) -> None:
        """The rows of one sheet, where it is there."""
        found = self.table_of(book.sheet)
        if found:
            rows = list(self._rows(book, found.table, found.header))
            records = tuple(book.record(*row.values.values()) for row in rows)
            self.found.records[book.field] = records
            self.found.places[book.field] = found.place(row.number for row in rows)

    def _rows(self, book: Book, table: Table, header: Header) -> Iterator[Row]:
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
        """A shift of a department has one log, in the file and with those of the store."""
        columns = ("department", "date", "shift")
        if _once(table, header, row, self.shifts, columns) and row.whole:
            other = self._shifts_of_others.get(tuple(row.values[key] for key in columns))
            if other:
                table.complain(row.number, header["shift"], _another_log(other))

    @cached_property
    def _shifts_of_others(self) -> dict[tuple[Any, ...], str]:
        """The shifts of the store's logs that the file does not state."""
        found = self.table_of(HANDOVERS)
        stated = keys(found.table, found.header, "handover_no") if found else frozenset()
        return {shift: no for no, shift in self.stored.logs.items() if no not in stated}

    def check_duty(self, table: Table, header: Header, row: Row) -> None:
        """A team's duty has its team and no other one has; it was due on its day."""
        values = row.values
        if not {"duty", "team", "due_on"} <= values.keys():
            return
        duty, team, due_on = values["duty"], values["team"], values["due_on"]
        if DUTIES[duty].of_team and not team:
            table.complain(row.number, header.get("team", header["duty"]), _TEAM_MISSING)
        elif team and not DUTIES[duty].of_team:
            table.complain(row.number, header["team"], _TEAM_TOO_MUCH)
        key = (duty, values.get("department"), team, due_on)
        if not _is_due(duty, due_on) and key not in self.stored.duties:
            table.complain(row.number, header["due_on"], _not_due(duty))


_TEAM_MISSING = msg("{cell}: this duty is a team's; fill in the team.")
_TEAM_TOO_MUCH = msg(
    '{cell}: this duty is a whole department\'s, not that of the team "{value}"; clear the cell.'
)


def _another_log(no: str) -> Message:
    return msg(
        '{cell}: "{value}": the store has the log {no} of this department, date and shift; give '
        "the row that number, or mend it.",
        no=no,
    )


def _not_due(duty: str) -> Message:
    return msg(
        '{cell}: {duty} is not due on "{value}"; write a day on which it is due.',
        duty=duty,
    )


def _is_due(duty: str, day: date) -> bool:
    """Whether a duty is due on a day, as far as no calendar is asked: on whatever day the agents'
    meeting is taken (the import tells of one that the store's calendar does not have)."""
    return duty == Duty.AGENTS_MEETING or day in _due_in(Duty(duty), day.year)


@lru_cache(maxsize=256)
def _due_in(duty: Duty, year: int) -> frozenset[date]:
    none: frozenset[date] = frozenset()
    return frozenset(due_days(duty, date(year, 1, 1), date(year, 12, 31), none, none))


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
