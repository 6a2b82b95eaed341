"""Where a leave request may go from where it stands. No other code assigns a state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from app.rules.course import Course
from app.rules.kinds import is_sick
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
    EXPIRE = "expire"
    """Its last day is over, and nobody has decided."""


_S, _A = LeaveStatus, LeaveAction

NEXT: Mapping[tuple[LeaveStatus, LeaveAction], LeaveStatus] = {
    (_S.PENDING, _A.STEP): _S.PENDING,
    (_S.PENDING, _A.APPROVE): _S.APPROVED,
    (_S.PENDING, _A.DECLINE): _S.DECLINED,
    (_S.PENDING, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.PENDING, _A.EXPIRE): _S.EXPIRED,
    (_S.APPROVED, _A.CANCEL): _S.WITHDRAWN,
}

COURSE = Course(RequestKind.LEAVE, LeaveStatus, LeaveAction, LeaveStatus.PENDING, NEXT)


def expires(kind: str, last: date, today: date) -> bool:
    """Whether an undecided request of that kind, whose last day is `last`, has expired by `today`.

    A sick one stays open (and is overdue).
    """
    return last < today and not is_sick(kind)


def is_overdue(status: LeaveStatus, kind: str, last: date, today: date) -> bool:
    """Whether a leave still waits for a decision though its last day is over: a sick one does."""
    return status is LeaveStatus.PENDING and last < today and is_sick(kind)
