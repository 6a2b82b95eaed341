"""Where one due day of a regular duty stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from app.rules.duties.due import DutyKind
from app.rules.vocabulary import DutyState


class Doing(Protocol):
    """What is recorded of a duty that was done."""

    @property
    def received_at(self) -> datetime | None: ...
    @property
    def returned_at(self) -> datetime | None: ...


def state_of(kind: DutyKind, due_on: date, done: Doing | None, today: date) -> DutyState:
    """Its due day is over at the end of that day."""
    if done is None:
        return DutyState.OVERDUE if due_on < today else DutyState.DUE
    if done.returned_at is not None:
        return DutyState.RETURNED
    if kind.receiver is None:
        return DutyState.DONE
    return DutyState.RECEIVED if done.received_at is not None else DutyState.HANDED_UP


OPEN = frozenset({DutyState.DUE, DutyState.OVERDUE, DutyState.RETURNED})
"""Something is still to be done by whoever does it."""
