"""Approved leaves that somebody wants to give up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Leave, LeaveCancellation, Person
from app.rules.vocabulary import LeaveStatus


@dataclass(frozen=True, slots=True)
class CancellationRow:
    """A request to give up the leave with the number `no`."""

    id: int
    no: str
    name: str
    reason: str
    filed_at: datetime
    status: LeaveStatus
    version: int


def waiting(session: Session) -> list[CancellationRow]:
    """Every request that is undecided, the oldest first."""
    return [CancellationRow(**found._asdict()) for found in session.execute(_waiting())]


def waiting_on(session: Session, leave_no: str) -> CancellationRow | None:
    """The undecided request to give up the leave with this number."""
    found = session.execute(_waiting().where(Leave.leave_no == leave_no)).first()
    return CancellationRow(**found._asdict()) if found else None


@cache
def _waiting() -> Any:
    row = LeaveCancellation
    return (
        select(
            row.id,
            Leave.leave_no.label("no"),
            Person.name,
            row.reason,
            row.filed_at,
            row.status,
            row.version,
        )
        .join(Leave, Leave.id == row.leave_id)
        .join(Person, Person.id == Leave.person_id)
        .where(row.status == LeaveStatus.PENDING)
        .order_by(row.filed_at, row.id)
    )
