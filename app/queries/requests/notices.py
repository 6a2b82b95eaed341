"""What people were told inside the program, the latest first."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Notice

_DATES = frozenset({"gives", "takes", "first", "last", "day", "days", "month"})
"""The parameters that are dates, or lists of them; in the store they are text."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice. `subject`: the reference of its request, or what else it is about."""

    id: int
    at: datetime
    code: str
    params: Mapping[str, Any]
    subject: str
    read: bool


def notices_of(session: Session, person_id: int, limit: int = 300) -> list[NoticeRow]:
    """A person's latest notices."""
    row = Notice
    found = session.execute(
        select(row.id, row.at, row.code, row.params, row.subject, row.read_at)
        .where(row.person_id == person_id)
        .order_by(row.id.desc())
        .limit(limit)
    )
    return [
        NoticeRow(key, at, code, _typed(params), subject, read_at is not None)
        for key, at, code, params, subject, read_at in found
    ]


def unread(session: Session, person_id: int, after: int = 0) -> tuple[int, int]:
    """How many notices nobody has read, and how many of them came after the one with id `after`."""
    row = Notice
    mine = (row.person_id == person_id) & row.read_at.is_(None)
    newer = func.count().filter(row.id > after)
    count, new = session.execute(select(func.count(), newer).select_from(row).where(mine)).one()
    return count, new


def last_notice(session: Session, person_id: int) -> int:
    """The id of a person's latest notice; 0 where there is none."""
    return session.scalar(select(func.max(Notice.id)).where(Notice.person_id == person_id)) or 0


def unread_of(session: Session, person_id: int, codes: Collection[str]) -> list[NoticeRow]:
    """A person's unread notices of some kinds, the latest first."""
    row = Notice
    found = session.execute(
        select(row.id, row.at, row.code, row.params, row.subject)
        .where(row.person_id == person_id, row.read_at.is_(None), row.code.in_(codes))
        .order_by(row.id.desc())
    )
    return [
        NoticeRow(key, at, code, _typed(params), subject, read=False)
        for key, at, code, params, subject in found
    ]


def _typed(params: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(params) if params else {}
    if "changes" in told:
        told["changes"] = [(date.fromisoformat(day), was, now) for day, was, now in told["changes"]]
    return {
        name: _dated(value) if name in _DATES and value else value for name, value in told.items()
    }


def _dated(value: Any) -> date | list[date]:
    return (
        list(map(date.fromisoformat, value))
        if isinstance(value, list)
        else date.fromisoformat(value)
    )
