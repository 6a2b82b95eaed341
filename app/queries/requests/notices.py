"""What people were told inside the program, the latest first."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from app.models import Notice, Swap
from app.rules.calendar import read_instant
from app.rules.requests import RequestKind

_DATES = frozenset({"gives", "takes", "first", "last", "day", "days", "month"})
"""The parameters that are dates, or lists of them; in the store they are text."""


_ASKING = frozenset(
    {"swap.offered", "leave.filed", "leave.cancel_asked", "offer.take", "offer.off"}
)
_TO_LEADERS = "swap.agreed"
"""Tells the requester something, and asks leaders for their consent."""


@cache
def _asks() -> ColumnElement[bool]:
    """Whether a notice only asks for somebody's word. While that is awaited the request itself is
    counted, as waiting; once it is answered, by whomever, there is nothing left to read."""
    row = Notice
    own = exists().where(
        Swap.requester_id == row.person_id, row.subject == RequestKind.SWAP.spelling + Swap.swap_no
    )
    return row.code.in_(_ASKING) | ((row.code == _TO_LEADERS) & ~own)


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
        select(
            row.id,
            row.at,
            row.code,
            row.params,
            row.subject,
            or_(row.read_at.is_not(None), _asks()),
        )
        .where(row.person_id == person_id)
        .order_by(row.id.desc())
        .limit(limit)
    )
    return [
        NoticeRow(key, at, code, _typed(params), subject, read)
        for key, at, code, params, subject, read in found
    ]


def unread(session: Session, person_id: int, after: int = 0) -> tuple[int, int]:
    """How many notices tell something that was not read, and how many came after the one with id
    `after`, those that ask for a word among them."""
    row = Notice
    mine = (row.person_id == person_id) & row.read_at.is_(None)
    telling = func.count().filter(~_asks())
    newer = func.count().filter(row.id > after)
    count, new = session.execute(select(telling, newer).select_from(row).where(mine)).one()
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
    return {name: _read(name, value) for name, value in told.items()}


def _read(name: str, value: Any) -> Any:
    """A parameter as it was before it was text: a date, an instant, or the words they are."""
    if name in _DATES and value:
        return _dated(value)
    return (read_instant(value) if isinstance(value, str) else None) or value


def _dated(value: Any) -> date | list[date]:
    return (
        list(map(date.fromisoformat, value))
        if isinstance(value, list)
        else date.fromisoformat(value)
    )
