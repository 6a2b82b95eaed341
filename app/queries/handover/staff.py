"""How a shift's staff differs from the roster as it was published: the one reading of it, live."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.queries.handover.rows import LogKey, Somebody, StaffChange, StaffKind
from app.queries.handover.shift import DepartmentDays, named

_ORDER = {kind: at for at, kind in enumerate(StaffKind)}


def staff_changes(
    session: Session, days: DepartmentDays, key: LogKey, now: datetime, confirmed: Collection[str]
) -> tuple[StaffChange, ...]:
    """Swaps, leaves and their cover, absences, late comings and early goings, overrides at desks;
    of `now`. `confirmed`: the facts that notes of the log confirm. The kind of a leave is nobody's
    business here (CONF-1)."""
    found = [
        *_swaps(days, key),
        *_leaves(session, days, key),
        *_roll_call(session, days, key, now),
        *_overrides(session, days, key),
    ]
    told = (replace(one, confirmed=one.fact in confirmed) for one in found)
    return tuple(sorted(told, key=lambda one: (_ORDER[one.kind], one.person.no)))


def _swaps(days: DepartmentDays, key: LogKey) -> Iterator[StaffChange]:
    """Who works the shift from a swap; and who gave it, where that is not told so already."""
    for (no, day), moved in days.ledger.moved.items():
        person = days.people.get(no)
        if day != key.day or person is None or not days.belongs(person, day):
            continue
        giver, taker = days.people.get(moved.received_from), days.people.get(moved.given_to)
        if moved.code == key.shift and moved.received_from:
            other = named(giver) if giver else Somebody(0, moved.received_from, "")
            yield StaffChange(StaffKind.SWAP_IN, named(person), other, swap_no=moved.swap_no)
        elif moved.given_code == key.shift and (
            taker is None or days.ledger.shift_on(taker.no, day) != key.shift
        ):
            other = named(taker) if taker else Somebody(0, moved.given_to, "")
            yield StaffChange(StaffKind.SWAP_OUT, named(person), other, swap_no=moved.swap_no)


def _leaves(session: Session, days: DepartmentDays, key: LogKey) -> Iterator[StaffChange]:
    away = [
        person
        for person in days.people.values()
        if days.belongs(person, key.day)
        and days.ledger.shift_on(person.no, key.day) == key.shift
        and any(leave.covers(key.day) for leave in days.approved.get(person.no, ()))
    ]
    covers = _covers(session, key.day) if away else {}
    for person in away:
        yield StaffChange(StaffKind.LEAVE, named(person), covers.get(person.id))


def _covers(session: Session, day: date) -> Mapping[int, Somebody]:
    """Id of who is away -> who covers."""
    rows = session.execute(_covers_query(), {"day": day})
    return {absent: Somebody(key, no, name) for absent, key, no, name in rows}


@cache
def _covers_query() -> Any:
    cover, person = m.Cover, m.Person
    return (
        select(cover.absent_id, person.id, person.employee_no, person.name)
        .join(person, person.id == cover.by_id)
        .where(cover.day == bindparam("day"))
    )


def _roll_call(
    session: Session, days: DepartmentDays, key: LogKey, now: datetime
) -> Iterator[StaffChange]:
    """What roll call recorded of those who work the shift."""
    crew = {person.id: person for person in days.crew(key.day, key.shift)}
    if not crew:
        return
    span = days.span(key.day, key.shift)
    policy = days.known.policies.at(span.begin)
    rows = session.execute(_attendance_query(), {"day": key.day, "people": list(crew)})
    for person_id, arrived, left in rows:
        person = named(crew[person_id])
        late = _minutes(span.begin, arrived) if arrived else 0
        if arrived is None and now >= span.begin:
            yield StaffChange(StaffKind.ABSENT, person)
        elif late > 0:
            absent = late >= policy.att_absence_minutes
            kind = StaffKind.ABSENT if absent else StaffKind.LATE
            yield StaffChange(kind, person, minutes=late)
        early = _minutes(left, span.end) if left else 0
        if early > 0:
            yield StaffChange(StaffKind.LEFT_EARLY, person, minutes=early)


def _minutes(first: datetime, last: datetime) -> int:
    return int((last - first).total_seconds() // 60)


@cache
def _attendance_query() -> Any:
    row = m.Attendance
    return select(row.person_id, row.arrived_at, row.left_at).where(
        row.day == bindparam("day"), row.person_id.in_(bindparam("people", expanding=True))
    )


def _overrides(session: Session, days: DepartmentDays, key: LogKey) -> Iterator[StaffChange]:
    """Desks that were released before their relief; the reason stays in the log (HAND-2)."""
    for sitter, no, name, reason, by, by_no, by_name in session.execute(
        _overrides_query(), {"day": key.day, "shift": key.shift}
    ):
        person = days.people.get(no)
        if person is not None and days.belongs(person, key.day):
            who, leader = Somebody(sitter, no, name), Somebody(by, by_no, by_name)
            yield StaffChange(StaffKind.OVERRIDE, who, leader, reason=reason)


@cache
def _overrides_query() -> Any:
    seat, sitter, leader, shift = m.Seat, aliased(m.Person), aliased(m.Person), m.ShiftType
    return (
        select(
            *(sitter.id, sitter.employee_no, sitter.name, seat.override_reason),
            *(leader.id, leader.employee_no, leader.name),
        )
        .join(shift, shift.id == seat.shift_id)
        .join(sitter, sitter.id == seat.person_id)
        .join(leader, leader.id == seat.override_by_id)
        .where(seat.day == bindparam("day"), shift.code == bindparam("shift"))
    )
