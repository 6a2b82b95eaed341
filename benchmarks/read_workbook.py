"""A workbook with 1,000 people and 12 months, read and imported, against openpyxl's bare reading.

    python -m benchmarks.read_workbook [--people 1000] [--months 12] [--books] [--runs 3]

openpyxl opens the file read-only and goes over every row, without looking at a value; the app
looks for harm, reads, checks every cell and makes its records; then it writes them to a new store.
With --books the centre has a year of daily books and inspections as well.
The goal is 0.8x for all of it. Told are processor seconds, and what writing the file took.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from datetime import time as wall
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl

from app.bootstrap import create_store
from app.context import Actor
from app.exchange.moving import import_workbook
from app.exchange.workbook import read_workbook
from app.exchange.writing import write_workbook
from app.rules.books import Books
from app.rules.calendar import CentreTime
from app.rules.facts import Inspection, Person
from app.rules.records import AttendanceRecord, CentreRecords, InspectionRecord
from benchmarks.centre import make_centre
from benchmarks.year_books import with_books

RUNS, GOAL = 3, 0.8
CLOCK = CentreTime()
KEEPER = Actor("os:benchmark", keeper=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=1000)
    arguments.add_argument("--months", type=int, default=12)
    arguments.add_argument("--books", action="store_true")
    arguments.add_argument("--runs", type=int, default=RUNS)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.xlsx"
        made = records(chosen.people, chosen.months, books=chosen.books)
        written = timed(lambda: write_workbook(made, path))
        print(f"written in {written:.2f} s", flush=True)
        bare, read, whole = [], [], []
        for run in range(chosen.runs):
            bare.append(timed(lambda: bare_openpyxl(path)))
            read.append(timed(lambda: read_workbook(path)))
            new = create_store(Path(folder) / f"{run}.dutydesk", actor=KEEPER)
            whole.append(timed(partial(import_workbook, new, path)))
            new.store.close()
    print(f"{chosen.people} people x {chosen.months} months: openpyxl {median(bare):.2f} s")
    for what, seconds in (("reading", median(read)), ("whole import", median(whole))):
        ratio = seconds / median(bare)
        print(f"{what} {seconds:.2f} s: {ratio:.2f}x (goal {GOAL}x)")


def bare_openpyxl(path: Path) -> None:
    """Every row of every sheet, and nothing done with it."""
    workbook = openpyxl.load_workbook(path, read_only=True)
    for page in workbook:
        for _row in page.iter_rows(values_only=True):
            pass
    workbook.close()


def timed(work: Callable[[], object]) -> float:
    """Processor seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def records(people: int, months: int, *, books: bool = False) -> CentreRecords:
    """The synthetic centre's people, rosters and attendance as records, and its daily books."""
    facts = make_centre(people, months, attendance=30 * people)
    facts = with_books(facts) if books else facts
    rosters: dict[tuple[int, int], dict[str, dict[date, str]]] = {}
    for no, days in facts.roster.items():
        for day, code in days.items():
            month = rosters.setdefault((day.year, day.month), {})
            month.setdefault(no, {})[day] = code
    return CentreRecords(
        tuple(_employable(facts.people)),
        tuple(facts.shifts.values()),
        dict(sorted(rosters.items())),
        attendance=tuple(
            AttendanceRecord(
                row.person, row.day, datetime.combine(row.day, wall(7, 20)), row.off_post_minutes
            )
            for row in facts.attendance
        ),
        inspections=tuple(map(_inspection, facts.inspections)) if books else (),
        books=books_at_the_wall(facts.books),
    )


def books_at_the_wall(books: Books) -> Books:
    """The books as a workbook states them."""
    return Books(
        **{
            sheet.name: tuple(map(_at_the_wall, getattr(books, sheet.name)))
            for sheet in fields(Books)
        }
    )


def _inspection(found: Inspection) -> InspectionRecord:
    score = None if found.card else 80.0
    return InspectionRecord(
        *(found.no, found.agent, found.inspector, _naive(found.inspected_at), "C"),
        *(score, score, score, score, score),
        critical=False,
        comment="",
        card=found.card,
        card_version=found.card_version,
    )


def _at_the_wall(row: Any) -> Any:
    """A row of the books as a workbook states it."""
    instants = {
        field.name: _naive(value)
        for field in fields(row)
        if isinstance(value := getattr(row, field.name), datetime)
    }
    return replace(row, **instants)


def _naive(instant: datetime) -> datetime:
    return CLOCK.wall_minute(instant)


def _employable(people: Mapping[str, Person]) -> list[Person]:
    return [person for person in people.values() if person.posts]


if __name__ == "__main__":
    main()
