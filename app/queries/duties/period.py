"""What a summing-up or an agenda begins with: the period's inspections, the items still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models as m

AGENDA = 12
"""So many open items are an agenda; the rest stands on the handover page."""


@dataclass(frozen=True, slots=True)
class QualityFigures:
    """The inspections of a period: how many, how many of them with a fatal error, of how many."""

    inspections: int
    critical: int
    people: int


def inspected(
    session: Session, department_id: int, begin: datetime, end: datetime
) -> QualityFigures:
    """The inspections from `begin` to before `end` of whoever ever had a post in the department;
    calibrations aside."""
    row, post = m.Inspection, m.Post
    agents = select(post.person_id).where(post.department_id == department_id)
    query = select(
        func.count(),
        func.count().filter(row.critical),
        func.count(func.distinct(row.agent_id)),
    ).where(
        row.inspected_at >= begin,
        row.inspected_at < end,
        row.agent_id.in_(agents),
        row.calibration_no == "",
    )
    count, critical, people = session.execute(query).one()
    return QualityFigures(count, critical, people)


def open_items(session: Session, department_id: int) -> list[str]:
    """What the department's open items say, urgent ones first, then the oldest."""
    item, log = m.HandoverItem, m.Handover
    query = (
        select(item.text)
        .join(log, log.id == item.handover_id)
        .where(log.department_id == department_id, item.closed_at.is_(None))
        .order_by(item.urgent.desc(), log.day, item.id)
        .limit(AGENDA)
    )
    return [*session.scalars(query)]
