"""Leave requests as rows: one whole, a person's own, what is undecided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.models import Leave, LeaveStep, Person
from app.rules.facts import Certificate, Signature
from app.rules.facts import Leave as LeaveFact
from app.rules.kinds import is_sick
from app.rules.leave_states import is_overdue
from app.rules.vocabulary import LeaveKind, LeaveStatus, LeaveStepKind

_DAY = timedelta(days=1)


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
    filed_by_name: str = ""

    @property
    def days(self) -> int:
        """Calendar days, both ends included."""
        return (self.last - self.first).days + 1

    @property
    def certificate_due(self) -> date | None:
        """LEAVE-4: until when a certificate is to be handed in; None where none is missing.

        That of a sick leave is due before its last step, whenever that comes: its first day says
        so.
        """
        live = self.status in (LeaveStatus.PENDING, LeaveStatus.APPROVED)
        whole = self.certifies(self.first) and self.certifies(self.last)
        if whole or not is_sick(self.kind) or not live:
            return None
        return self.last + _DAY if self.kind == LeaveKind.EMERGENCY_SICK else self.first

    def overdue_on(self, today: date) -> bool:
        """Whether it still waits for a decision though its last day is over."""
        return is_overdue(self.status, self.kind, self.last, today)

    def fact(self) -> LeaveFact:
        """The leave as the rules see it."""
        signed = {
            step.step: Signature(step.by_no, step.at)
            for step in self.steps
            if step.by_no and step.at
        }
        first, last = self.certificate_from, self.certificate_to
        handed_in = self.certificate_at
        return LeaveFact(
            no=self.no,
            person=self.person_no,
            filed_by=self.filed_by_no,
            filed_at=self.filed_at,
            kind=self.kind,
            first=self.first,
            last=self.last,
            status=self.status,
            special=self.special,
            late_approved=self.late_approved,
            certificate=(
                Certificate(first, last, handed_in) if first and last and handed_in else None
            ),
            phoned_at=self.phoned_at,
            leader=signed.get(LeaveStepKind.LEADER),
            head=signed.get(LeaveStepKind.HEAD),
            director=signed.get(LeaveStepKind.DIRECTOR),
            approved_at=self.approved_at,
        )

    def certifies(self, day: date) -> bool:
        """Whether certificates cover `day`."""
        first, last = self.certificate_from, self.certificate_to
        return first is not None and last is not None and first <= day <= last


def leave(session: Session, no: str) -> LeaveRow | None:
    """The leave with this number."""
    found = session.execute(_one(), {"no": no}).all()
    return next(iter(_whole(session, found)), None)


def leaves(session: Session, numbers: Collection[str]) -> dict[str, LeaveRow]:
    """The leaves with these numbers, by number."""
    found = _rows(session, _query().where(Leave.leave_no.in_(numbers))) if numbers else []
    return {row.no: row for row in found}


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
    """The columns of a `LeaveRow` under its names; built once: putting it together takes longer
    than running it."""
    filer = aliased(Person)
    query = select(
        Leave.id,
        Leave.leave_no.label("no"),
        Leave.person_id,
        Person.employee_no.label("person_no"),
        Person.name,
        Leave.filed_by_no,
        Leave.filed_at,
        Leave.kind,
        Leave.first_date.label("first"),
        Leave.last_date.label("last"),
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
        func.coalesce(filer.name, "").label("filed_by_name"),
    )
    theirs = query.join(Person, Person.id == Leave.person_id)
    return theirs.outerjoin(filer, filer.employee_no == Leave.filed_by_no)


@cache
def _one() -> Any:
    return _query().where(Leave.leave_no == bindparam("no"))


def _rows(session: Session, query: Any) -> list[LeaveRow]:
    return _whole(session, session.execute(query).all())


def _whole(session: Session, found: Sequence[Any]) -> list[LeaveRow]:
    """Each leave with its decided steps, in the order of the chain."""
    steps: dict[int, list[StepRow]] = {row.id: [] for row in found}
    order = list(LeaveStepKind)
    for key, step, by_no, name, at in session.execute(_steps_query(), {"leaves": [*steps]}):
        steps[key].append(StepRow(step, by_no, name or "", at))
    for decided in steps.values():
        decided.sort(key=lambda row: order.index(row.step))
    return [LeaveRow(**row._asdict(), steps=tuple(steps[row.id])) for row in found]


@cache
def _steps_query() -> Any:
    step = LeaveStep
    return (
        select(step.leave_id, step.step, step.by_no, Person.name, step.at)
        .outerjoin(Person, Person.employee_no == step.by_no)
        .where(step.leave_id.in_(bindparam("leaves", expanding=True)))
    )
