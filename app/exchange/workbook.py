"""The centre workbook in: a file becomes frozen records, or one error that names every problem."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from app.exchange import cells, guard, people, registers, rosters
from app.exchange.book_reading import read_books
from app.exchange.book_sheets import BOOKS
from app.exchange.columns import Sheet
from app.exchange.inspections import Inspected, read_inspections
from app.exchange.known import NOTHING, Called, Known, StoredBooks
from app.exchange.naming import Names
from app.exchange.planning_reading import read_planning
from app.exchange.planning_sheets import PLANNING
from app.exchange.scorecards import Scoring
from app.exchange.sheet_rows import content_of, sheets_of
from app.exchange.sheets import (
    EMPLOYEES,
    HOLIDAYS,
    OWN_KINDS,
    ROSTER,
    SHEETS,
    SHIFTS,
    roster_month,
)
from app.exchange.tables import Problems, Table
from app.progress import Cancel, Progress, never, silent, stop_if
from app.rules.books import Books
from app.rules.records import CentreRecords, SheetPlace, Workbook
from app.rules.vocabulary import msg
from app.services.moving.refusing import no_workbook, not_imported

_Name = TypeVar("_Name")
_ROSTER_LIKE = re.compile(r"(roster|排班)_?\d.*")


@dataclass(slots=True)
class _Found:
    """The file's sheets, by what they mean."""

    tables: dict[str, Table] = field(default_factory=dict)
    rosters: dict[tuple[int, int], Table] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


def read_workbook(
    path: Path,
    progress: Progress = silent,
    cancel: Cancel = never,
    known: Known = NOTHING,
) -> Workbook:
    """The workbook at `path`; raises BadInput with every problem in `problems`, or Cancelled."""
    content = content_of(path)
    progress(msg("Looking at {name}", name=path.name), 0.0)
    parts = guard.inspect(path.name, content, lambda: stop_if(cancel))
    problems = Problems()
    found = _Found()
    for step, (title, rows) in enumerate(sheets_of(path.name, content, parts)):
        stop_if(cancel)
        progress(msg("Reading {sheet}", sheet=title), step / max(len(parts), 1))
        _sort_in(found, Table(title, rows, problems))
    _require_sheets(path.name, found, problems, known)
    records, places = _records(found, problems, known)
    digest = hashlib.sha256(content).hexdigest()
    told = tuple(
        msg("{sheet}: some of it is hidden in Excel, and was read as well.", sheet=title)
        for title, part in parts.items()
        if part.hidden and title not in found.ignored
    )
    workbook = Workbook(path.name, digest, records, tuple(found.ignored), told, places)
    if problems.count:
        for problem in known.objections(workbook):
            problems.add(problem)
        raise not_imported(path.name, problems.kept, problems.count)
    return workbook


def _sort_in(found: _Found, table: Table) -> None:
    title = cells.folded(table.title)
    month = roster_month(table.title)
    sheet = _BY_TITLE.get(title)
    if month:
        table.settle(rosters.BY_NAME)
        _place(found.rosters, month, table)
    elif sheet:
        table.settle(sheet)
        _place(found.tables, sheet.name, table)
    elif _ROSTER_LIKE.fullmatch(title):
        table.problems.add(
            msg('"{sheet}" names no month; call the sheet Roster 2026-10.', sheet=table.title)
        )
    else:
        found.ignored.append(table.title)


_BY_TITLE = {
    cells.folded(title): sheet for sheet in SHEETS for title in (sheet.name, sheet.chinese)
}


def _place(places: dict[Any, Table], key: object, table: Table) -> None:
    if key in places:
        table.problems.add(
            msg(
                "{sheet}: the file has this sheet already as {first}; put the rows into one.",
                sheet=table.title,
                first=places[key].title,
            )
        )
    else:
        places[key] = table


def _require_sheets(name: str, found: _Found, problems: Problems, known: Known) -> None:
    """Note what is missing; what the store has already need not be stated again."""
    if not found.tables and not found.rosters and not problems.count:
        raise no_workbook(name)
    for sheet, has in ((EMPLOYEES, known.people), (SHIFTS, known.shifts)):
        if not has and sheet.name not in found.tables:
            problems.add(_missing(sheet))
    planned = any(sheet.name in found.tables for sheet in PLANNING)
    if not found.rosters and not (planned and known.people):
        problems.add(msg("The file has no roster; add a sheet called Roster 2026-10."))


def _missing(sheet: Sheet) -> Any:
    return msg(
        "The sheet {sheet} ({chinese}) is missing; add it.", sheet=sheet.name, chinese=sheet.chinese
    )


def _records(
    found: _Found, problems: Problems, known: Known
) -> tuple[CentreRecords, dict[str, SheetPlace]]:
    tables = found.tables
    persons = people.read_people(tables.get(EMPLOYEES.name), bool(known.people))
    shifts = people.read_shifts(tables.get(SHIFTS.name), bool(known.shifts))
    names = Names(
        _either(known.people, persons.numbers),
        _either(known.shifts, shifts.codes),
        _either(known.places, persons.places),
    )
    called = dict(known.named)
    called |= {person.no: Called(person.name, person.left_on) for person in persons.people}
    reading = rosters.RosterReading(
        names.people,
        names.shifts,
        called,
        {**known.shift_names, **{shift.code: shift.name for shift in shifts.shifts}},
    )
    months = {month: reading.read(month, table) for month, table in sorted(found.rosters.items())}
    calendar = tables.get(HOLIDAYS.name)
    days = people.read_calendar(calendar) if calendar else None
    kinds = people.read_kinds(tables.get(OWN_KINDS.name))
    own_kinds = known.kinds | {kind.code for kind in kinds}
    lines = registers.read_registers(tables, names, own_kinds)
    inspected = read_inspections(tables, names)
    books, places = _books(tables, names, known, inspected)
    for sheet in SHEETS:
        if sheet.name in tables:
            found.ignored.extend(tables[sheet.name].extra(sheet))
    for table in found.rosters.values():
        found.ignored.extend(table.extra(ROSTER, rosters.date_columns(table)))
    for table in (*tables.values(), *found.rosters.values()):
        found.ignored.extend(table.passed_over)
    records = CentreRecords(
        persons.people,
        shifts.shifts,
        months,
        calendar=days,
        inspections=tuple(inspected.records),
        kinds=kinds,
        books=books,
        planning=read_planning(tables, names),
        **lines,
    )
    return records, places


def _books(
    tables: Mapping[str, Table], names: Names, known: Known, inspected: Inspected
) -> tuple[Books, dict[str, SheetPlace]]:
    """The daily books; the store is asked for its own only where the file has some, or cards."""
    has_books = any(book.sheet.name in tables for book in BOOKS)
    asked = has_books or any(version for _row, version in inspected.versions.values())
    stored = known.books() if asked else StoredBooks()
    names = replace(names, inspections=_either(frozenset(stored.inspections), inspected.numbers))
    found = read_books(tables, names, stored, Scoring(inspected, stored))
    if inspected.place:
        found.places["inspections"] = inspected.place
    return found.books(), found.places


def _either(known: frozenset[_Name], stated: Container[_Name]) -> Container[_Name]:
    return known | stated if isinstance(stated, frozenset) else stated
