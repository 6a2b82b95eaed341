"""The end of a swap request, for this reason or that; how swaps are kept."""

from __future__ import annotations

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


def end(
    ctx: Context, session: Session, row: SwapRow, action: SwapAction, reason: str
) -> SwapStatus:
    """End a request for this reason, and tell both parties; the state it is in then."""
    state = SWAPS.move(ctx, session, row, action, ended_reason=reason)
    record(ctx, session, SWAPS.ref(row), action, reason=reason)
    notify = tell_all if action is SwapAction.EXPIRE else tell
    notify(
        ctx,
        session,
        row.parties,
        f"{RequestKind.SWAP}.{state}",
        SWAPS.ref(row),
        reason=reason,
        requester=row.requester.name,
        counterpart=row.counterpart.name,
        gives=row.requester.gives_on,
        takes=row.counterpart.gives_on,
    )
    return state
