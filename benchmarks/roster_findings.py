"""Typing one code in a month of 1,000 people: from the call to the cell's findings.

    python -m benchmarks.roster_findings

One `edit_cells` with all that it does: permission, write, audit, commit to the disk, and the
findings of the cell and its neighbours. The goal is 50 ms for the slowest of them. The findings
of the whole month, as the page loads them once, are printed beside it.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from app.queries import facts
from app.queries.roster.findings import month_findings
from app.rules.edits import CellChange
from app.services.roster.editing import edit_cells
from benchmarks import roster_store
from benchmarks.roster_read import timed

TYPED, GOAL = 60, 50.0


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ctx = roster_store.build(Path(folder) / "centre.dutydesk", years=1, departments=1)
        days = roster_store.days_of(roster_store.DRAFT_MONTH)
        spent = []
        for number in range(TYPED):
            day, person = days[number % len(days)], str(2 + number * 16)
            change = CellChange(person, day, "ELN"[number % 3])
            start = time.perf_counter()
            edit_cells(ctx, [change])
            spent.append((time.perf_counter() - start) * 1000)
        print(
            f"one code in a month of {roster_store.PEOPLE} people: median {median(spent):.1f} ms, "
            f"slowest {max(spent):.1f} ms (goal {GOAL:.0f})"
        )

        def whole() -> object:
            with ctx.read() as session:
                policy = facts.policies(session).at(ctx.now())
                return month_findings(session, days[0], days[-1], ctx.time, policy, draft=True)

        print(f"findings of the whole month: {median(timed(whole) for _ in range(5)):.0f} ms")
        ctx.store.close()


if __name__ == "__main__":
    main()
