"""What a test of the store does to it, and how it looks at it."""

from __future__ import annotations

from sqlalchemy import select

from app.context import Backup, BackupKind, Context
from app.models import Department
from app.rules.deeds import Deed


def add(context: Context, name: str) -> None:
    """Do something that is on record: add a department."""
    with context.write() as session:
        session.add(Department(name=name))
        context.audit(session, Deed.DEPARTMENT_ADD, name)


def names(context: Context) -> list[str]:
    """The departments, as the store has them."""
    with context.read() as session:
        return list(session.scalars(select(Department.name).order_by(Department.name)))


def manual(context: Context) -> Backup:
    return context.store.back_up(BackupKind.MANUAL, context.now())
