"""By what number people can be called."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Person, PhoneNumber


def phone_of(session: Session, person_id: int) -> str:
    """Somebody's number; "" for none."""
    row = PhoneNumber
    return session.scalar(select(row.number).where(row.person_id == person_id)) or ""


def phones_of(session: Session, numbers: Collection[str]) -> dict[str, str]:
    """Employee number -> telephone number, of those who have one."""
    row = PhoneNumber
    query = (
        select(Person.employee_no, row.number)
        .join(row, row.person_id == Person.id)
        .where(Person.employee_no.in_(numbers))
    )
    return {row[0]: row[1] for row in session.execute(query)}
