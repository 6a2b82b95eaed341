"""One step of a swap request: claimed on the version that was seen, moved by the table, told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import Conflict, NotFound
from app.models import Swap, table_of
from app.queries.swaps import rows
from app.queries.swaps.rows import SwapRow
from app.rules.swap_states import SwapAction, following
from app.rules.vocabulary import Side, SwapStatus, msg
from app.services.requests.ledger import record, tell

SIDES = (Side.REQUESTER, Side.COUNTERPART)

_MOVE = update(table_of(Swap)).where(
    Swap.id == bindparam("of"),
    Swap.version == bindparam("seen"),
    Swap.status == bindparam("was"),
)


def subject(no: str) -> str:
    """What the ledger, the audit trail and notices call the swap with this number."""
    return f"swap:{no}"


def claim(session: Session, no: str, version: int) -> SwapRow:
    """The swap as it is now; a Conflict where it is no longer the `version` that was seen."""
    row = rows.swap(session, no)
    if row is None:
        raise NotFound(msg("No such swap"), msg("There is no swap {no} in this store.", no=no))
    if row.version != version:
        raise Conflict(
            msg("Somebody was faster"),
            msg(
                "Swap {no} has changed since you opened it: it is {state} now.",
                no=row.no,
                state=row.status,
            ),
        )
    return row


def state_after(row: SwapRow, action: SwapAction) -> SwapStatus:
    """The state that `action` leads to; a Conflict where it is not its turn."""
    state = following(row.status, action)
    if state is None:
        raise Conflict(
            msg("That is not its turn"),
            msg("Swap {no} is {state} now.", no=row.no, state=row.status),
        )
    return state


def move(ctx: Context, session: Session, row: SwapRow, action: SwapAction, **values: Any) -> None:
    """Take the one step that the table allows, compared and set on the row's version."""
    state = state_after(row, action)
    seen = {"of": row.id, "seen": row.version, "was": row.status}
    new = {"status": state, "version": row.version + 1, **values}
    moved: Any = session.execute(_MOVE, seen | new)
    assert moved.rowcount == 1, "the writing transaction holds the lock"
    ctx.audit(
        session,
        f"swap.{action}",
        subject(row.no),
        {"status": row.status},
        {"status": state, **values},
    )


def end(ctx: Context, session: Session, row: SwapRow, action: SwapAction, reason: str) -> None:
    """End a request for this reason, and tell both parties."""
    move(ctx, session, row, action, ended_reason=reason)
    record(ctx, session, subject(row.no), action, reason=reason)
    tell(
        ctx,
        session,
        {person.person_id for person in (row.requester, row.counterpart)},
        f"swap.{following(row.status, action)}",
        subject(row.no),
        reason=reason,
        requester=row.requester.name,
        counterpart=row.counterpart.name,
        gives=row.requester.gives_on,
        takes=row.counterpart.gives_on,
    )
