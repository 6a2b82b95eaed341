"""Publishing a month of 1,000 people, against the bare inserts of its shifts.

    python -m benchmarks.roster_publish

The bare inserts are one `executemany` of the same shifts into the same table of a copy of the
store, in one transaction with the store's own settings. Publishing loads the draft, compares it
with what is published, looks for swaps, copies it, writes the versions and the audit, and says
what changed. The goal is 3x.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from statistics import median

from sqlalchemy import select

from app.bootstrap import open_store
from app.context import Actor, Context
from app.models import DraftAssignment, RosterMonth
from app.services.roster.publish import publish
from app.store.engine import connect, connection_pragmas
from benchmarks import roster_store
from benchmarks.roster_read import timed

RUNS, GOAL = 5, 3.0
_INSERT = "INSERT INTO assignment (person_id, day, shift_id) VALUES (?, ?, ?)"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.dutydesk"
        roster_store.build(whole, years=1, departments=1).store.close()
        ours, theirs = [], []
        for run in range(RUNS):
            for spent, measure in ((theirs, bare_inserts), (ours, publication)):
                path = Path(shutil.copy(whole, Path(folder) / f"{run}-{measure.__name__}.dutydesk"))
                spent.append(measure(path))
    ratio = median(ours) / median(theirs)
    print(
        f"publish a month of {roster_store.PEOPLE} people: {median(ours):.0f} ms, "
        f"bare inserts {median(theirs):.0f} ms, ratio {ratio:.2f} (goal {GOAL})"
    )


def publication(path: Path) -> float:
    """Milliseconds of publishing the whole draft month."""
    ctx = _head(path)
    with ctx.read() as session:
        month = RosterMonth.month == roster_store.DRAFT_MONTH
        scopes = list(session.scalars(select(RosterMonth.scope).where(month)))
    spent = timed(lambda: publish(ctx, scopes, roster_store.DRAFT_MONTH))
    ctx.store.close()
    return spent


def bare_inserts(path: Path) -> float:
    """Milliseconds of inserting the same shifts by one executemany."""
    ctx = _head(path)
    with ctx.read() as session:
        draft = DraftAssignment
        rows = [
            (person, day.isoformat(), shift)
            for person, day, shift in session.execute(
                select(draft.person_id, draft.day, draft.shift_id)
            )
        ]
    ctx.store.close()
    connection = connect(path)
    for pragma in connection_pragmas():
        connection.execute(pragma)

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_INSERT, rows)
        connection.execute("COMMIT")

    spent = timed(insert)
    connection.close()
    return spent


def _head(path: Path) -> Context:
    return open_store(path, Actor(str(roster_store.HEAD), roster_store.HEAD))


if __name__ == "__main__":
    main()
