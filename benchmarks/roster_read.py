"""Reading one month of 1,000 people out of five years of rosters, against plain sqlite3.

    python -m benchmarks.roster_read [--years 5]

Plain `sqlite3` (the store's own driver, one connection) reads the same columns by the statements
that one would write by hand, and fetches them; the query makes the roster page's rows of what it
reads. The goal is 2x. For the sake of fairness the query is also held against its own statements,
which find a month's shifts in half the time.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import event

from app.context import Context
from app.queries.roster import grid as roster
from benchmarks import roster_store

RUNS, GOAL = 15, 2.0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--years", type=int, default=5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.dutydesk"
        ctx = roster_store.build(path, arguments.parse_args().years)
        days = roster_store.days_of(roster_store.LAST_MONTH)
        for draft in (False, True):
            report(ctx, path, days[0], days[-1], draft)
        ctx.store.close()


def report(ctx: Context, path: Path, first: date, last: date, draft: bool) -> None:
    """Print both times, interleaved in one run, and their ratio."""

    def rows() -> object:
        with ctx.read() as session:
            return roster.month(session, first, last, last, draft=draft)

    sent = sent_by(ctx, rows)
    connection = plain_connection(path)

    def own() -> object:
        return [connection.execute(sql, values).fetchall() for sql, values in sent]

    def by_hand() -> object:
        bounds = {"first": f"{first}", "last": f"{last}", "month": f"{first.replace(day=1)}"}
        return [connection.execute(sql, bounds).fetchall() for sql in BY_HAND]

    ours, plain, same = [], [], []
    for _ in range(RUNS):
        plain.append(timed(by_hand))
        ours.append(timed(rows))
        same.append(timed(own))
    connection.close()
    ratio, strict = (median(ours) / median(theirs) for theirs in (plain, same))
    print(
        f"{first:%B} of {roster_store.PEOPLE} people, draft={draft}: {median(ours):.1f} ms, "
        f"plain sqlite3 {median(plain):.1f} ms, ratio {ratio:.2f} (goal {GOAL}); "
        f"its own statements {median(same):.1f} ms, ratio {strict:.2f}"
    )


BY_HAND = (
    "SELECT person_id, day, shift_id FROM assignment WHERE day BETWEEN :first AND :last",
    "SELECT person_id, day, shift_id FROM draft_assignment WHERE day BETWEEN :first AND :last",
    """SELECT p.id, p.employee_no, p.name, p.hired_on, p.left_on, q.since, q.department_id,
              q.team_id, d.name, t.name, q.role, q.job_type, q.skill_level
       FROM person p JOIN post q ON q.person_id = p.id
       LEFT JOIN department d ON d.id = q.department_id LEFT JOIN team t ON t.id = q.team_id
       WHERE p.hired_on <= :last AND (p.left_on IS NULL OR p.left_on >= :first)
       ORDER BY p.id, q.since""",
    "SELECT id, code, name, start_at, end_at, night, retired FROM shift_type",
    """SELECT s.swap_no, s.filed_at, a.employee_no, s.requester_date, b.employee_no,
              s.counterpart_date, s.status, s.effective_at, a.id, a.name, b.id, b.name
       FROM swap s JOIN person a ON a.id = s.requester_id JOIN person b ON b.id = s.counterpart_id
       WHERE s.status = 'effective' AND (s.requester_date BETWEEN :first AND :last
             OR s.counterpart_date BETWEEN :first AND :last)""",
    """SELECT person_id, first_date, last_date, leave_no, kind, status FROM leave
       WHERE status IN ('pending', 'approved') AND first_date <= :last AND last_date >= :first""",
    """SELECT c.person_id, c.day FROM roster_change c JOIN roster_version v ON v.id = c.version_id
       JOIN roster_month m ON m.id = v.roster_month_id WHERE m.month = :month AND v.version > 1""",
    """SELECT m.scope, m.month, m.state, m.version, m.edit_version, m.published_at, p.name
       FROM roster_month m LEFT JOIN person p ON p.id = m.published_by_id WHERE m.month = :month""",
    "SELECT day, kind, name FROM calendar_day WHERE day BETWEEN :first AND :last",
    "SELECT team_id, shift_id, weekday, day, least FROM staffing_need",
)
"""What the grid is made of, one statement for a table."""


def sent_by(ctx: Context, operation: Callable[[], object]) -> list[tuple[str, Any]]:
    """The SELECT statements that an operation sends, with their values."""
    sent: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, sql: str, values: Any, _x: Any, _many: bool) -> None:
        sent.append((sql, values))

    event.listen(ctx.engine, "before_cursor_execute", note)
    operation()
    event.remove(ctx.engine, "before_cursor_execute", note)
    return [(sql, values) for sql, values in sent if sql.startswith("SELECT")]


def plain_connection(path: Path) -> Any:
    import sqlcipher3.dbapi2 as driver

    return driver.connect(str(path), isolation_level=None)


def timed(operation: Callable[[], object]) -> float:
    """Milliseconds of one run; what it made is thrown away afterwards."""
    gc.collect()
    start = time.perf_counter()
    made = operation()
    spent = (time.perf_counter() - start) * 1000
    del made
    return spent


if __name__ == "__main__":
    main()
