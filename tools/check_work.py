"""Import each sample workbook and compare what everybody works, wherever it is read.

    python -m tools.check_work FOLDER

The roster's grid, each person's own month and the reader of some people's work are to say of every
cell what the ledger over all registers says. Exit status 1 if any differs.
"""

from __future__ import annotations

import sys
import tempfile
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from app.bootstrap import open_store
from app.queries import facts
from app.queries.roster import grid as roster
from app.queries.roster.rows import RosterCell
from app.queries.work import worked
from app.rules.work import Cell, Moved, RosterLedger
from tools.check_samples import dutydesk


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One reader says something else of a cell than the ledger."""

    reader: str
    cell: Cell
    said: str
    ledger: str


def main(folder: Path) -> int:
    workbooks = sorted(folder.glob("*.xlsx"))
    if not workbooks:
        print(f"no workbooks in {folder}: nothing to check")
        return 0
    return max(check_workbook(workbook) for workbook in workbooks)


def check_workbook(workbook: Path) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "sample.dutydesk"
        dutydesk("import", str(workbook), "--store", str(store))
        ctx = open_store(store)
        with ctx.read() as session:
            found = [
                one
                for year, month in sorted(facts.months(session))
                for one in disagreements(session, *_month(year, month))
            ]
        ctx.store.close()
    print(f"{workbook.name}: {len(found)} cells on which readers disagree")
    for one in found[:20]:
        print("  differs:", one)
    return 1 if found else 0


def disagreements(session: Session, first: date, last: date) -> Iterator[Disagreement]:
    """Every cell from `first` to `last` of which some reader says something else than the ledger
    over everything recorded."""
    centre = facts.centre(session)
    ledger = RosterLedger.of(centre.roster, centre.swaps)
    shown = grid_cells(session, first, last)
    for no, person in centre.people.items():
        alone = worked(session, [person.id], first, last)
        own = roster.person_month(session, no, first, last, first)
        cells = {day.head.day: day.cell for day in own.days} if own else {}
        for day in _days(first, last):
            code, moved = ledger.shift_on(no, day) or "", ledger.moved.get((no, day))
            said = {
                "grid": _told(shown[no, day]),
                "own month": _told([cells[day]] if day in cells else []),
                "work": (alone.shift_on(no, day) or "", _mark(alone.moved, (no, day))),
            }
            for reader, told in said.items():
                if told != (code, _mark(ledger.moved, (no, day)) if moved else ""):
                    yield Disagreement(reader, (no, day), f"{told}", f"{code} {moved or ''}")


def grid_cells(
    session: Session, first: date, last: date, draft: bool = False
) -> Mapping[Cell, list[RosterCell]]:
    """Each cell of the grid; who changed teams has a line in both, blank but in one."""
    rows = roster.month(session, first, last, first, draft=draft)
    found: dict[Cell, list[RosterCell]] = defaultdict(list)
    for team in rows.teams:
        for line in team.lines:
            for head, cell in zip(rows.days, line.cells, strict=True):
                found[line.no, head.day].append(cell)
    return found


def _told(cells: list[RosterCell]) -> tuple[str, str]:
    """The code and the swap's mark that cells of one person and day show."""
    marks = [cell.swap for cell in cells if cell.swap]
    words = (f"{m.swap_no} {m.from_no}>{m.to_no} {m.given_code}" for m in marks)
    return "".join(cell.code for cell in cells), ", ".join(words)


def _mark(moved: Mapping[Cell, Moved], cell: Cell) -> str:
    one = moved.get(cell)
    return f"{one.swap_no} {one.received_from}>{one.given_to} {one.given_code}" if one else ""


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
