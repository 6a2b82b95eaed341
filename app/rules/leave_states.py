"""Where a leave request may go from where it stands. No other code assigns a state."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.rules.course import Course
from app.rules.requests import RequestKind
from app.rules.vocabulary import LeaveStatus


class LeaveAction(StrEnum):
    """What can happen to a leave request."""

    STEP = "step"
    """A step of its chain says yes, another is still to come."""
    APPROVE = "approve"
    """The last step says yes."""
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    """An approved leave is given up, by a request of its own."""


_S, _A = LeaveStatus, LeaveAction

NEXT: Mapping[tuple[LeaveStatus, LeaveAction], LeaveStatus] = {
    (_S.PENDING, _A.STEP): _S.PENDING,
    (_S.PENDING, _A.APPROVE): _S.APPROVED,
    (_S.PENDING, _A.DECLINE): _S.DECLINED,
    (_S.PENDING, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.APPROVED, _A.CANCEL): _S.WITHDRAWN,
}

COURSE = Course(RequestKind.LEAVE, LeaveStatus, LeaveAction, LeaveStatus.PENDING, NEXT)
