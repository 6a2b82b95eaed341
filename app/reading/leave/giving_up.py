"""Who decides on giving up a leave."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.leave.rows import LeaveRow
from app.reading.leave.judging import judge_leave
from app.rules.leave_verdict import deciders


def who_decides(ctx: Context, session: Session, row: LeaveRow) -> list[str]:
    """Who decides on giving this leave up: the numbers of the approvers of its first step, or of
    the next that has any."""
    return approvers(ctx, session, row) or []


def approvers(ctx: Context, session: Session, row: LeaveRow) -> list[str] | None:
    """None for a leave that has no chain: the director's own."""
    judged = judge_leave(ctx, session, row)
    if not judged.steps:
        return None
    found = ([person.no for person in deciders(judged.facts, step)] for step in judged.steps)
    return next(filter(None, found), [])
