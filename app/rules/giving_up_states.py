"""Where the giving up of a leave may go from where it stands. No other code assigns a state."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.rules.course import Course
from app.rules.requests import RequestKind
from app.rules.vocabulary import LeaveStatus


class GivingUpAction(StrEnum):
    """What can happen to it."""

    GRANT = "grant"
    """The leave is given up: its shifts are worked again."""
    DECLINE = "decline"
    LAPSE = "lapse"
    """The leave has been changed into another meanwhile: there is nothing left to give up."""
    EXPIRE = "expire"
    """The leave's last day is over, and nobody has decided."""


_S, _A = LeaveStatus, GivingUpAction

NEXT: Mapping[tuple[LeaveStatus, GivingUpAction], LeaveStatus] = {
    (_S.PENDING, _A.GRANT): _S.APPROVED,
    (_S.PENDING, _A.DECLINE): _S.DECLINED,
    (_S.PENDING, _A.LAPSE): _S.WITHDRAWN,
    (_S.PENDING, _A.EXPIRE): _S.EXPIRED,
}
"""Its states go by the names of a leave's."""

COURSE = Course(RequestKind.GIVING_UP, LeaveStatus, GivingUpAction, LeaveStatus.PENDING, NEXT)
