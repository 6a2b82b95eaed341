"""Who is on leave on a day, and who comes back from one with their shift of that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Leave as LeaveModel
from app.queries import facts, work
from app.rules.facts import Leave, Person
from app.rules.reporting_back import returns
from app.rules.vocabulary import LeaveStatus

_LONG_AGO = timedelta(days=62)
"""How long after a leave somebody who has had no shift since is still expected back."""


def leaves_on(session: Session, people: Collection[int], day: date) -> dict[str, Leave]:
    """Employee number -> the approved leave that covers `day`, of `people` (ids)."""
    return {
        leave.person: leave for leave in _approved(session, people, day, day) if leave.covers(day)
    }


def returns_of(session: Session, people: Iterable[Person], day: date) -> dict[str, Leave]:
    """Employee number -> the leave from which they come back with their shift of `day`, by the
    function by which LEAVE-11 asks."""
    by_no = {person.no: person for person in people}
    ids = [person.id for person in by_no.values()]
    away: dict[str, list[Leave]] = defaultdict(list)
    for leave in _approved(session, ids, day - _LONG_AGO, day):
        away[leave.person].append(leave)
    ended = {no: [leave for leave in rows if leave.last < day] for no, rows in away.items()}
    asked = [by_no[no] for no, rows in ended.items() if rows]
    if not asked:
        return {}
    first = min(leave.last for rows in ended.values() for leave in rows)
    ledger = work.sources(session, [one.id for one in asked], first, day).ledger()
    found: dict[str, Leave] = {}
    for person in asked:
        for one in returns(ledger, person, away[person.no], ended[person.no]):
            if one.day == day:
                found[person.no] = one.leave
    return found


def _approved(session: Session, people: Collection[int], first: date, last: date) -> list[Leave]:
    leaves = [
        leave
        for leave in facts.live_leaves(session, people, first, last)
        if leave.status is LeaveStatus.APPROVED
    ]
    back = _back_at(session, [leave.no for leave in leaves])
    return [replace(leave, back_at=back.get(leave.no)) for leave in leaves]


def _back_at(session: Session, numbers: Collection[str]) -> dict[str, datetime | None]:
    row = LeaveModel
    query = select(row.leave_no, row.back_at).where(row.leave_no.in_(numbers))
    return dict(session.execute(query).all())
