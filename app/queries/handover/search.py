"""Search through notes and items: a scan over short rows, which finds two Chinese characters
wherever they stand; an index of words would not (docs/decisions/0025)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.queries.handover.logs import somebody
from app.queries.handover.rows import HandoverHit, HandoverHits, HandoverSearch, LogKey

_DIGIT = re.compile("[0-9]")


def found(
    session: Session, departments: Sequence[int], wanted: HandoverSearch, limit: int
) -> HandoverHits:
    """The newest `limit` hits in the logs of `departments`; items before notes of one day."""
    if not departments:
        return HandoverHits(())
    hits = _items(session, departments, wanted, limit + 1)
    if not (wanted.open_only or wanted.owner_id is not None):
        hits += _notes(session, departments, wanted, limit + 1)
    hits.sort(key=lambda hit: (-hit.key.day.toordinal(), hit.item_id is None))
    return HandoverHits(tuple(hits[:limit]), len(hits) > limit)


def _items(
    session: Session, departments: Sequence[int], wanted: HandoverSearch, limit: int
) -> list[HandoverHit]:
    item = m.HandoverItem
    match = _match(wanted, departments, item, item.item_no, item.text, item.closing, item.worse)
    if wanted.owner_id is not None:
        match.append(item.owner_id == wanted.owner_id)
    if wanted.open_only:
        match.append(item.closed_at.is_(None))
    ids = _newest(session, item, match, limit)
    owner, by = aliased(m.Person), aliased(m.Person)
    query = (
        select(
            *_log_columns(item),
            *(item.item_no, item.id, item.urgent, item.due_on, item.closed_at, item.closing),
            *(owner.id, owner.employee_no, owner.name, by.id, by.employee_no, by.name),
        )
        .join(m.Handover, m.Handover.id == item.handover_id)
        .join(m.ShiftType, m.ShiftType.id == m.Handover.shift_id)
        .outerjoin(owner, owner.id == item.owner_id)
        .outerjoin(by, by.id == item.by_id)
        .where(item.id.in_(ids))
        .order_by(m.Handover.day.desc(), item.id.desc())
    )
    return [_item_hit(row) for row in session.execute(query)]


def _item_hit(row: Sequence[Any]) -> HandoverHit:
    department, day, shift, log_no, section, text = row[:6]
    item_no, item_id, urgent, due_on, closed_at, closing = row[6:12]
    return HandoverHit(
        key=LogKey(department, day, shift),
        log_no=log_no,
        section=section,
        text=text,
        item_no=item_no,
        item_id=item_id,
        urgent=urgent,
        owner=somebody(row[12:15]),
        due_on=due_on,
        closed_at=closed_at,
        closing=closing,
        by=somebody(row[15:18]),
    )


def _notes(
    session: Session, departments: Sequence[int], wanted: HandoverSearch, limit: int
) -> list[HandoverHit]:
    note, by = m.HandoverNote, m.Person
    ids = _newest(session, note, _match(wanted, departments, note, None, note.text), limit)
    query = (
        select(*_log_columns(note), by.id, by.employee_no, by.name)
        .join(m.Handover, m.Handover.id == note.handover_id)
        .join(m.ShiftType, m.ShiftType.id == m.Handover.shift_id)
        .outerjoin(by, by.id == note.by_id)
        .where(note.id.in_(ids))
        .order_by(m.Handover.day.desc(), note.id.desc())
    )
    return [
        HandoverHit(LogKey(department, day, shift), log_no, section, text, by=somebody(who))
        for department, day, shift, log_no, section, text, *who in session.execute(query)
    ]


def _log_columns(table: Any) -> tuple[Any, ...]:
    log = m.Handover
    return (
        log.department_id,
        log.day,
        m.ShiftType.code,
        log.handover_no,
        table.section,
        table.text,
    )


def _newest(
    session: Session, table: Any, match: Sequence[ColumnElement[bool]], limit: int
) -> list[int]:
    """The ids of the newest rows that match: all else is read of these alone."""
    query = select(table.id).join(m.Handover, m.Handover.id == table.handover_id)
    query = query.where(*match).order_by(m.Handover.day.desc(), table.id.desc())
    return list(session.scalars(query.limit(limit)))


def _match(
    wanted: HandoverSearch, departments: Sequence[int], table: Any, number: Any, *texts: Any
) -> list[ColumnElement[bool]]:
    """`number`: the column of the item's own; numbers are looked at where a digit was typed."""
    log = m.Handover
    match: list[ColumnElement[bool]] = [log.department_id.in_(departments)]
    if text := wanted.text.strip():
        numbers = [each for each in (number, log.handover_no) if each is not None]
        columns = [*texts, *(numbers if _DIGIT.search(text) else ())]
        match.append(or_(*(one.icontains(text, autoescape=True) for one in columns)))
    if wanted.sections:
        match.append(table.section.in_(sorted(wanted.sections)))
    if wanted.first or wanted.last:
        match.append(log.day.between(wanted.first or date.min, wanted.last or date.max))
    return match
