"""Inspections as the page "Inspections" lists them, and the course of an appeal.

An inspection of a calibration is nobody's to see before all have scored it, or it is closed:
`unveiled` says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.models import (
    AppealPoint,
    AppealStep,
    Contact,
    Inspection,
    ItemScore,
    Person,
    PlannedInspection,
    table_of,
)
from app.queries.quality.blind import unveiled
from app.rules.facts import Inspection as InspectionFact
from app.rules.scorecards.scoring import Given
from app.rules.scorecards.standard import STANDARD_CARD
from app.rules.vocabulary import AppealStepKind


@dataclass(frozen=True, slots=True)
class InspectionHead:
    """One inspection without its scores. `answered`: who scored it has answered an appeal."""

    id: int
    agent_id: int
    agent: str
    inspector_id: int
    inspector: str
    decided_by: str
    """Name; '' for nobody."""
    answered: bool
    fact: InspectionFact

    @property
    def no(self) -> str:
        return self.fact.no

    @property
    def submitted_at(self) -> datetime:
        return self.fact.submitted_at or self.fact.inspected_at


@dataclass(frozen=True, slots=True)
class AppealWords:
    """What was said of an appeal, by whom and when."""

    kind: AppealStepKind
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where the contact of an inspection is heard, and when it was; as far as it is known."""

    at: datetime | None
    seconds: int | None
    link: str


def heads(
    session: Session, first: datetime | None, end: datetime, agent_id: int | None = None
) -> tuple[InspectionHead, ...]:
    """Those inspected from `first` (None: ever) and before `end`, the latest first, and whatever
    appeal is undecided; of one agent or of all."""
    row = Inspection
    between: Any = row.inspected_at < end
    if first is not None:
        open_appeal = row.appealed_at.is_not(None) & row.decided_at.is_(None)
        between = between & ((row.inspected_at >= first) | open_appeal)
    if agent_id is not None:
        between = between & (row.agent_id == agent_id)
    query = _query().where(between, unveiled())
    ordered = query.order_by(row.inspected_at.desc(), row.id.desc())
    return tuple(map(_head, session.execute(ordered)))


def head(session: Session, no: str) -> InspectionHead | None:
    """The one with that number; None where there is none, or none to be seen yet."""
    found = session.execute(_query().where(Inspection.inspection_no == no, unveiled()))
    row = found.one_or_none()
    return None if row is None else _head(row)


def undecided(session: Session) -> tuple[InspectionHead, ...]:
    """The appeals that wait for their decision, the oldest first."""
    row = Inspection
    waiting = and_(row.appealed_at.is_not(None), row.decided_at.is_(None), row.calibration_no == "")
    query = _query().where(waiting).order_by(row.appealed_at, row.id)
    return tuple(map(_head, session.execute(query)))


def course(session: Session, one: InspectionHead) -> tuple[AppealWords, ...]:
    """What was said of its appeal, in order; of an imported one as its own row tells it."""
    step = AppealStep
    query = (
        select(step.kind, Person.name.label("by"), step.at, step.text)
        .join(Person, Person.id == step.by_id)
        .where(step.inspection_id == one.id)
        .order_by(step.id)
    )
    found = tuple(AppealWords(**row._asdict()) for row in session.execute(query))
    return found or tuple(_imported(one))


def _imported(one: InspectionHead) -> list[AppealWords]:
    fact, kinds, found = one.fact, AppealStepKind, list[AppealWords]()
    if fact.appealed_at is not None:
        found.append(AppealWords(kinds.APPEALED, one.agent, fact.appealed_at, fact.appeal))
        if fact.decided_at is not None:
            kind = kinds.UPHELD if fact.upheld else kinds.REJECTED
            found.append(AppealWords(kind, one.decided_by or "–", fact.decided_at, ""))
    return found


def points(session: Session, inspection_id: int) -> dict[str, str]:
    """Item -> why the agent appeals against it."""
    row = AppealPoint
    query = select(row.item, row.reason).where(row.inspection_id == inspection_id)
    return dict(session.execute(query).all())


def given_by_revision(session: Session, one: InspectionHead) -> dict[int, Mapping[str, Given]]:
    """Revision -> item -> what it was given; of one without a card its five scores."""
    if not one.fact.card:
        return {1: _five(session, one.id)}
    score = table_of(ItemScore).c
    query = select(score.revision, score.item, score.score, score.comment)
    found: dict[int, dict[str, Given]] = {}
    for revision, item, number, comment in session.execute(
        query.where(score.inspection_id == one.id).order_by(score.revision)
    ):
        found.setdefault(revision, {})[item] = Given(item, number, number is None, comment)
    return {**found}


def _five(session: Session, inspection_id: int) -> dict[str, Given]:
    columns = [getattr(Inspection, item.item) for item in STANDARD_CARD]
    scores: Sequence[Any] = session.execute(
        select(*columns).where(Inspection.id == inspection_id)
    ).one()
    return {
        item.item: Given(item.item, score)
        for item, score in zip(STANDARD_CARD, scores, strict=True)
    }


def recorded(session: Session, one: InspectionHead) -> Recorded:
    """By its plan, or by the telephone system's list."""
    plan, listed = PlannedInspection, Contact
    query = select(plan.contact_at.label("at"), plan.seconds, plan.link)
    planned = session.execute(query.where(plan.inspection_id == one.id)).one_or_none()
    if planned is not None and planned.link:
        return Recorded(**planned._asdict())
    known = session.execute(
        select(listed.started_at.label("at"), listed.seconds, listed.link).where(
            listed.ref == one.fact.contact
        )
    ).one_or_none()
    if known is not None:
        return Recorded(**known._asdict())
    return Recorded(None, None, "") if planned is None else Recorded(**planned._asdict())


@cache
def _query() -> Any:
    row, agent, inspector, judge = Inspection, aliased(Person), aliased(Person), aliased(Person)
    said = exists().where(
        AppealStep.inspection_id == row.id, AppealStep.kind == AppealStepKind.ANSWERED
    )
    return (
        select(
            row.id, row.agent_id, row.inspector_id, row.inspection_no, row.inspected_at,
            row.card, row.card_version, row.calibration_no, row.submitted_at, row.acknowledged_at,
            row.appealed_at, row.appeal, row.decided_at, row.upheld, row.critical, row.contact_ref,
            agent.name.label("agent"), agent.employee_no.label("agent_no"),
            inspector.name.label("inspector"), inspector.employee_no.label("inspector_no"),
            func.coalesce(judge.name, "").label("judge"),
            func.coalesce(judge.employee_no, "").label("judge_no"), said.label("answered"),
        )
        .join(agent, agent.id == row.agent_id)
        .join(inspector, inspector.id == row.inspector_id)
        .outerjoin(judge, judge.id == row.decided_by_id)
    )  # fmt: skip


def _head(row: Row[Any]) -> InspectionHead:
    fact = InspectionFact(
        no=row.inspection_no, agent=row.agent_no, inspector=row.inspector_no,
        inspected_at=row.inspected_at, card=row.card, card_version=row.card_version,
        calibration=row.calibration_no, submitted_at=row.submitted_at,
        acknowledged_at=row.acknowledged_at, appealed_at=row.appealed_at, appeal=row.appeal,
        decided_by=row.judge_no, decided_at=row.decided_at, upheld=row.upheld,
        critical=row.critical, contact=row.contact_ref,
    )  # fmt: skip
    return InspectionHead(
        id=row.id, agent_id=row.agent_id, agent=row.agent, inspector_id=row.inspector_id,
        inspector=row.inspector, decided_by=row.judge, answered=row.answered, fact=fact,
    )  # fmt: skip
