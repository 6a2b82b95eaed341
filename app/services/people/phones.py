"""Telephone numbers, written with the person whom they belong to."""

from __future__ import annotations

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.models import PhoneNumber


def write_phone(session: Session, person_id: int, number: str) -> None:
    """Keep this number; "" keeps none."""
    row = PhoneNumber
    session.execute(delete(row).where(row.person_id == person_id))
    if number:
        session.execute(insert(row), [{"person_id": person_id, "number": number}])
