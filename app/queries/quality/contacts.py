"""The contacts that lists brought in, and which of them are planned or inspected already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Contact, Inspection, Person, PlannedInspection
from app.rules.calendar import CentreTime
from app.rules.scorecards.sampling import ListedContact, monday

T = TypeVar("T")
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as a list stated it."""

    id: int
    ref: str
    agent_id: int
    agent: str
    """Employee number."""
    started_at: datetime
    seconds: int
    job_type: str
    link: str
    shift: str
    changed_at: datetime

    def listed(self, time: CentreTime) -> ListedContact:
        """As a draw knows it."""
        week = monday(time.local_date(self.started_at))
        return ListedContact(self.ref, self.agent, week, self.shift)


@dataclass(frozen=True, slots=True)
class ListOfMonth:
    """What lists brought of a month: how many contacts, of how many agents, from when to when."""

    contacts: int
    agents: int
    first_at: datetime | None
    last_at: datetime | None


def contacts_of(
    session: Session, agents: Collection[int], first: date, last: date, time: CentreTime
) -> list[ContactRow]:
    """The contacts of `agents` (ids) that began from `first` to `last`, in order of reference."""
    query = _query().where(
        Contact.started_at >= time.instant(first), Contact.started_at < time.day_end(last)
    )
    rows = [
        ContactRow(**row._mapping)
        for some in _parts(agents)
        for row in session.execute(query.where(Contact.agent_id.in_(some)))
    ]
    return sorted(rows, key=lambda row: row.ref)


def contacts_by_ref(session: Session, refs: Collection[str]) -> dict[str, ContactRow]:
    """Those of `refs` that are there."""
    return {
        row.ref: ContactRow(**row._mapping)
        for some in _parts(refs)
        for row in session.execute(_query().where(Contact.ref.in_(some)))
    }


def list_of_month(
    session: Session, agents: Collection[int], first: date, last: date, time: CentreTime
) -> ListOfMonth:
    """What there is to draw from, of `agents` (ids)."""
    row = session.execute(
        select(
            func.count().label("contacts"), func.count(Contact.agent_id.distinct()).label("agents"),
            func.min(Contact.started_at).label("first_at"),
            func.max(Contact.started_at).label("last_at"),
        ).where(
            Contact.started_at >= time.instant(first),
            Contact.started_at < time.day_end(last),
            Contact.agent_id.in_(agents),
        )
    ).one()  # fmt: skip
    return ListOfMonth(**row._mapping)


def last_contact_id(session: Session) -> int:
    return session.scalar(select(func.max(Contact.id))) or 0


def inspected_refs(session: Session, refs: Collection[str]) -> frozenset[str]:
    """Those of `refs` that an inspection is about, a calibration's too."""
    return frozenset(
        ref
        for some in _parts(refs)
        for ref in session.scalars(
            select(Inspection.contact_ref).where(Inspection.contact_ref.in_(some))
        )
    )


def planned_refs(session: Session, refs: Collection[str]) -> frozenset[str]:
    """Those of `refs` that are planned, a calibration's too, and not dropped."""
    plan = PlannedInspection
    query = select(plan.contact_ref).where(plan.dropped == "")
    return frozenset(
        ref
        for some in _parts(refs)
        for ref in session.scalars(query.where(plan.contact_ref.in_(some)))
    )


def taken_refs(session: Session, agents: Collection[int]) -> frozenset[str]:
    """The contacts of `agents` (ids) that cannot be drawn any more: those inspected, and those
    planned, a calibration's and dropped ones too."""
    inspected = select(Inspection.contact_ref).where(Inspection.agent_id.in_(agents))
    plan = PlannedInspection
    planned = select(plan.contact_ref).where(plan.agent_id.in_(agents), plan.contact_ref != "")
    return frozenset(session.scalars(inspected)) | frozenset(session.scalars(planned))


def _parts(values: Collection[T]) -> Iterator[Sequence[T]]:
    """A few thousand at a time: a statement has not room for more."""
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _query() -> Any:
    return select(
        Contact.id, Contact.ref, Contact.agent_id, Person.employee_no.label("agent"),
        Contact.started_at, Contact.seconds, Contact.job_type, Contact.link, Contact.shift,
        Contact.changed_at,
    ).join(Person, Person.id == Contact.agent_id)  # fmt: skip
