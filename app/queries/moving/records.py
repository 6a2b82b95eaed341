"""The whole centre as its workbook states it: rosters and registers with their blanks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.queries import facts
from app.queries.books import books
from app.queries.moving.planning import planning
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
        people=tuple(people.values()),
        shifts=tuple(sorted(facts.shift_types(session).values(), key=lambda shift: shift.code)),
        rosters=_rosters(session, people),
        calendar=_calendar(session),
        swaps=tuple(_swaps(session, time)),
        leaves=tuple(_leaves(session, time)),
        attendance=tuple(_attendance(session, time)),
        inspections=tuple(_inspections(session, time)),
        kinds=_kinds(session),
        books=books(session, time.wall_minute),
        planning=planning(session, places_of(people.values())),
    )


def places_of(people: Iterable[Person]) -> frozenset[tuple[str, str]]:
    """Departments and teams in which somebody has, or had, a post, and departments with "": what
    a workbook can name, because its people's sheet states it."""
    return frozenset(
        (post.department, team)
        for person in people
        for post in person.posts
        for team in (post.team, "")
    )


def _calendar(session: Session) -> tuple[DayRecord, ...]:
    day = m.CalendarDay
    rows = session.execute(select(day.day, day.name, day.kind).order_by(day.day))
    return tuple(DayRecord(marked, name, kind) for marked, name, kind in rows)


def _kinds(session: Session) -> tuple[KindRecord, ...]:
    kind = m.OwnLeaveKind
    columns = (
        *(kind.code, kind.name, kind.notice_days, kind.director),
        *(kind.has_balance, kind.retired, kind.counting),
    )
    rows = session.execute(select(*columns).order_by(kind.id))
    return tuple(KindRecord(**row._asdict()) for row in rows)


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
    return [_swap(row, consents, time) for row in session.execute(query)]


def _swap(row: Any, consents: _Signed, time: CentreTime) -> SwapRecord:
    one = consents.get((row.id, Side.REQUESTER), _BLANK)
    two = consents.get((row.id, Side.COUNTERPART), _BLANK)
    return SwapRecord(
        no=row.swap_no,
        filed_at=time.wall_minute(row.filed_at),
        requester=row.requester_no,
        requester_date=row.requester_date,
        counterpart=row.counterpart_no,
        counterpart_date=row.counterpart_date,
        requester_leader=one[0],
        requester_leader_at=one[1],
        counterpart_leader=two[0],
        counterpart_leader_at=two[1],
        status=AS_KEPT.get(row.status, row.status),
        effective_at=_wall(time, row.effective_at),
    )


def _leaves(session: Session, time: CentreTime) -> list[LeaveRecord]:
    steps = _signatures(session, m.LeaveStep, m.LeaveStep.leave_id, m.LeaveStep.step, time)
    leave, person = m.Leave, m.Person
    table = m.Leave.__table__
    query = (
        select(*table.c, person.employee_no)
        .join(person, person.id == leave.person_id)
        .order_by(leave.id)
    )
    return [_leave(row, steps, time) for row in session.execute(query)]


def _leave(row: Any, steps: _Signed, time: CentreTime) -> LeaveRecord:
    leader, head, director = (
        steps.get((row.id, step), _BLANK)
        for step in (LeaveStepKind.LEADER, LeaveStepKind.HEAD, LeaveStepKind.DIRECTOR)
    )
    return LeaveRecord(
        no=row.leave_no,
        person=row.employee_no,
        filed_by=row.filed_by_no,
        filed_at=time.wall_minute(row.filed_at),
        kind=row.kind,
        first=row.first_date,
        last=row.last_date,
        special=row.special,
        late_approved=row.late_approved,
        certificate_from=row.certificate_from,
        certificate_to=row.certificate_to,
        certificate_at=_wall(time, row.certificate_at),
        phoned_at=_wall(time, row.phoned_at),
        leader=leader[0],
        leader_at=leader[1],
        head=head[0],
        head_at=head[1],
        director=director[0],
        director_at=director[1],
        status=row.status,
        approved_at=_wall(time, row.approved_at),
        back_at=_wall(time, row.back_at),
    )


def _signatures(session: Session, table: Any, owner: Any, role: Any, time: CentreTime) -> _Signed:
    """(owner's id, side or step) -> number and wall time, as far as they were filled in."""
    rows = session.execute(select(owner, role, table.by_no, table.at))
    return {(key, kind): (by, _wall(time, at)) for key, kind, by, at in rows}


def _attendance(session: Session, time: CentreTime) -> list[AttendanceRecord]:
    row, person = m.Attendance, m.Person
    query = (
        select(person.employee_no, row.day, row.arrived_at, row.off_post_minutes, row.left_at)
        .join(person, person.id == row.person_id)
        .order_by(row.day, person.employee_no)
    )
    return [
        AttendanceRecord(no, day, _wall(time, arrived_at), minutes, _wall(time, left_at))
        for no, day, arrived_at, minutes, left_at in session.execute(query)
    ]


def _inspections(session: Session, time: CentreTime) -> list[InspectionRecord]:
    row, agent, inspector = m.Inspection, aliased(m.Person), aliased(m.Person)
    judge = aliased(m.Person)
    scores = (row.language, row.attitude, row.tone, row.summarising, row.adaptability)
    query = (
        select(row.inspection_no.label("no"), agent.employee_no.label("agent"))
        .add_columns(inspector.employee_no.label("inspector"), row.inspected_at)
        .add_columns(row.contact_ref, *scores, row.critical, row.comment)
        .add_columns(row.card, row.card_version, row.calibration_no.label("calibration"))
        .add_columns(row.submitted_at, row.acknowledged_at, row.appealed_at, row.appeal)
        .add_columns(func.coalesce(judge.employee_no, "").label("decided_by"))
        .add_columns(row.decided_at, row.upheld)
        .join(agent, agent.id == row.agent_id)
        .join(inspector, inspector.id == row.inspector_id)
        .outerjoin(judge, judge.id == row.decided_by_id)
        .order_by(row.id)
    )
    rows = (InspectionRecord(**found._asdict()) for found in session.execute(query))
    return [_at_the_wall(found, time) for found in rows]


def _at_the_wall(found: InspectionRecord, time: CentreTime) -> InspectionRecord:
    return replace(
        found,
        inspected_at=time.wall_minute(found.inspected_at),
        submitted_at=_wall(time, found.submitted_at),
        acknowledged_at=_wall(time, found.acknowledged_at),
        appealed_at=_wall(time, found.appealed_at),
        decided_at=_wall(time, found.decided_at),
    )


def _wall(time: CentreTime, instant: datetime | None) -> datetime | None:
    return None if instant is None else time.wall_minute(instant)
