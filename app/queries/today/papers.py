"""Certificates that are still to be handed in (LEAVE-4), for who is away and who waits for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.queries.leave import rows as leave
from app.queries.leave.rows import LeaveRow
from app.queries.people.rows import place_of
from app.rules.permissions import Place
from app.rules.vocabulary import LeaveKind, LeaveStatus

_SHOWN_FOR = timedelta(days=31)
"""After a leave's last day: what is overdue for longer is history, and among the findings."""


@dataclass(frozen=True, slots=True)
class PaperDue:
    """One leave whose certificate is missing. `due`: the last day for it (an emergency's)."""

    no: str
    name: str
    kind: str
    due: date
    emergency: bool


def papers_due(
    session: Session, today: date, person_id: int | None, sees: Callable[[Place], bool]
) -> tuple[PaperDue, ...]:
    """Those of the person's own leaves and of people at the places that `sees` names, by day."""
    found = [
        PaperDue(row.no, row.name, row.kind, due, row.kind == LeaveKind.EMERGENCY_SICK)
        for row in leave.between(session, today - _SHOWN_FOR, date.max)
        if (due := _missing(row)) is not None
        and (row.person_id == person_id or sees(place_of(session, row.person_id, today)))
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.no)))


def _missing(row: LeaveRow) -> date | None:
    """Until when; of a sick leave that was approved without one, nobody waits for it."""
    if row.kind == LeaveKind.SICK and row.status is LeaveStatus.APPROVED:
        return None
    return row.certificate_due
