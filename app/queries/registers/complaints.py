"""Customers' complaints with the names of who deals with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.rules import books


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint. Names are "" where nobody is."""

    id: int
    no: str
    received_at: datetime
    received_by_id: int
    received_by: str
    received_by_name: str
    contact_ref: str
    abroad: bool
    subject: str
    replied_at: datetime | None
    closed_at: datetime | None
    handled: str
    version: int
    closed_by: str
    closed_by_name: str
    registered_by_name: str
    replied_by_name: str

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def fact(self) -> books.Complaint:
        """What the rules judge."""
        return books.Complaint(
            no=self.no,
            received_at=self.received_at,
            received_by=self.received_by,
            contact_ref=self.contact_ref,
            abroad=self.abroad,
            subject=self.subject,
            replied_at=self.replied_at,
            closed_at=self.closed_at,
            closed_by=self.closed_by,
            handled=self.handled,
        )


def complaints(session: Session) -> list[ComplaintRow]:
    """Every complaint, the latest first."""
    row = m.Complaint
    return _rows(session, _query().order_by(row.received_at.desc(), row.id.desc()))


def complaint(session: Session, no: str) -> ComplaintRow | None:
    """The complaint with this number."""
    found = _rows(session, _query().where(m.Complaint.complaint_no == no))
    return found[0] if found else None


def _query() -> Any:
    row, first, closer = m.Complaint, aliased(m.Person), aliased(m.Person)
    registrar, replier = aliased(m.Person), aliased(m.Person)
    return (
        select(
            *(row.id, row.complaint_no, row.received_at, first.id, first.employee_no, first.name),
            *(row.contact_ref, row.abroad, row.subject, row.replied_at, row.closed_at),
            *(row.handled, row.version, closer.employee_no, closer.name, registrar.name),
            replier.name,
        )
        .join(first, first.id == row.received_by_id)
        .outerjoin(closer, closer.id == row.closed_by_id)
        .outerjoin(registrar, registrar.id == row.registered_by_id)
        .outerjoin(replier, replier.id == row.replied_by_id)
    )


def _rows(session: Session, query: Any) -> list[ComplaintRow]:
    return [
        ComplaintRow(*row[:13], *(name or "" for name in row[13:]))
        for row in session.execute(query)
    ]
