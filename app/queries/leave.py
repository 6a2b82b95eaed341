"""Leave requests as rows: one whole, a person's own, what is undecided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Leave, LeaveStep, Person
from app.rules.vocabulary import LeaveStatus, LeaveStepKind


@dataclass(frozen=True, slots=True)
class StepRow:
    """One decided step of a chain."""

    step: LeaveStepKind
    by_no: str
    by_name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """One leave request. `version` guards against two people deciding at once."""

    id: int
    no: str
    person_id: int
    person_no: str
    name: str
    filed_by_no: str
    filed_at: datetime
    kind: str
    first: date
    last: date
    reason: str
    special: str
    late_approved: bool
    certificate_from: date | None
    certificate_to: date | None
    certificate_at: datetime | None
    phoned_at: datetime | None
    phoned_by: str
    status: LeaveStatus
    approved_at: datetime | None
    ended_reason: str
    replaces_no: str
    version: int
    steps: tuple[StepRow, ...] = ()

    @property
    def days(self) -> int:
        """Calendar days, both ends included."""
        return (self.last - self.first).days + 1


def leave(session: Session, no: str) -> LeaveRow | None:
    """The leave with this number."""
    return next(iter(_rows(session, _query().where(Leave.leave_no == no))), None)


def leaves_of(session: Session, person_id: int) -> list[LeaveRow]:
    """A person's leaves, the latest filed first."""
    mine = _query().where(Leave.person_id == person_id)
    return _rows(session, mine.order_by(Leave.filed_at.desc(), Leave.id.desc()))


def undecided(session: Session) -> list[LeaveRow]:
    """Everything that waits for somebody, the oldest first."""
    waiting = _query().where(Leave.status == LeaveStatus.PENDING)
    return _rows(session, waiting.order_by(Leave.filed_at, Leave.id))


def between(session: Session, first: date, last: date) -> list[LeaveRow]:
    """The register (请假登记表): leaves with a day between `first` and `last`, by number."""
    query = _query().where(Leave.first_date <= last, Leave.last_date >= first)
    return _rows(session, query.order_by(Leave.leave_no))


@cache
def _query() -> Any:
    """Built once: putting it together takes longer than running it."""
    return select(
        Leave.id,
        Leave.leave_no,
        Leave.person_id,
        Person.employee_no,
        Person.name,
        Leave.filed_by_no,
        Leave.filed_at,
        Leave.kind,
        Leave.first_date,
        Leave.last_date,
        Leave.reason,
        Leave.special,
        Leave.late_approved,
        Leave.certificate_from,
        Leave.certificate_to,
        Leave.certificate_at,
        Leave.phoned_at,
        Leave.phoned_by,
        Leave.status,
        Leave.approved_at,
        Leave.ended_reason,
        Leave.replaces_no,
        Leave.version,
    ).join(Person, Person.id == Leave.person_id)


def _rows(session: Session, query: Any) -> list[LeaveRow]:
    found: list[Any] = list(session.execute(query))
    steps: dict[int, list[StepRow]] = {row[0]: [] for row in found}
    order = list(LeaveStepKind)
    decided: Any = (
        select(LeaveStep.leave_id, LeaveStep.step, LeaveStep.by_no, Person.name, LeaveStep.at)
        .outerjoin(Person, Person.employee_no == LeaveStep.by_no)
        .where(LeaveStep.leave_id.in_(steps))
    )
    for key, step, by_no, name, at in session.execute(decided):
        steps[key].append(StepRow(step, by_no, name or "", at))
    return [
        replace(
            LeaveRow(*row),
            steps=tuple(sorted(steps[row[0]], key=lambda step: order.index(step.step))),
        )
        for row in found
    ]
