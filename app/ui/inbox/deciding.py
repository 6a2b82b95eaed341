"""Writing the decision that a request asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.queries.today.waiting import WaitsFor
from app.reading.requests.view import RequestView
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.services.leave import cancelling
from app.services.leave import requests as leave
from app.services.swaps import requests as swaps

if TYPE_CHECKING:
    from app.context import Context

_SWAPS = frozenset({"swaps", "roster", "notices"})
_LEAVES = frozenset({"leaves", "roster", "notices"})
_OF_SWAPS = (WaitsFor.SWAP_ANSWER, WaitsFor.SWAP_CONSENT)


def changed_by(view: RequestView) -> frozenset[str]:
    """The topics that a decision on `view` changes."""
    return _SWAPS if view.asked in _OF_SWAPS else _LEAVES


def decide(
    ctx: Context, *, view: RequestView, yes: bool, reason: str
) -> SwapStatus | LeaveStatus | None:
    """Write the decision that `view` asks for; the state that a yes has brought the request to."""
    no, version = view.no, view.version
    match view.asked:
        case WaitsFor.LEAVE_CANCELLING:
            assert view.cancelling is not None
            cancelling.decide_cancelling(ctx, view.cancelling.id, version, yes=yes, reason=reason)
        case WaitsFor.LEAVE_STEP if yes:
            return leave.approve_step(ctx, no, version, accept_late=view.late, reason=reason)
        case WaitsFor.LEAVE_STEP:
            leave.decline_leave(ctx, no, version, reason)
        case WaitsFor.SWAP_ANSWER if yes:
            swaps.agree(ctx, no, version)
        case WaitsFor.SWAP_CONSENT if yes:
            return swaps.approve(ctx, no, version)
        case _:
            swaps.decline(ctx, no, version, reason)
    return None
