"""Open items, as rows: those of a log, and those that came to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.queries.handover.logs import somebody, surely
from app.queries.handover.rows import ItemRow, ItemStepRow, LogKey


def raised_in(session: Session, log_id: int) -> list[ItemRow]:
    """The items that were raised in a log, in order."""
    query = _items_query().where(m.HandoverItem.handover_id == log_id)
    return _rows(session.execute(query.order_by(m.HandoverItem.id)))


def open_at(session: Session, department_id: int, last: date, since: datetime) -> list[ItemRow]:
    """The department's items of logs up to `last` that are open, or were at `since` or after it,
    oldest first."""
    values = {"department": department_id, "last": last, "since": since}
    return _rows(session.execute(_open_query(), values))


def owned(session: Session, person_id: int) -> list[ItemRow]:
    """The open items that somebody owns, oldest first."""
    item = m.HandoverItem
    query = _items_query().where(item.owner_id == person_id, item.closed_at.is_(None))
    return _rows(session.execute(query.order_by(item.id)))


def item_by_id(session: Session, item_id: int) -> ItemRow | None:
    found = _rows(session.execute(_items_query().where(m.HandoverItem.id == item_id)))
    return found[0] if found else None


def steps(session: Session, items: Iterable[ItemRow]) -> Mapping[int, tuple[ItemStepRow, ...]]:
    """Item id -> what was done to it since it was raised."""
    ids = [item.id for item in items]
    found: dict[int, list[ItemStepRow]] = defaultdict(list)
    if ids:
        for key, move, at, text, *by in session.execute(_steps_query(), {"items": ids}):
            found[key].append(ItemStepRow(move, surely(by), at, text))
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def _steps_query() -> Any:
    step, person = m.HandoverStep, m.Person
    return (
        select(*(step.item_id, step.move, step.at, step.text), *_name(person))
        .join(person, person.id == step.by_id)
        .where(step.item_id.in_(bindparam("items", expanding=True)))
        .order_by(step.id)
    )


@cache
def _open_query() -> Any:
    item = m.HandoverItem
    return (
        _items_query()
        .where(
            m.Handover.department_id == bindparam("department"),
            m.Handover.day <= bindparam("last"),
            or_(item.closed_at.is_(None), item.closed_at >= bindparam("since")),
        )
        .order_by(item.id)
    )


@cache
def _items_query() -> Any:
    item, log, shift = m.HandoverItem, m.Handover, m.ShiftType
    owner, by, closer = aliased(m.Person), aliased(m.Person), aliased(m.Person)
    return (
        select(
            *(item.id, item.item_no, log.department_id, log.day, shift.code, log.handover_no),
            *(item.section, item.text, item.urgent, item.due_on, item.worse, item.raised_at),
            *(item.closed_at, item.closing, item.version),
            *(*_name(owner), *_name(by), *_name(closer)),
        )
        .join(log, log.id == item.handover_id)
        .join(shift, shift.id == log.shift_id)
        .outerjoin(owner, owner.id == item.owner_id)
        .outerjoin(by, by.id == item.by_id)
        .outerjoin(closer, closer.id == item.closed_by_id)
    )


def _name(person: Any) -> tuple[Any, Any, Any]:
    return (person.id, person.employee_no, person.name)


def _rows(found: Iterable[Sequence[Any]]) -> list[ItemRow]:
    return [_item(row) for row in found]


def _item(row: Sequence[Any]) -> ItemRow:
    key, no, department, day, shift, log_no, section, text, urgent = row[:9]
    due_on, worse, raised_at, closed_at, closing, version = row[9:15]
    return ItemRow(
        id=key,
        no=no,
        key=LogKey(department, day, shift),
        log_no=log_no,
        section=section,
        text=text,
        urgent=urgent,
        owner=somebody(row[15:18]),
        due_on=due_on,
        worse=worse,
        by=somebody(row[18:21]),
        raised_at=raised_at,
        closed_at=closed_at,
        closed_by=somebody(row[21:24]),
        closing=closing,
        version=version,
    )
