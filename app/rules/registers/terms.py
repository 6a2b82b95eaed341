"""By when what a register holds is due: told by the page, judged by the rules.

Terms in hours and days of 24 hours are elapsed time; a complaint's are calendar days. Each is by
the policy values of the moment at which it began.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.rules.books import Complaint, UpwardReport, Visitor
from app.rules.calendar import CentreTime
from app.rules.policy import Policy


def answer_by(report: UpwardReport, policy: Policy) -> datetime:
    """The last minute at which the superior's instruction is in time (ESC-3)."""
    return report.raised_at + timedelta(days=policy.esc_answer_days)


def tell_by(report: UpwardReport, policy: Policy) -> datetime:
    """The last minute by which a superior who was skipped is told (ESC-2)."""
    return report.raised_at + timedelta(hours=policy.esc_told_hours)


def reply_days(complaint: Complaint, policy: Policy) -> int:
    """How many days there are to answer the customer (COMP-2)."""
    return policy.comp_days_abroad if complaint.abroad else policy.comp_days


def last_day(complaint: Complaint, time: CentreTime, policy: Policy) -> date:
    """The last day on which the customer is answered in time (COMP-2)."""
    received = time.local_date(complaint.received_at)
    return received + timedelta(days=reply_days(complaint, policy))


def out_by(visitor: Visitor, policy: Policy) -> datetime:
    """The last minute at which the visitor goes on the same visit (CONF-2)."""
    return visitor.in_at + timedelta(hours=policy.conf_visit_hours)
