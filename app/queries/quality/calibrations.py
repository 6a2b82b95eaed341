"""Calibrations, who scores in them, and how far they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.models import Calibration, Department, Inspection, Person, PlannedInspection
from app.rules.scorecards.blind import CalibrationState, state_of


@dataclass(frozen=True, slots=True)
class RaterRow:
    """How far an inspector is. `dropped`: what it was closed over."""

    id: int
    no: str
    name: str
    total: int
    done: int
    dropped: int

    @property
    def left(self) -> int:
        return self.total - self.done - self.dropped


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """One calibration. `id` None: it came with a workbook, without a title, and is closed."""

    id: int | None
    no: str
    title: str
    department_id: int | None
    department: str
    card: str
    card_version: int | None
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    version: int
    raters: tuple[RaterRow, ...]
    contacts: int

    @property
    def state(self) -> CalibrationState:
        return state_of(self.left, closed=self.id is None or self.closed_at is not None)

    @property
    def left(self) -> int:
        return sum(one.left for one in self.raters)

    @property
    def done(self) -> int:
        return sum(one.done for one in self.raters)

    @property
    def total(self) -> int:
        return sum(one.total for one in self.raters)


@dataclass(frozen=True, slots=True)
class CalibratedContact:
    """A contact of a calibration, whoever scores it."""

    ref: str
    agent_id: int
    agent_no: str
    agent: str
    contact_at: datetime | None
    link: str


def calibrations(session: Session, no: str | None = None) -> list[CalibrationRow]:
    """All that were opened here, or that of number `no`; the latest first."""
    row, by = Calibration, aliased(Person)
    query = (
        select(
            row.id, row.calibration_no.label("no"), row.title, row.department_id,
            Department.name.label("department"), row.card, row.card_version, row.opened_at,
            by.name.label("opened_by"), row.closed_at, row.version,
        )
        .join(Department, Department.id == row.department_id)
        .join(by, by.id == row.opened_by_id)
        .order_by(row.opened_at.desc(), row.id.desc())
    )  # fmt: skip
    if no is not None:
        query = query.where(row.calibration_no == no)
    raters, contacts = _raters(session), _contacts(session)
    return [
        CalibrationRow(
            **one._mapping, raters=raters.get(one.id, ()), contacts=contacts.get(one.id, 0)
        )
        for one in session.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A calibration that came with a workbook: of whose contacts, each with when it was scored."""

    row: CalibrationRow
    agents: tuple[tuple[int, datetime], ...]


def brought_in(session: Session, no: str | None = None) -> list[BroughtIn]:
    """Those that were never opened here, or that of number `no`; the latest first."""
    row, who = Inspection, aliased(Person)
    query = (
        select(
            row.calibration_no, row.inspector_id, who.employee_no, who.name, row.agent_id,
            row.contact_ref, row.inspected_at, row.card, row.card_version,
        )
        .join(who, who.id == row.inspector_id)
        .where(row.calibration_no != "")
        .where(row.calibration_no.not_in(select(Calibration.calibration_no)))
        .order_by(row.inspected_at, row.id)
    )  # fmt: skip
    if no is not None:
        query = query.where(row.calibration_no == no)
    found: dict[str, list[Any]] = defaultdict(list)
    for one in session.execute(query):
        found[one.calibration_no].append(one)
    made = [_brought_in(number, rows) for number, rows in found.items()]
    return sorted(made, key=lambda one: one.row.opened_at, reverse=True)


def contacts_of(session: Session, calibration: CalibrationRow) -> tuple[CalibratedContact, ...]:
    """Its contacts in the order in which they were named; of one that was brought in, by
    reference."""
    plan, agent = PlannedInspection, Person
    if calibration.id is None:
        return _inspected_contacts(session, calibration.no)
    query = (
        select(
            plan.contact_ref.label("ref"), plan.agent_id, agent.employee_no.label("agent_no"),
            agent.name.label("agent"), plan.contact_at, plan.link,
        )
        .join(agent, agent.id == plan.agent_id)
        .where(plan.calibration_id == calibration.id)
        .order_by(plan.id)
    )  # fmt: skip
    found = {one.ref: CalibratedContact(**one._mapping) for one in session.execute(query)}
    return tuple(found.values())


def _inspected_contacts(session: Session, no: str) -> tuple[CalibratedContact, ...]:
    row, agent = Inspection, Person
    query = (
        select(
            row.contact_ref.label("ref"),
            row.agent_id,
            agent.employee_no.label("agent_no"),
            agent.name.label("agent"),
        )
        .join(agent, agent.id == row.agent_id)
        .where(row.calibration_no == no)
        .order_by(row.contact_ref, row.id)
    )
    found = {
        one.ref: CalibratedContact(**one._mapping, contact_at=None, link="")
        for one in session.execute(query)
    }
    return tuple(found.values())


def _brought_in(no: str, rows: list[Any]) -> BroughtIn:
    raters: dict[int, list[Any]] = defaultdict(list)
    for one in rows:
        raters[one.inspector_id].append(one)
    last = rows[-1]
    made = CalibrationRow(
        id=None, no=no, title="", department_id=None, department="", card=last.card,
        card_version=last.card_version, opened_at=rows[0].inspected_at, opened_by="",
        closed_at=last.inspected_at, version=0,
        raters=tuple(
            RaterRow(
                id=key, no=some[0].employee_no, name=some[0].name, total=len(some),
                done=len(some), dropped=0,
            )
            for key, some in sorted(raters.items(), key=lambda one: one[1][0].employee_no)
        ),
        contacts=len({one.contact_ref for one in rows}),
    )  # fmt: skip
    return BroughtIn(made, tuple({(one.agent_id, one.inspected_at) for one in rows}))


def _raters(session: Session) -> Mapping[int, tuple[RaterRow, ...]]:
    """Calibration -> its inspectors by number."""
    plan, who = PlannedInspection, Person
    query = (
        select(
            plan.calibration_id, who.id, who.employee_no, who.name, func.count(),
            func.count(plan.inspection_id), func.count().filter(plan.dropped != ""),
        )
        .join(who, who.id == plan.inspector_id)
        .where(plan.calibration_id.is_not(None))
        .group_by(plan.calibration_id, who.id, who.employee_no, who.name)
        .order_by(who.employee_no)
    )  # fmt: skip
    found: dict[int, list[RaterRow]] = defaultdict(list)
    for key, who_id, no, name, total, done, dropped in session.execute(query):
        if key is not None:
            row = RaterRow(id=who_id, no=no, name=name, total=total, done=done, dropped=dropped)
            found[key].append(row)
    return {key: tuple(some) for key, some in found.items()}


def _contacts(session: Session) -> Mapping[int, int]:
    """Calibration -> how many contacts."""
    plan = PlannedInspection
    query = (
        select(plan.calibration_id, func.count(plan.contact_ref.distinct()))
        .where(plan.calibration_id.is_not(None))
        .group_by(plan.calibration_id)
    )
    return {key: count for key, count in session.execute(query) if key is not None}
