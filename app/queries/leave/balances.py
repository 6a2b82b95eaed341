"""Balances of a centre's own kinds of leave: what is left, and every entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import LeaveBalance, Person
from app.rules.vocabulary import BalanceEntry


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry: days added, or, negative, taken away."""

    entry: BalanceEntry
    days: int
    leave_no: str
    at: datetime
    by_no: str
    note: str
    by_name: str = ""
    """Of whoever has this number now; "" for nobody's."""


_NAME = func.coalesce(Person.name, "").label("by_name")


def left(session: Session, person_id: int, kind: str) -> int:
    """The days that a person has left of a kind."""
    total = session.scalar(
        select(func.sum(LeaveBalance.days)).where(
            LeaveBalance.person_id == person_id, LeaveBalance.kind == kind
        )
    )
    return total or 0


def all_left(session: Session) -> dict[tuple[int, str], int]:
    """(person id, kind) -> the days left, for everybody who ever had any."""
    row = LeaveBalance
    query = select(row.person_id, row.kind, func.sum(row.days)).group_by(row.person_id, row.kind)
    return {(person, kind): days for person, kind, days in session.execute(query)}


def entries(session: Session, person_id: int, kind: str) -> list[EntryRow]:
    """A person's balance of a kind with its history, the latest first."""
    row = LeaveBalance
    found = session.execute(
        select(row.entry, row.days, row.leave_no, row.at, row.by_no, row.note, _NAME)
        .outerjoin(Person, Person.employee_no == row.by_no)
        .where(row.person_id == person_id, row.kind == kind)
        .order_by(row.id.desc())
    )
    return [EntryRow(**columns._asdict()) for columns in found]
