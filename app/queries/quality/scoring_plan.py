"""What inspectors have to score: planned, begun, a calibration's; and what was scored of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import Calibration, Contact, Inspection, Person, PlannedInspection
from app.rules.calendar import CentreTime

_BACK = timedelta(weeks=8)
"""What is planned longer ago is scored no more, or was long since."""


class TaskState(StrEnum):
    """Where an inspection that is to be scored stands."""

    WAITING = "waiting"
    BEGUN = "begun"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ScoringTask:
    """One planned inspection. `contact_ref` '': the contact is still to be chosen."""

    id: int
    agent_id: int
    agent_no: str
    agent: str
    inspector_id: int
    inspector: str
    week: date
    """The Monday of the week in which it is to be done."""
    contact_ref: str
    contact_at: datetime | None
    seconds: int | None
    link: str
    begun_at: datetime | None
    dropped: str
    draw_id: int | None
    calibration_id: int | None
    calibration_no: str
    calibration_closed: bool
    card: str
    """That of its calibration; '' where the inspector chooses."""
    card_version: int | None
    inspection_no: str
    submitted_at: datetime | None
    version: int

    @property
    def state(self) -> TaskState:
        if self.inspection_no:
            return TaskState.DONE
        if self.dropped:
            return TaskState.DROPPED
        return TaskState.BEGUN if self.begun_at else TaskState.WAITING

    @property
    def open(self) -> bool:
        return self.state in (TaskState.WAITING, TaskState.BEGUN)

    def overdue(self, monday: date) -> bool:
        """Whether its week was over when that of `monday` began."""
        return self.open and self.week < monday


def task(session: Session, planned_id: int) -> ScoringTask | None:
    """The planned inspection with this id, whatever became of it."""
    row = session.execute(_query().where(PlannedInspection.id == planned_id)).one_or_none()
    return ScoringTask(**row._mapping) if row else None


def tasks_of(
    session: Session, inspectors: Sequence[int], monday: date, time: CentreTime
) -> list[ScoringTask]:
    """What `inspectors` (ids) have to score by the end of the week of `monday`, and what they
    scored in that week: what is begun first, then by week."""
    row = PlannedInspection
    waits = and_(row.inspection_id.is_(None), row.dropped == "", row.week <= monday)
    begun = and_(row.inspection_id.is_(None), row.dropped == "", row.begun_at.is_not(None))
    done = and_(
        row.inspection_id.is_not(None),
        row.week >= monday - _BACK,
        Inspection.submitted_at >= time.instant(monday),
    )
    query = _query().where(row.inspector_id.in_(inspectors), or_(waits, begun, done))
    found = [ScoringTask(**one._mapping) for one in session.execute(query)]
    return sorted(found, key=_order)


def live_of_contact(session: Session, ref: str) -> ScoringTask | None:
    """Who is to score a contact, outside calibrations: the first of its open planned ones."""
    row = PlannedInspection
    query = _query().where(
        row.contact_ref == ref, row.calibration_id.is_(None), row.inspection_id.is_(None),
        row.dropped == "",
    )  # fmt: skip
    found = session.execute(query.order_by(row.id).limit(1)).one_or_none()
    return ScoringTask(**found._mapping) if found else None


def inspected_before(session: Session, ref: str) -> tuple[str, datetime] | None:
    """The number and the time of the last inspection of a contact, calibrations aside."""
    row = Inspection
    query = (
        select(row.inspection_no, row.inspected_at)
        .where(row.contact_ref == ref, row.calibration_no == "")
        .order_by(row.inspected_at.desc(), row.id.desc())
        .limit(1)
    )
    found = session.execute(query).one_or_none()
    return (found[0], found[1]) if found else None


@dataclass(frozen=True, slots=True)
class ListedCall:
    """A contact of an agent on the telephone system's list that nobody inspected."""

    ref: str
    started_at: datetime
    seconds: int
    link: str


def listed_calls(session: Session, agent_id: int, since: datetime) -> tuple[ListedCall, ...]:
    """Those of an agent since then, the latest first; what is planned for somebody is left out."""
    row, plan = Contact, PlannedInspection
    taken = select(plan.contact_ref).where(
        plan.agent_id == agent_id, plan.contact_ref != "", plan.dropped == ""
    )
    inspected = select(Inspection.contact_ref).where(Inspection.agent_id == agent_id)
    query = (
        select(row.ref, row.started_at, row.seconds, row.link)
        .where(row.agent_id == agent_id, row.started_at >= since)
        .where(row.ref.not_in(taken), row.ref.not_in(inspected))
        .order_by(row.started_at.desc())
        .limit(50)
    )
    return tuple(ListedCall(**one._mapping) for one in session.execute(query))


def listed_call(session: Session, ref: str) -> tuple[int, ListedCall] | None:
    """Whose contact of the list that reference is."""
    row = Contact
    query = select(row.agent_id, row.ref, row.started_at, row.seconds, row.link)
    found = session.execute(query.where(row.ref == ref)).one_or_none()
    if found is None:
        return None
    return found.agent_id, ListedCall(found.ref, found.started_at, found.seconds, found.link)


def _order(one: ScoringTask) -> tuple[bool, bool, date, str, str, int]:
    at = one.contact_at.isoformat() if one.contact_at else "~"
    done, begun = one.state is TaskState.DONE, one.state is TaskState.BEGUN
    return done, not begun, one.week, at, one.agent_no, one.id


@cache
def _query() -> Any:
    row, agent, inspector, held = PlannedInspection, aliased(Person), aliased(Person), Calibration
    return (
        select(
            row.id, row.agent_id, agent.employee_no.label("agent_no"), agent.name.label("agent"),
            row.inspector_id, inspector.name.label("inspector"), row.week, row.contact_ref,
            row.contact_at, row.seconds, row.link, row.begun_at, row.dropped, row.draw_id,
            row.calibration_id, _or_blank(held.calibration_no).label("calibration_no"),
            held.closed_at.is_not(None).label("calibration_closed"),
            _or_blank(held.card).label("card"), held.card_version,
            _or_blank(Inspection.inspection_no).label("inspection_no"),
            Inspection.submitted_at, row.version,
        )
        .join(agent, agent.id == row.agent_id)
        .join(inspector, inspector.id == row.inspector_id)
        .outerjoin(held, held.id == row.calibration_id)
        .outerjoin(Inspection, Inspection.id == row.inspection_id)
    )  # fmt: skip


def _or_blank(column: Any) -> Any:
    return func.coalesce(column, "")
