"""Where a request to take an effective swap back may go. No other code assigns a state."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.rules.course import Course
from app.rules.requests import RequestKind
from app.rules.vocabulary import SwapStatus


class TakingBackAction(StrEnum):
    """What can happen to it."""

    AGREE = "agree"
    APPROVE = "approve"
    """One side's leader consents, the other side's is still to come."""
    COMPLETE = "complete"
    """The last consent: the swap is undone."""
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    """The earlier shift has started, and the request is undecided."""
    CANCEL = "cancel"
    """The swap is no longer in effect: there is nothing to take back."""


_S, _A = SwapStatus, TakingBackAction
_WAITING = (_S.OFFERED, _S.AGREED, _S.PART_APPROVED)

NEXT: Mapping[tuple[SwapStatus, TakingBackAction], SwapStatus] = {
    (_S.OFFERED, _A.AGREE): _S.AGREED,
    (_S.AGREED, _A.APPROVE): _S.PART_APPROVED,
    (_S.AGREED, _A.COMPLETE): _S.EFFECTIVE,
    (_S.PART_APPROVED, _A.COMPLETE): _S.EFFECTIVE,
    **{
        (state, action): end
        for state in _WAITING
        for action, end in (
            (_A.DECLINE, _S.DECLINED),
            (_A.WITHDRAW, _S.WITHDRAWN),
            (_A.EXPIRE, _S.EXPIRED),
            (_A.CANCEL, _S.CANCELLED),
        )
    },
}
"""Its states go by the names of a swap's."""

COURSE = Course(RequestKind.TAKING_BACK, SwapStatus, TakingBackAction, SwapStatus.OFFERED, NEXT)
"""How requests to take a swap back are kept."""
