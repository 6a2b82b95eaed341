"""What ends the waiting of a draft that was handed to the head: a word, or that nothing is left."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.context import Context
from app.models import HandedCell, RosterHanding
from app.queries.people.rows import name_of, names_of
from app.queries.roster.handing import HandingRow, handings, has_draft, is_worked_by
from app.queries.roster.scopes import Scope
from app.rules.deeds import Deed
from app.rules.vocabulary import HandingState
from app.services.requests.ledger import tell, tell_all


def answer_published(
    ctx: Context, session: Session, published: Collection[Scope], reason: str
) -> None:
    """Publishing is the head's yes to what was handed over; whoever did it is told."""
    for row in _of(session, published, back=True):
        _say_published(ctx, session, row, reason)


def end_spent(ctx: Context, session: Session, touched: Collection[Scope], reason: str = "") -> None:
    """Of these months, what waits and has nothing left to publish waits no longer, and whoever
    handed it over is told: another way than the publishing of the draft had brought it to what
    people work by, or it was emptied."""
    for row in _of(session, touched, back=True):
        if has_draft(session, row):
            continue
        if is_worked_by(session, row):
            _say_published(ctx, session, row, reason)
        elif row.state is HandingState.WAITING:
            _say_empty(ctx, session, row)


def expire_due(ctx: Context) -> int:
    """End what waits and has nothing left to publish, whatever became of it; how many."""
    with ctx.read() as session:
        if not _spent(session):
            return 0
    with ctx.write() as session:
        found = _spent(session)
        for row in found:
            _say_empty(ctx, session, row)
        return len(found)


def answer(
    ctx: Context, session: Session, row: HandingRow, state: HandingState, reason: str
) -> None:
    """Compared and set under the lock: nobody answers twice."""
    session.execute(
        update(RosterHanding)
        .where(RosterHanding.id == row.id)
        .values(
            state=state, answered_by_id=ctx.actor.person_id, answered_at=ctx.now(), reason=reason,
            version=row.version + 1,
        )
    )  # fmt: skip
    if state is HandingState.PUBLISHED or not reason:
        drop_cells(session, row.id)


def tell_answer(ctx: Context, session: Session, row: HandingRow, code: str, reason: str) -> None:
    """A notice for whoever handed it over."""
    department, team = names_of(session, row.place)
    mine = ctx.actor.person_id
    by = name_of(session, mine) if mine is not None else None
    tell(
        ctx, session, [row.by_id], code, f"roster:{row.month}", by=by.name if by else
        ctx.actor.name, team=team or department, month=row.month, reason=reason,
    )  # fmt: skip


def drop_cells(session: Session, handing_id: int) -> None:
    """What it had when it was handed over is known no longer."""
    session.execute(delete(HandedCell).where(HandedCell.handing_id == handing_id))


def handing_subject(key: Scope) -> str:
    """The month's draft as the audit trail names it."""
    return f"{key[0]}@{key[1]:%Y-%m}"


def _of(session: Session, keys: Collection[Scope], *, back: bool = False) -> list[HandingRow]:
    """What waits of these months, with what was handed `back`."""
    months = {month for _scope, month in keys}
    states = [HandingState.WAITING, *([HandingState.HANDED_BACK] if back else [])]
    return [row for row in handings(session, states, months) if row.key in keys]


def _spent(session: Session) -> list[HandingRow]:
    return [row for row in handings(session) if not has_draft(session, row)]


def _say_published(ctx: Context, session: Session, row: HandingRow, reason: str) -> None:
    answer(ctx, session, row, HandingState.PUBLISHED, reason)
    tell_answer(ctx, session, row, "roster.handed_out", reason)


def _say_empty(ctx: Context, session: Session, row: HandingRow) -> None:
    """Nobody's word: whoever handed it over is told, whoever acted."""
    answer(ctx, session, row, HandingState.TAKEN_BACK, "")
    ctx.audit(session, Deed.ROSTER_HAND_END, handing_subject(row.key))
    department, team = names_of(session, row.place)
    words = {"team": team or department, "month": row.month}
    tell_all(ctx, session, [row.by_id], "roster.handed_off", f"roster:{row.month}", **words)
