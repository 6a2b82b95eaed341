"""What the duties' races run in processes of their own: everybody does, receives and returns the
same due days at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import AppError, StoreProblem
from app.queries.duties.rows import DoneRow, done_of
from app.services.duties.doing import DueDay, Sheet, do_duty
from app.services.duties.receiving import receive_duty, return_duty
from app.store.places import Named
from tests.factories import TestClock

PATIENCE = 10
People = Sequence[tuple[str, int]]
Outcomes = Counter[tuple[str, date, str]]
"""What was tried at which due day, and what became of it."""


def try_all(
    named: Named, days: Sequence[DueDay], doers: People, head: tuple[str, int], start: Barrier,
    told: Connection,
) -> None:  # fmt: skip
    """Do every due day as each of `doers`, and receive and return it as the head, who has read
    what stands there."""
    clock = TestClock()
    context = open_store(named, Actor(*head), clock)
    found: Outcomes = Counter()
    start.wait()
    for due in days:
        for doer in doers:
            mine = context.acting_as(Actor(*doer))
            row = _row(context, due)
            seen = row.version if row else None
            _count(found, "do", due, lambda ctx=mine, at=due, seen=seen: do_duty(  # type: ignore[misc]
                ctx, at, Sheet("Calm."), seen))  # fmt: skip
        row = _row(context, due)
        if row is not None:
            key, version = row.id, row.version
            _count(found, "receive", due, lambda: receive_duty(context, key, version))  # noqa: B023
            _count(found, "return", due, lambda: return_duty(context, key, version, "Plan?"))  # noqa: B023
    context.store.close()
    told.send(found)


def _row(context: Context, due: DueDay) -> DoneRow | None:
    """What a page shows of the due day."""
    with context.read() as session:
        return done_of(session, (due.duty, due.department_id, due.team_id), due.due_on)


def _count(found: Outcomes, what: str, due: DueDay, act: Callable[[], Any]) -> None:
    """Who is told that the store is busy tries again, as the message says."""
    for _try in range(PATIENCE):
        try:
            act()
        except StoreProblem:
            continue
        except AppError as refusal:
            found[what, due.due_on, type(refusal).__name__] += 1
            return
        found[what, due.due_on, "done"] += 1
        return
