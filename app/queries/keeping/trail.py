"""The audit trail's head: as an anchor outside the file, what has come since it was seen, and what
was done last to each subject."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import AuditEntry
from app.rules.deeds import Deed

_SHOWN = 16


def trail_head(session: Session) -> str:
    """The last row's number and the beginning of its link: "1204-3f2a9c0b11d2e4f6"."""
    last = session.execute(
        select(AuditEntry.id, AuditEntry.mac).order_by(AuditEntry.id.desc()).limit(1)
    ).one_or_none()
    return f"{last.id}-{last.mac[:_SHOWN]}" if last else ""


def last(session: Session) -> int:
    """The number of the latest entry; 0 before the first. Whatever changes the store raises it."""
    return session.scalar(select(func.max(AuditEntry.id))) or 0


def since(session: Session, number: int) -> list[tuple[int, str]]:
    """Number and action of that entry and of each after it, the oldest first."""
    found = session.execute(
        select(AuditEntry.id, AuditEntry.action)
        .where(AuditEntry.id >= number)
        .order_by(AuditEntry.id)
    )
    return [(row[0], row[1]) for row in found]


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done to a subject, and when."""

    deed: Deed
    at: datetime


def latest(session: Session, deeds: Collection[Deed]) -> dict[str, Entry]:
    """The latest of `deeds` that was done to each subject."""
    of_them = AuditEntry.action.in_([deed.value for deed in deeds])
    lasts = select(func.max(AuditEntry.id)).where(of_them).group_by(AuditEntry.subject)
    query = select(AuditEntry.subject, AuditEntry.action, AuditEntry.at)
    found = session.execute(query.where(AuditEntry.id.in_(lasts)))
    return {subject: Entry(Deed(action), at) for subject, action, at in found}
