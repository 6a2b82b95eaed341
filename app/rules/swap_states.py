"""Where a swap request may go from where it stands. No other code assigns a state."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.rules.course import Course
from app.rules.requests import RequestKind
from app.rules.vocabulary import SwapStatus


class SwapAction(StrEnum):
    """What can happen to a swap request."""

    OFFER = "offer"
    AGREE = "agree"
    APPROVE = "approve"
    """One side's leader consents, the other side's is still to come."""
    COMPLETE = "complete"
    """The last consent: the swap takes effect."""
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    CANCEL = "cancel"
    """The roster moved, and the swap no longer holds."""
    TAKE_BACK = "take_back"
    """In effect, it is undone by all who agreed to it (SWAP-11)."""


_S, _A = SwapStatus, SwapAction

NEXT: Mapping[tuple[SwapStatus, SwapAction], SwapStatus] = {
    (_S.DRAFT, _A.OFFER): _S.OFFERED,
    (_S.DRAFT, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.OFFERED, _A.AGREE): _S.AGREED,
    (_S.OFFERED, _A.DECLINE): _S.DECLINED,
    (_S.OFFERED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.AGREED, _A.APPROVE): _S.PART_APPROVED,
    (_S.AGREED, _A.COMPLETE): _S.EFFECTIVE,
    (_S.AGREED, _A.DECLINE): _S.DECLINED,
    (_S.AGREED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.PART_APPROVED, _A.COMPLETE): _S.EFFECTIVE,
    (_S.PART_APPROVED, _A.DECLINE): _S.DECLINED,
    (_S.PART_APPROVED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.EFFECTIVE, _A.TAKE_BACK): _S.CANCELLED,
    **{
        (state, action): end
        for state in (_S.DRAFT, _S.OFFERED, _S.AGREED, _S.PART_APPROVED)
        for action, end in ((_A.EXPIRE, _S.EXPIRED), (_A.CANCEL, _S.CANCELLED))
    },
}

CONSENTING = (SwapStatus.AGREED, SwapStatus.PART_APPROVED)
"""Waiting for a consent."""

UNDECIDED = (SwapStatus.OFFERED, *CONSENTING)
"""Waiting for somebody."""

HOLDING = (*CONSENTING, SwapStatus.EFFECTIVE)
"""These hold a place in the month of both parties (SWAP-2)."""

COURSE = Course(RequestKind.SWAP, SwapStatus, SwapAction, SwapStatus.OFFERED, NEXT)
