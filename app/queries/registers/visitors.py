"""Visitors with who let them in."""

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
class VisitorRow:
    """One visit. Who approved and who entered it: None and "" where nobody is on record."""

    id: int
    no: str
    name: str
    reason: str
    in_at: datetime
    out_at: datetime | None
    version: int
    approved_by_id: int | None
    registered_by_id: int | None
    approved_by: str
    approved_by_name: str
    registered_by_name: str

    @property
    def is_inside(self) -> bool:
        return self.out_at is None

    @property
    def owner_id(self) -> int | None:
        """By whose post it is seen: who entered it, or, of an imported one, who approved."""
        return self.registered_by_id or self.approved_by_id

    def fact(self) -> books.Visitor:
        """What the rules judge."""
        return books.Visitor(
            self.no, self.name, self.reason, self.approved_by, self.in_at, self.out_at
        )


def visitors(session: Session, inside_of: int | None = None) -> list[VisitorRow]:
    """Every visit, or those inside whom a person let in; the latest first."""
    row, query = m.Visitor, _query()
    if inside_of is not None:
        query = query.where(row.approved_by_id == inside_of, row.out_at.is_(None))
    return _rows(session, query.order_by(row.in_at.desc(), row.id.desc()))


def visitor(session: Session, no: str) -> VisitorRow | None:
    """The visit with this number."""
    found = _rows(session, _query().where(m.Visitor.visitor_no == no))
    return found[0] if found else None


@cache
def _query() -> Any:
    row, approver, registrar = m.Visitor, aliased(m.Person), aliased(m.Person)
    return (
        select(
            row.id,
            row.visitor_no.label("no"),
            row.name,
            row.reason,
            row.in_at,
            row.out_at,
            row.version,
            approver.id.label("approved_by_id"),
            registrar.id.label("registered_by_id"),
            func.coalesce(approver.employee_no, "").label("approved_by"),
            func.coalesce(approver.name, "").label("approved_by_name"),
            func.coalesce(registrar.name, "").label("registered_by_name"),
        )
        .outerjoin(approver, approver.id == row.approved_by_id)
        .outerjoin(registrar, registrar.id == row.registered_by_id)
    )


def _rows(session: Session, query: Any) -> list[VisitorRow]:
    return [VisitorRow(**row._mapping) for row in session.execute(query)]
