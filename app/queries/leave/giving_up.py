"""Approved leaves that somebody wants to give up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Leave, LeaveCancellation, Person
from app.rules.vocabulary import LeaveStatus


@dataclass(frozen=True, slots=True)
class CancellationRow:
    """A request to give a leave up."""

    id: int
    leave_no: str
    name: str
    reason: str
    filed_at: datetime
    status: LeaveStatus
    version: int


def waiting(session: Session) -> list[CancellationRow]:
    """Every request that is undecided, the oldest first."""
    row = LeaveCancellation
    found = session.execute(
        select(
            row.id, Leave.leave_no, Person.name, row.reason, row.filed_at, row.status, row.version
        )
        .join(Leave, Leave.id == row.leave_id)
        .join(Person, Person.id == Leave.person_id)
        .where(row.status == LeaveStatus.PENDING)
        .order_by(row.filed_at, row.id)
    )
    return [CancellationRow(*columns) for columns in found]
