"""What was done of the regular duties, as rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.rules.vocabulary import DutyStepKind

Key = tuple[str, int, int | None]
"""Duty, department and team, the places by their ids."""


@dataclass(frozen=True, slots=True)
class DoneRow:
    """One due day that was done. Who received it is "" until somebody has."""

    id: int
    duty: str
    department_id: int
    team_id: int | None
    due_on: date
    done_at: datetime
    done_by_id: int
    done_by: str
    received_by: str
    received_at: datetime | None
    text: str
    returned_at: datetime | None
    returned: str
    bulletin_id: int | None
    version: int

    @property
    def key(self) -> Key:
        return (self.duty, self.department_id, self.team_id)


def done_between(
    session: Session, departments: Collection[int], first: date, last: date
) -> list[DoneRow]:
    """What was done of the due days from `first` to `last` in `departments`."""
    done = m.DutyDone
    query = _done_query().where(
        done.department_id.in_(departments), done.due_on.between(first, last)
    )
    return [
        DoneRow(**row._mapping) for row in session.execute(query.order_by(done.due_on, done.id))
    ]


def done_row(session: Session, done_id: int) -> DoneRow | None:
    row = session.execute(_done_query().where(m.DutyDone.id == done_id)).one_or_none()
    return DoneRow(**row._mapping) if row else None


def done_of(session: Session, key: Key, due_on: date) -> DoneRow | None:
    """What was done of one due day."""
    done, (duty, department, team) = m.DutyDone, key
    query = _done_query().where(
        done.duty == duty,
        done.department_id == department,
        done.team_id.is_(None) if team is None else done.team_id == team,
        done.due_on == due_on,
    )
    row = session.execute(query).first()
    return DoneRow(**row._mapping) if row else None


def first_recorded(session: Session, departments: Collection[int]) -> dict[Key, date]:
    """The first due day on record of each duty: earlier ones nobody asks for."""
    done = m.DutyDone
    places = (done.duty, done.department_id, done.team_id)
    query = (
        select(*places, func.min(done.due_on))
        .where(done.department_id.in_(departments))
        .group_by(*places)
    )
    return {(duty, department, team): day for duty, department, team, day in session.execute(query)}


@cache
def _done_query() -> Any:
    done, doer, receiver = m.DutyDone, aliased(m.Person), aliased(m.Person)
    return (
        select(
            done.id,
            done.duty,
            done.department_id,
            done.team_id,
            done.due_on,
            done.done_at,
            done.done_by_id,
            doer.name.label("done_by"),
            func.coalesce(receiver.name, "").label("received_by"),
            done.received_at,
            done.text,
            done.returned_at,
            done.returned,
            done.bulletin_id,
            done.version,
        )
        .join(doer, doer.id == done.done_by_id)
        .outerjoin(receiver, receiver.id == done.received_by_id)
    )


@dataclass(frozen=True, slots=True)
class DutyStepRow:
    """One thing that became of a duty: by whom, when, with which words."""

    kind: DutyStepKind
    by: str
    at: datetime
    text: str


def steps_of(session: Session, done_id: int) -> list[DutyStepRow]:
    step, by = m.DutyStep, m.Person
    query = (
        select(
            step.kind,
            by.name.label("by"),
            step.at,
            step.text,
        )
        .join(by, by.id == step.by_id)
        .where(step.done_id == done_id)
        .order_by(step.id)
    )
    return [DutyStepRow(**row._mapping) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One line of a checklist as it was found. `person`: a failed line's name, or ""."""

    text: str
    ok: bool
    person_id: int | None = None
    person: str = ""
    place: str = ""
    remark: str = ""
    item_no: str = ""
    """The open item by which it is followed up, or ""."""


def results_of(session: Session, done_id: int) -> list[ResultRow]:
    row, person, item = m.CheckResult, m.Person, m.HandoverItem
    query = (
        select(
            row.text,
            row.ok,
            row.person_id,
            func.coalesce(person.name, "").label("person"),
            row.place,
            row.remark,
            func.coalesce(item.item_no, "").label("item_no"),
        )
        .outerjoin(person, person.id == row.person_id)
        .outerjoin(item, item.id == row.item_id)
        .where(row.done_id == done_id)
        .order_by(row.position)
    )
    return [ResultRow(**found._mapping) for found in session.execute(query)]


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point of a meeting."""

    topic: str
    agreed: str = ""


def points_of(session: Session, done_id: int) -> list[PointRow]:
    row = m.MeetingPoint
    query = (
        select(
            row.topic,
            row.agreed,
        )
        .where(row.done_id == done_id)
        .order_by(row.position)
    )
    return [PointRow(**found._mapping) for found in session.execute(query)]


def present_at(session: Session, done_id: int) -> list[int]:
    """The ids of who was there."""
    row = m.MeetingPresence
    return [*session.scalars(select(row.person_id).where(row.done_id == done_id))]


def checklist(session: Session, department_id: int, duty: str) -> Sequence[str]:
    """The lines that the department keeps for a duty; none: it keeps none of its own."""
    row = m.CheckItem
    query = (
        select(row.text)
        .where(row.department_id == department_id, row.duty == duty)
        .order_by(row.position)
    )
    return [*session.scalars(query)]
