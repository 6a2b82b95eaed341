"""Who decides in whose place, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models import Delegation, Person


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """Who decides for whom, from when to when."""

    id: int
    by_id: int
    by_name: str
    to_id: int
    to_name: str
    first: date
    last: date
    reason: str


def delegations_of(session: Session, person_id: int) -> list[DelegationRow]:
    """What somebody delegated, and what was delegated to them, the latest first."""
    by, to = aliased(Person), aliased(Person)
    row = Delegation
    found = session.execute(
        select(
            row.id,
            row.by_id,
            by.name,
            row.to_id,
            to.name,
            row.first_date,
            row.last_date,
            row.reason,
        )
        .join(by, by.id == row.by_id)
        .join(to, to.id == row.to_id)
        .where((row.by_id == person_id) | (row.to_id == person_id))
        .order_by(row.first_date.desc(), row.id.desc())
    )
    return [DelegationRow(*columns) for columns in found]
