"""What a roll call has at hand of other books: urgent open items, the week's quality problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DutyDone, Handover, HandoverItem, Person
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
    """What the latest weekly summary of quality says, and the Monday on which it was due."""

    text: str
    due_on: date


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


def quality_week(session: Session, department_id: int, day: date) -> QualityWeek | None:
    """The department's latest weekly quality summary up to `day` that says something (QA-6)."""
    row = DutyDone
    found = session.execute(
        select(row.text, row.due_on)
        .where(
            row.duty == Duty.QA_WEEK, row.department_id == department_id, row.due_on <= day,
            row.text != "",
        )
        .order_by(row.due_on.desc())
        .limit(1)
    ).first()  # fmt: skip
    return QualityWeek(text=found.text, due_on=found.due_on) if found else None
