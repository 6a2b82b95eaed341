"""A workbook with 1,000 people and 12 months, read and imported, against openpyxl's bare reading.

    python -m benchmarks.read_workbook [--people 1000] [--months 12]

openpyxl opens the file read-only and goes over every row, without looking at a value; the app
looks for harm, reads, checks every cell and makes its records; then it writes them to a new store.
The goal is 0.8x for all of it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from datetime import time as wall
from functools import partial
from pathlib import Path
from statistics import median

import openpyxl

from app.bootstrap import create_store
from app.context import Actor
from app.exchange.moving import import_workbook
from app.exchange.workbook import read_workbook
from app.exchange.writing import write_workbook
from app.rules.facts import Person
from app.rules.records import AttendanceRecord, CentreRecords
from benchmarks.centre import make_centre

RUNS, GOAL = 3, 0.8
KEEPER = Actor("os:benchmark", keeper=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=1000)
    arguments.add_argument("--months", type=int, default=12)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.xlsx"
        write_workbook(records(chosen.people, chosen.months), path)
        bare, read, whole = [], [], []
        for run in range(RUNS):
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
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def records(people: int, months: int) -> CentreRecords:
    """The synthetic centre's people, rosters and attendance as records."""
    facts = make_centre(people, months)
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
    )


def _employable(people: Mapping[str, Person]) -> list[Person]:
    return [person for person in people.values() if person.posts]


if __name__ == "__main__":
    main()
