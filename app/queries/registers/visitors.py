"""Visitors with who let them in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
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


def visitors(session: Session) -> list[VisitorRow]:
    """Every visit, the latest first."""
    row = m.Visitor
    return _rows(session, _query().order_by(row.in_at.desc(), row.id.desc()))


def visitor(session: Session, no: str) -> VisitorRow | None:
    """The visit with this number."""
    found = _rows(session, _query().where(m.Visitor.visitor_no == no))
    return found[0] if found else None


def _query() -> Any:
    row, approver, registrar = m.Visitor, aliased(m.Person), aliased(m.Person)
    return (
        select(
            *(row.id, row.visitor_no, row.name, row.reason, row.in_at, row.out_at, row.version),
            *(approver.id, registrar.id, approver.employee_no, approver.name, registrar.name),
        )
        .outerjoin(approver, approver.id == row.approved_by_id)
        .outerjoin(registrar, registrar.id == row.registered_by_id)
    )


def _rows(session: Session, query: Any) -> list[VisitorRow]:
    return [
        VisitorRow(*row[:9], *(name or "" for name in row[9:])) for row in session.execute(query)
    ]
