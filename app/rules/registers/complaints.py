"""What COMP-1 and COMP-2 say of one complaint."""

from __future__ import annotations

from datetime import date, datetime

from app.rules.books import Complaint
from app.rules.calendar import CentreTime
from app.rules.figures.figure import Days, EmployeeNo, Figures
from app.rules.figures.registers import (
    ClosedByOther,
    ComplaintWithoutResult,
    CustomerAnsweredLate,
    CustomerUnanswered,
)
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.registers.terms import last_day, reply_days
from app.rules.vocabulary import Level


def check_close(complaint: Complaint, time: CentreTime) -> Finding | None:
    """COMP-1: closed by the first receiver, with what was done."""
    if complaint.closed_at is None:
        return None
    day = time.local_date(complaint.closed_at)
    if not complaint.handled:
        return Finding(complaint.no, complaint.received_by, day, ComplaintWithoutResult())
    if complaint.closed_by == complaint.received_by:
        return None
    figures = ClosedByOther(closed_by=EmployeeNo(complaint.closed_by))
    return Finding(complaint.no, complaint.received_by, day, figures, Level.WARNING)


def check_reply(
    complaint: Complaint, time: CentreTime, policy: Policy, as_of: datetime
) -> Finding | None:
    """COMP-2: the customer is answered by the last day. `policy`: that of the receipt."""
    last = last_day(complaint, time, policy)
    if time.local_date(complaint.replied_at or as_of) <= last:
        return None
    figures = _late(complaint, time, policy, last)
    return Finding(complaint.no, complaint.received_by, last, figures)


def _late(complaint: Complaint, time: CentreTime, policy: Policy, last: date) -> Figures:
    days = Days(reply_days(complaint, policy))
    received = time.local_date(complaint.received_at)
    if complaint.replied_at is None:
        return CustomerUnanswered(reply_days=days, received_on=received, last_day=last)
    return CustomerAnsweredLate(
        reply_days=days,
        received_on=received,
        last_day=last,
        replied_on=time.local_date(complaint.replied_at),
    )
