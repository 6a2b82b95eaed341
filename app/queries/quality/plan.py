"""The planned inspections of a month, and its draws, as rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import Contact, Inspection, Person, PlannedInspection, SampleDraw
from app.queries.roster.load import month_range
from app.rules.calendar import CentreTime
from app.rules.scorecards.sampling import monday


class PlanState(StrEnum):
    """Where a planned inspection stands."""

    PLANNED = "planned"
    BEGUN = "begun"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One planned inspection. `contact_ref` '': still to be chosen, or kept back."""

    id: int
    draw_id: int | None
    agent_id: int
    agent_no: str
    agent: str
    inspector_id: int
    inspector_no: str
    inspector: str
    drawn_for_no: str | None
    week: date
    contact_ref: str
    contact_at: datetime | None
    seconds: int | None
    link: str
    shift: str | None
    begun_at: datetime | None
    inspection_no: str | None
    dropped: str
    version: int

    @property
    def state(self) -> PlanState:
        if self.dropped:
            return PlanState.DROPPED
        if self.inspection_no:
            return PlanState.DONE
        return PlanState.BEGUN if self.begun_at else PlanState.PLANNED

    @property
    def is_live(self) -> bool:
        """Whether it is still to be done."""
        return self.state in (PlanState.PLANNED, PlanState.BEGUN)


@dataclass(frozen=True, slots=True)
class DrawRow:
    """One draw on record."""

    id: int
    department_id: int
    month: date
    seed: int
    per_agent: int
    contacts: int
    drawn_from: str
    last_contact_id: int
    asked: str
    drawn_at: datetime
    drawn_by: str
    """Name."""


def planned_of_month(
    session: Session, month: date, time: CentreTime, agents: Collection[int] | None = None
) -> list[PlannedRow]:
    """What was drawn for the month, and what was taken up in it without a draw, of `agents` (ids;
    None: of everybody); no calibration's. By week and agent."""
    first, last = month_range(month)
    taken_up = and_(
        PlannedInspection.draw_id.is_(None),
        PlannedInspection.calibration_id.is_(None),
        PlannedInspection.week.between(monday(first), last),
        or_(
            PlannedInspection.begun_at.is_(None),
            and_(
                PlannedInspection.begun_at >= time.instant(first),
                PlannedInspection.begun_at < time.day_end(last),
            ),
        ),
    )
    query = _query().where(or_(SampleDraw.month == first, taken_up))
    if agents is not None:
        query = query.where(PlannedInspection.agent_id.in_(agents))
    return [PlannedRow(**row._mapping) for row in session.execute(query)]


def planned_of_draw(session: Session, draw_id: int) -> list[PlannedRow]:
    """What one draw planned."""
    query = _query().where(PlannedInspection.draw_id == draw_id)
    return [PlannedRow(**row._mapping) for row in session.execute(query)]


def planned(session: Session, planned_id: int) -> PlannedRow | None:
    """One planned inspection that is no calibration's."""
    query = _query().where(
        PlannedInspection.id == planned_id, PlannedInspection.calibration_id.is_(None)
    )
    row = session.execute(query).one_or_none()
    return PlannedRow(**row._mapping) if row else None


def draws_of_month(
    session: Session, month: date, department_id: int | None = None
) -> list[DrawRow]:
    """The draws of a month, the first one first."""
    query = _draws().where(SampleDraw.month == month.replace(day=1))
    if department_id is not None:
        query = query.where(SampleDraw.department_id == department_id)
    return [DrawRow(**row._mapping) for row in session.execute(query)]


def draw_of(session: Session, draw_id: int) -> DrawRow | None:
    row = session.execute(_draws().where(SampleDraw.id == draw_id)).one_or_none()
    return DrawRow(**row._mapping) if row else None


def _draws() -> Any:
    row = SampleDraw
    return (
        select(
            row.id, row.department_id, row.month, row.seed, row.per_agent, row.contacts,
            row.drawn_from, row.last_contact_id, row.asked, row.drawn_at,
            Person.name.label("drawn_by"),
        )
        .join(Person, Person.id == row.drawn_by_id)
        .order_by(row.id)
    )  # fmt: skip


def _query() -> Any:
    row, agent, inspector = PlannedInspection, aliased(Person), aliased(Person)
    drawn_for = aliased(Person)
    return (
        select(
            row.id, row.draw_id, row.agent_id, agent.employee_no.label("agent_no"),
            agent.name.label("agent"), row.inspector_id,
            inspector.employee_no.label("inspector_no"), inspector.name.label("inspector"),
            drawn_for.employee_no.label("drawn_for_no"),
            row.week, row.contact_ref, row.contact_at, row.seconds, row.link,
            Contact.shift.label("shift"), row.begun_at, Inspection.inspection_no, row.dropped,
            row.version,
        )
        .join(agent, agent.id == row.agent_id)
        .join(inspector, inspector.id == row.inspector_id)
        .outerjoin(drawn_for, drawn_for.id == row.drawn_for_id)
        .outerjoin(SampleDraw, SampleDraw.id == row.draw_id)
        .outerjoin(Inspection, Inspection.id == row.inspection_id)
        .outerjoin(Contact, and_(Contact.ref == row.contact_ref, row.contact_ref != ""))
        .order_by(row.week, agent.employee_no, row.id)
    )  # fmt: skip
