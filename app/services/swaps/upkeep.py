"""What ends swap requests without anybody's word: their hour has come, or the roster moved."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.reference import reference
from app.queries.swaps import rows
from app.queries.swaps.rows import SwapRow
from app.reading.swaps.judging import asked_of, judge
from app.rules.swap_states import SwapAction
from app.rules.vocabulary import SIDES
from app.services.swaps.steps import end

_OF_THE_ROSTER = frozenset({"SWAP-3", "SWAP-4", "SWAP-8", "SWAP-9"})


def expire_due(ctx: Context) -> int:
    """End every undecided request whose earlier shift has started (SWAP-8); how many."""
    with ctx.read() as session:
        if not _due(ctx, session):
            return 0
    with ctx.write() as session:
        due = _due(ctx, session)
        for row in due:
            end(ctx, session, row, SwapAction.EXPIRE, "")
        return len(due)


def recheck(
    ctx: Context,
    session: Session,
    cells: Collection[tuple[int, date]],
    spared: Collection[str] = frozenset(),
) -> list[str]:
    """After the roster moved under `cells` (person id, date): cancel the requests that no longer
    hold, inside the transaction of the edit; their numbers. `spared` are numbers of others."""
    people, cancelled = {person for person, _day in cells}, []
    for row in rows.undecided(session):
        if people & {row.requester.person_id, row.counterpart.person_id} and row.no not in spared:
            why = _moved(ctx, session, row)
            if why is not None:
                end(ctx, session, row, SwapAction.CANCEL, why)
                cancelled.append(row.no)
    return cancelled


def _due(ctx: Context, session: Session) -> list[SwapRow]:
    now, shifts = ctx.now(), reference(session).shifts
    return [
        row
        for row in rows.undecided(session)
        if any(
            ctx.time.interval(shifts[party.shift], party.gives_on)[0] <= now
            for party in map(row.side, SIDES)
            if party.shift in shifts
        )
    ]


def _moved(ctx: Context, session: Session, row: SwapRow) -> str | None:
    """The ids of the rules by which a request no longer holds on the roster as it is now."""
    judged = judge(ctx, session, asked_of(row), row)
    broken = {finding.rule for finding in judged.verdict.refusals} & _OF_THE_ROSTER
    return ", ".join(sorted(broken)) or None
