"""The whole centre as its workbook states it: rosters and registers with their blanks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.queries import facts
from app.rules.calendar import CentreTime
from app.rules.facts import Person, Roster
from app.rules.records import (
    AS_KEPT,
    AttendanceRecord,
    CentreRecords,
    DayRecord,
    InspectionRecord,
    KindRecord,
    LeaveRecord,
    SwapRecord,
)
from app.rules.vocabulary import LeaveStepKind, Side, SwapStatus

_Signed = dict[tuple[int, Any], tuple[str, datetime | None]]
_BLANK: tuple[str, None] = ("", None)


def load(session: Session, time: CentreTime) -> CentreRecords:
    """Everything that the centre workbook holds; instants as wall times of `time`'s zone, to the
    minute."""
    people = facts.persons(session)
    return CentreRecords(
        tuple(people.values()),
        tuple(sorted(facts.shift_types(session).values(), key=lambda shift: shift.code)),
        _rosters(session, people),
        _calendar(session),
        tuple(_swaps(session, time)),
        tuple(_leaves(session, time)),
        tuple(_attendance(session, time)),
        tuple(_inspections(session, time)),
        _kinds(session),
    )


def _calendar(session: Session) -> tuple[DayRecord, ...]:
    day = m.CalendarDay
    rows = session.execute(select(day.day, day.name, day.kind).order_by(day.day))
    return tuple(DayRecord(*row) for row in rows)


def _kinds(session: Session) -> tuple[KindRecord, ...]:
    kind = m.OwnLeaveKind
    columns = (
        *(kind.code, kind.name, kind.notice_days, kind.director),
        *(kind.has_balance, kind.retired),
    )
    return tuple(KindRecord(*row) for row in session.execute(select(*columns).order_by(kind.id)))


def _rosters(session: Session, people: Mapping[str, Person]) -> dict[tuple[int, int], Roster]:
    """The published months: who has a shift, and who belongs to a published team without one."""
    rosters: dict[tuple[int, int], dict[str, Mapping[date, str]]] = {}
    for no, days in facts.roster(session).items():
        for day, code in days.items():
            month = rosters.setdefault((day.year, day.month), {})
            cells = month.setdefault(no, {})
            assert isinstance(cells, dict)
            cells[day] = code
    scopes = _scopes(session)
    for first, published in _published(session).items():
        month = rosters.setdefault((first.year, first.month), {})
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        for no, person in people.items():
            employed = person.hired_on <= last and (person.left_on or last) >= first
            if no not in month and employed and _within(scopes[no], first, last) <= published:
                month[no] = {}
    return {
        month: {no: rosters[month][no] for no in sorted(rosters[month])}
        for month in sorted(rosters)
        if rosters[month]
    }


def _published(session: Session) -> dict[date, set[str]]:
    month = m.RosterMonth
    found: dict[date, set[str]] = defaultdict(set)
    for first, scope in session.execute(select(month.month, month.scope).where(month.version > 0)):
        found[first].add(scope)
    return found


def _scopes(session: Session) -> dict[str, list[tuple[date, str]]]:
    """Employee number -> (since, scope) in the order of `since`."""
    post, person = m.Post, m.Person
    query = (
        select(person.employee_no, post.since, post.department_id, post.team_id)
        .join(person, person.id == post.person_id)
        .order_by(post.since)
    )
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for no, since, department_id, team_id in session.execute(query):
        scope = f"department:{department_id}" if department_id is not None else "centre"
        found[no].append((since, scope if team_id is None else f"team:{team_id}"))
    return found


def _within(posts: list[tuple[date, str]], first: date, last: date) -> set[str]:
    before = [scope for since, scope in posts if since <= first] or [posts[0][1]]
    return {before[-1]} | {scope for since, scope in posts if first < since <= last}


def _swaps(session: Session, time: CentreTime) -> list[SwapRecord]:
    consents = _signatures(session, m.SwapConsent, m.SwapConsent.swap_id, m.SwapConsent.side, time)
    swap, requester, counterpart = m.Swap, aliased(m.Person), aliased(m.Person)
    query = (
        select(swap, requester.employee_no, counterpart.employee_no)
        .with_only_columns(
            swap.id,
            swap.swap_no,
            swap.filed_at,
            requester.employee_no.label("requester_no"),
            swap.requester_date,
            counterpart.employee_no.label("counterpart_no"),
            swap.counterpart_date,
            swap.status,
            swap.effective_at,
        )
        .join(requester, requester.id == swap.requester_id)
        .join(counterpart, counterpart.id == swap.counterpart_id)
        .where(swap.status != SwapStatus.DRAFT)
        .order_by(swap.id)
    )
    return [
        SwapRecord(
            row.swap_no,
            time.wall_minute(row.filed_at),
            row.requester_no,
            row.requester_date,
            row.counterpart_no,
            row.counterpart_date,
            *consents.get((row.id, Side.REQUESTER), _BLANK),
            *consents.get((row.id, Side.COUNTERPART), _BLANK),
            AS_KEPT.get(row.status, row.status),
            _wall(time, row.effective_at),
        )
        for row in session.execute(query)
    ]


def _leaves(session: Session, time: CentreTime) -> list[LeaveRecord]:
    steps = _signatures(session, m.LeaveStep, m.LeaveStep.leave_id, m.LeaveStep.step, time)
    leave, person = m.Leave, m.Person
    table = m.Leave.__table__
    query = (
        select(*table.c, person.employee_no)
        .join(person, person.id == leave.person_id)
        .order_by(leave.id)
    )
    return [
        LeaveRecord(
            row.leave_no,
            row.employee_no,
            row.filed_by_no,
            time.wall_minute(row.filed_at),
            row.kind,
            row.first_date,
            row.last_date,
            row.special,
            row.late_approved,
            row.certificate_from,
            row.certificate_to,
            _wall(time, row.certificate_at),
            _wall(time, row.phoned_at),
            *steps.get((row.id, LeaveStepKind.LEADER), _BLANK),
            *steps.get((row.id, LeaveStepKind.HEAD), _BLANK),
            *steps.get((row.id, LeaveStepKind.DIRECTOR), _BLANK),
            row.status,
            _wall(time, row.approved_at),
        )
        for row in session.execute(query)
    ]


def _signatures(session: Session, table: Any, owner: Any, role: Any, time: CentreTime) -> _Signed:
    """(owner's id, side or step) -> number and wall time, as far as they were filled in."""
    rows = session.execute(select(owner, role, table.by_no, table.at))
    return {(key, kind): (by, _wall(time, at)) for key, kind, by, at in rows}


def _attendance(session: Session, time: CentreTime) -> list[AttendanceRecord]:
    row, person = m.Attendance, m.Person
    query = (
        select(person.employee_no, row.day, row.arrived_at, row.off_post_minutes)
        .join(person, person.id == row.person_id)
        .order_by(row.day, person.employee_no)
    )
    return [
        AttendanceRecord(no, day, _wall(time, arrived_at), minutes)
        for no, day, arrived_at, minutes in session.execute(query)
    ]


def _inspections(session: Session, time: CentreTime) -> list[InspectionRecord]:
    row, agent, inspector = m.Inspection, aliased(m.Person), aliased(m.Person)
    scores = (row.language, row.attitude, row.tone, row.summarising, row.adaptability)
    query = (
        select(row.inspection_no, agent.employee_no, inspector.employee_no, row.inspected_at)
        .add_columns(row.contact_ref, *scores, row.critical, row.comment)
        .join(agent, agent.id == row.agent_id)
        .join(inspector, inspector.id == row.inspector_id)
        .order_by(row.id)
    )
    return [
        InspectionRecord(no, agent_no, inspector_no, time.wall_minute(at), *rest)
        for no, agent_no, inspector_no, at, *rest in session.execute(query)
    ]


def _wall(time: CentreTime, instant: datetime | None) -> datetime | None:
    return None if instant is None else time.wall_minute(instant)
