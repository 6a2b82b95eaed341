"""What a roll call has at hand of other books: urgent open items, the week's quality problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DutyDone, Handover, HandoverItem, Person
from app.queries.people.rows import names_of
from app.queries.quality.weeks import quality_of_week
from app.rules.calendar import CentreTime
from app.rules.facts import Place
from app.rules.scorecards.week import WeekQuality
from app.rules.vocabulary import Duty


@dataclass(frozen=True, slots=True)
class UrgentItem:
    """An urgent item that is open. `owner` '' where it is nobody's."""

    no: str
    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class QualityWeek:
    """The week before that of a roll call, as it is counted, and what its summary says of it; ''
    while none is handed in."""

    week: WeekQuality
    text: str


def urgent_items(session: Session, department_id: int, day: date) -> tuple[UrgentItem, ...]:
    """The department's urgent items that stand open in its log of `day`, the oldest first."""
    item = HandoverItem
    query = (
        select(item.item_no, item.text, Person.name, item.due_on)
        .join(Handover, Handover.id == item.handover_id)
        .outerjoin(Person, Person.id == item.owner_id)
        .where(
            Handover.department_id == department_id, Handover.day <= day,
            item.urgent, item.closed_at.is_(None),
        )
        .order_by(Handover.day, item.id)
    )  # fmt: skip
    return tuple(
        UrgentItem(no, text, owner or "", due) for no, text, owner, due in session.execute(query)
    )


def quality_week(
    session: Session, time: CentreTime, department_id: int, day: date
) -> QualityWeek | None:
    """The department's common quality problems in the week before that of `day` (QA-6), and its
    latest weekly summary up to `day` that says something; None without either."""
    name = names_of(session, Place(department_id))[0]
    week = quality_of_week(session, time, day - timedelta(days=day.weekday() + 7), name, back=0)
    text = _latest_summary(session, department_id, day)
    return QualityWeek(week, text) if text or week.common else None


def _latest_summary(session: Session, department_id: int, day: date) -> str:
    row = DutyDone
    found = session.execute(
        select(row.text)
        .where(
            row.duty == Duty.QA_WEEK, row.department_id == department_id, row.due_on <= day,
            row.text != "",
        )
        .order_by(row.due_on.desc())
        .limit(1)
    ).first()  # fmt: skip
    return found.text if found else ""
