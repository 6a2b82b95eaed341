"""ATT-5: leaving the floor needs permission with a time limit, and the limit is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.rules.books import LeftFloor
from app.rules.figures.desks import (
    BackBeforeLeaving,
    LeftWithoutLeave,
    LeftWithoutLimit,
    LimitOverrun,
)
from app.rules.figures.figure import EmployeeNo
from app.rules.vocabulary import Level

_MINUTE = timedelta(minutes=1)

OffFloor = LeftWithoutLeave | LeftWithoutLimit | LimitOverrun | BackBeforeLeaving


def due_back(row: LeftFloor) -> datetime | None:
    """When the permission ends; None where it has no limit."""
    return None if row.limit_minutes is None else row.left_at + row.limit_minutes * _MINUTE


def judge_leaving(
    row: LeftFloor, *, allower_leads: bool, as_of: datetime
) -> tuple[OffFloor, Level] | None:
    """ATT-5 for one row, as things stand at `as_of`; None where it is kept.

    `allower_leads`: whether `row.allowed_by` leads the department of the person's post, both on
    the date of leaving.
    """
    allowed = EmployeeNo(row.allowed_by)
    if not allower_leads or row.allowed_by in ("", row.person):
        return LeftWithoutLeave(left_at=row.left_at, allowed_by=allowed), Level.BREACH
    due = due_back(row)
    if due is None:
        return LeftWithoutLimit(left_at=row.left_at, allowed_by=allowed), Level.BREACH
    if row.back_at is not None and row.back_at < row.left_at:
        return BackBeforeLeaving(left_at=row.left_at, back_at=row.back_at), Level.WARNING
    if (row.back_at or as_of) > due:
        return LimitOverrun(left_at=row.left_at, due_back=due, back_at=row.back_at), Level.WARNING
    return None
