"""Customers' complaints with the names of who deals with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import func, select
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


def complaints(session: Session, open_of: int | None = None) -> list[ComplaintRow]:
    """Every complaint, or the open ones that a person received first; the latest first."""
    row, query = m.Complaint, _query()
    if open_of is not None:
        query = query.where(row.received_by_id == open_of, row.closed_at.is_(None))
    return _rows(session, query.order_by(row.received_at.desc(), row.id.desc()))


def complaint(session: Session, no: str) -> ComplaintRow | None:
    """The complaint with this number."""
    found = _rows(session, _query().where(m.Complaint.complaint_no == no))
    return found[0] if found else None


@cache
def _query() -> Any:
    row, first, closer = m.Complaint, aliased(m.Person), aliased(m.Person)
    registrar, replier = aliased(m.Person), aliased(m.Person)
    return (
        select(
            row.id,
            row.complaint_no.label("no"),
            row.received_at,
            first.id.label("received_by_id"),
            first.employee_no.label("received_by"),
            first.name.label("received_by_name"),
            row.contact_ref,
            row.abroad,
            row.subject,
            row.replied_at,
            row.closed_at,
            row.handled,
            row.version,
            func.coalesce(closer.employee_no, "").label("closed_by"),
            func.coalesce(closer.name, "").label("closed_by_name"),
            func.coalesce(registrar.name, "").label("registered_by_name"),
            func.coalesce(replier.name, "").label("replied_by_name"),
        )
        .join(first, first.id == row.received_by_id)
        .outerjoin(closer, closer.id == row.closed_by_id)
        .outerjoin(registrar, registrar.id == row.registered_by_id)
        .outerjoin(replier, replier.id == row.replied_by_id)
    )


def _rows(session: Session, query: Any) -> list[ComplaintRow]:
    return [ComplaintRow(**row._mapping) for row in session.execute(query)]
