"""The needs of dates that stand, computed or set by hand; the shifts that a department works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assignment, Post, ShiftType, StaffingNeed
from app.rules.rostering.computed import NeedScope
from app.rules.vocabulary import Role

Cell = tuple[int, date]
"""A shift's id and a date."""


@dataclass(frozen=True, slots=True)
class ShiftInService:
    """A shift; `end` <= `start` means that it ends the next day."""

    id: int
    code: str
    name: str
    start: time
    end: time


def shifts_in_service(session: Session) -> list[ShiftInService]:
    """By start and code."""
    shift = ShiftType
    rows = session.execute(
        select(
            shift.id,
            shift.code,
            shift.name,
            shift.start_at.label("start"),
            shift.end_at.label("end"),
        )
        .where(~shift.retired)
        .order_by(shift.start_at, shift.code)
    )
    return [ShiftInService(**row._asdict()) for row in rows]


def shifts_worked(session: Session, scope: NeedScope, since: date) -> frozenset[int]:
    """The ids of the shifts that agents of the department and job type were rostered on."""
    members = select(Post.person_id).where(
        Post.department_id == scope.department_id, Post.role == Role.AGENT
    )
    if scope.job_type:
        members = members.where(Post.job_type == scope.job_type)
    found = session.scalars(
        select(Assignment.shift_id)
        .where(Assignment.person_id.in_(members), Assignment.day >= since)
        .distinct()
    )
    return frozenset(found)


def of_scope(scope: NeedScope) -> tuple[Any, ...]:
    """The needs of its people, of whatever date; a team's are the team's own."""
    need = StaffingNeed
    return (
        need.department_id == scope.department_id,
        need.team_id.is_(None),
        need.job_type == scope.job_type,
    )


def dated(session: Session, scope: NeedScope, *, computed: bool) -> Mapping[Cell, int]:
    """The least people of each shift and date of its dates, computed or set by hand."""
    need = StaffingNeed
    rows = session.execute(
        select(need.shift_id, need.day, need.least).where(
            *of_scope(scope),
            need.computed.is_(computed),
            need.day.between(scope.first, scope.last),
        )
    )
    return {(shift, day): least for shift, day, least in rows if day is not None}
