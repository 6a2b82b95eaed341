"""The end of a swap request, for this reason or that; how swaps are kept."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.context import Context
from app.models import Swap
from app.queries.swaps import rows
from app.queries.swaps.rows import SwapRow
from app.rules import swap_states
from app.rules.requests import RequestKind
from app.rules.swap_states import SwapAction
from app.rules.vocabulary import SwapStatus
from app.services.requests.ledger import record, tell, tell_all
from app.services.requests.moving import Kept

SWAPS = Kept(swap_states.COURSE, Swap, rows.swap)


OVERTAKEN = "SWAP-11"
"""The reason kept with a request that ended because one of its shifts is in another swap."""


def rivals(session: Session, row: SwapRow) -> list[SwapRow]:
    """The other requests that wait for somebody and are about one of the two shifts of `row`."""
    found = rows.undecided_about(session, *row.legs)
    return [other for other in found if other.id != row.id]


def asks_the_same(row: SwapRow, rival: SwapRow) -> bool:
    """Whether both were asked by one person for one shift of theirs: the first yes counts."""
    return rival.status is SwapStatus.OFFERED and row.legs[0] == rival.legs[0]


def lapse(ctx: Context, session: Session, overtaken: Iterable[SwapRow]) -> None:
    """End the requests that another one has overtaken, inside its transaction."""
    for row in overtaken:
        end(ctx, session, row, SwapAction.CANCEL, OVERTAKEN, code="swap.lapsed")


def end(
    ctx: Context, session: Session, row: SwapRow, action: SwapAction, reason: str, code: str = ""
) -> SwapStatus:
    """End a request for this reason, and tell both parties; the state it is in then. `code`: of
    the notice, where it is not the state's own."""
    state = SWAPS.move(ctx, session, row, action, ended_reason=reason)
    record(ctx, session, SWAPS.ref(row), action, reason=reason)
    notify = tell_all if action is SwapAction.EXPIRE else tell
    notify(
        ctx,
        session,
        row.parties,
        code or f"{RequestKind.SWAP}.{state}",
        SWAPS.ref(row),
        reason=reason,
        requester=row.requester.name,
        counterpart=row.counterpart.name,
        gives=row.requester.gives_on,
        takes=row.counterpart.gives_on,
    )
    return state
