"""The audit trail's head: as an anchor outside the file, what has come since it was seen, and what
was done last to each subject."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import AuditEntry, Person
from app.rules.deeds import Deed, Deeds

_SHOWN = 16


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed something last, by name where they have one, and when."""

    who: str
    at: datetime


def trail_head(session: Session) -> str:
    """The last row's number and the beginning of its link: "1204-3f2a9c0b11d2e4f6"."""
    last = session.execute(
        select(AuditEntry.id, AuditEntry.mac).order_by(AuditEntry.id.desc()).limit(1)
    ).one_or_none()
    return f"{last.id}-{last.mac[:_SHOWN]}" if last else ""


def head_of(session: Session, deed: Deed, subject: str, told: str) -> str:
    """The same of the latest entry of `deed` about `subject` whose details hold `told`."""
    entry = AuditEntry
    found = session.execute(
        select(entry.id, entry.mac)
        .where(entry.action == deed.value, entry.subject == subject, entry.after.contains(told))
        .order_by(entry.id.desc())
        .limit(1)
    ).one()
    return f"{found.id}-{found.mac[:_SHOWN]}"


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


def after(session: Session, head: str) -> list[tuple[str, str]] | None:
    """Action and subject of each entry after the one with this `trail_head`, the oldest first;
    None where the trail has no such entry: it is another one's, or was gone back on."""
    number, _, link = head.partition("-")
    found = session.execute(
        select(AuditEntry.action, AuditEntry.subject, AuditEntry.mac)
        .where(AuditEntry.id >= int(number or 0))
        .order_by(AuditEntry.id)
    ).all()
    if not found or not link or not found[0].mac.startswith(link):
        return None
    return [(row.action, row.subject) for row in found[1:]]


def last_change(session: Session, subjects: Collection[str], deeds: Deeds) -> LastChange | None:
    """The latest of `deeds` about one of `subjects`; None where the trail has none."""
    entry = AuditEntry
    found = session.execute(
        select(entry.actor, Person.name, entry.at)
        .outerjoin(Person, Person.employee_no == entry.actor)
        .where(entry.subject.in_(subjects), entry.action.in_(deeds))
        .order_by(entry.id.desc())
        .limit(1)
    ).one_or_none()
    return LastChange(found.name or found.actor, found.at) if found else None


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
