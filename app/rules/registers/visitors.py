"""What CONF-2 says of one visit."""

from __future__ import annotations

from datetime import date, datetime

from app.rules.books import Visitor
from app.rules.facts import Post
from app.rules.figures.figure import Figures
from app.rules.figures.registers import (
    ApproverNotEntitled,
    EnteredUnapproved,
    LeftBeforeEntering,
    LeftTooLate,
    StillInside,
)
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.registers.terms import out_by
from app.rules.vocabulary import Level, Role

LETTING_IN = frozenset({Role.TEAM_LEADER, Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR})
"""Who may let an outsider in."""


def check_visit(
    visitor: Visitor, approver: Post | None, day: date, policy: Policy, as_of: datetime
) -> Finding | None:
    """CONF-2. `approver`: their post on `day`, the date of entering; `policy`: that of then."""
    fault = _unapproved(visitor, approver)
    if fault is not None:
        return Finding(visitor.no, visitor.approved_by, day, fault)
    doubt = _overstayed(visitor, policy, as_of)
    if doubt is None:
        return None
    return Finding(visitor.no, visitor.approved_by, day, doubt, Level.WARNING)


def _unapproved(visitor: Visitor, approver: Post | None) -> Figures | None:
    if not visitor.approved_by:
        return EnteredUnapproved(visitor=visitor.name)
    role = approver.role if approver else None
    return None if role in LETTING_IN else ApproverNotEntitled(visitor=visitor.name, role=role)


def _overstayed(visitor: Visitor, policy: Policy, as_of: datetime) -> Figures | None:
    came, went, term = visitor.in_at, visitor.out_at, out_by(visitor, policy)
    hours = policy.conf_visit_hours
    if went is not None and went < came:
        return LeftBeforeEntering(visitor=visitor.name, came=came, went=went)
    if (went or as_of) <= term:
        return None
    if went is None:
        return StillInside(visitor=visitor.name, visit_hours=hours, out_by=term)
    return LeftTooLate(visitor=visitor.name, visit_hours=hours, out_by=term, went=went)
