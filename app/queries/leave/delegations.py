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
    by_no: str
    to_id: int
    to_name: str
    to_no: str
    first: date
    last: date
    reason: str


def delegations_of(session: Session, person_id: int) -> list[DelegationRow]:
    """What somebody delegated, and what was delegated to them, the latest first."""
    by, to = aliased(Person), aliased(Person)
    given = Delegation
    found = session.execute(
        select(
            given.id,
            given.by_id,
            by.name.label("by_name"),
            by.employee_no.label("by_no"),
            given.to_id,
            to.name.label("to_name"),
            to.employee_no.label("to_no"),
            given.first_date.label("first"),
            given.last_date.label("last"),
            given.reason,
        )
        .join(by, by.id == given.by_id)
        .join(to, to.id == given.to_id)
        .where((given.by_id == person_id) | (given.to_id == person_id))
        .order_by(given.first_date.desc(), given.id.desc())
    )
    return [DelegationRow(**row._asdict()) for row in found]
