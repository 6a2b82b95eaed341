"""Wishes for days and shifts, and the months that take no more of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Person, ShiftType, ShiftWish, WishClosing
from app.queries.roster.scopes import Scope
from app.queries.work import Ids
from app.rules.rostering.wishes import Wish


@dataclass(frozen=True, slots=True)
class WishRow:
    """One wish, with whose it is."""

    id: int
    person_id: int
    name: str
    wish: Wish
    scope: str = ""
    """To whose month the day belongs, where that was asked for."""


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """That a team's month takes no more wishes; `by` "" where nobody is known for it."""

    scope: str
    month: date
    at: datetime
    by: str


def wish_rows(session: Session, first: date, last: date, people: Ids = None) -> list[WishRow]:
    """The wishes from `first` to `last`, by day and number."""
    table = ShiftWish
    query = (
        select(
            table.id, table.person_id, Person.name, Person.employee_no, table.day,
            ShiftType.code, table.wanted, table.weight,
        )
        .join(Person, Person.id == table.person_id)
        .outerjoin(ShiftType, ShiftType.id == table.shift_id)
        .where(table.day.between(first, last))
        .order_by(table.day, Person.employee_no, table.wanted.desc(), table.id)
    )  # fmt: skip
    if people is not None:
        query = query.where(table.person_id.in_(people))
    return [
        WishRow(key, person, name, Wish(no, day, code or "", wanted, weight))
        for key, person, name, no, day, code, wanted, weight in session.execute(query)
    ]


def closings(session: Session, months: Collection[date]) -> Mapping[Scope, ClosingRow]:
    """Which of `months` (their first days) are closed, for whom."""
    table = WishClosing
    rows = session.execute(
        select(table.scope, table.month, table.closed_at, Person.name)
        .outerjoin(Person, Person.id == table.closed_by_id)
        .where(table.month.in_(months))
    )
    return {
        (scope, month): ClosingRow(scope, month, at, name or "") for scope, month, at, name in rows
    }
