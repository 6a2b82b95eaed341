"""The facts of the rulebook out of the store: whole, for `check`, or for some people only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.rules import facts as f
from app.rules.kinds import KindRules
from app.rules.policy import PolicyBook, PolicyChange
from app.rules.vocabulary import DayKind, LeaveStepKind, Side

People = Collection[int] | None
"""Person ids to read; None: everybody's."""


def centre(session: Session, people: People = None) -> f.CentreFacts:
    """Everything recorded that `check` judges, of everybody or of `people` alone.

    The posts are always everybody's: whoever signs must be known.
    """
    return f.CentreFacts(
        people=persons(session),
        shifts=shift_types(session),
        holidays=holidays(session),
        roster=roster(session, people),
        months=months(session),
        swaps=swaps(session, people),
        leaves=leaves(session, people),
        attendance=attendance(session, people),
        inspections=inspections(session, people),
        delegations=delegations(session),
        kinds=own_kinds(session),
    )


def policies(session: Session) -> PolicyBook:
    """All dated policy values."""
    value = m.PolicyValue
    rows = session.execute(select(value.since, value.key, value.value).order_by(value.id))
    return PolicyBook(PolicyChange(*row) for row in rows)


def persons(session: Session, people: People = None) -> dict[str, f.Person]:
    """Employee number -> person with their posts, in the order of numbers."""
    posts: dict[int, list[f.Post]] = defaultdict(list)
    for person_id, since, department_name, team_name, *rest in _rows(
        session, _posts_query(), m.Post.person_id, people
    ):
        posts[person_id].append(f.Post(since, department_name or "", team_name or "", *rest))
    return {
        no: f.Person(no, name, hired_on, left_on, tuple(posts[key]))
        for key, no, name, hired_on, left_on in _rows(
            session, _persons_query(), m.Person.id, people
        )
    }


@cache
def _posts_query() -> Any:
    """Built once, as the others here: putting a query together takes longer than running it."""
    department, team, post = m.Department, m.Team, m.Post
    return (
        select(
            post.person_id,
            post.since,
            department.name,
            team.name,
            post.role,
            post.job_type,
            post.skill_level,
        )
        .outerjoin(department, department.id == post.department_id)
        .outerjoin(team, team.id == post.team_id)
        .order_by(post.since)
    )


@cache
def _persons_query() -> Any:
    person = m.Person
    return select(
        person.id, person.employee_no, person.name, person.hired_on, person.left_on
    ).order_by(person.employee_no)


def shift_types(session: Session) -> dict[str, f.ShiftType]:
    """Code -> shift, retired ones too: history speaks of them."""
    shift = m.ShiftType
    rows = session.execute(
        select(shift.code, shift.name, shift.start_at, shift.end_at, shift.night)
    )
    return {row[0]: f.ShiftType(*row) for row in rows}


def holidays(session: Session) -> frozenset[date]:
    """The days that the calendar marks `holiday`."""
    day = m.CalendarDay
    return frozenset(session.scalars(select(day.day).where(day.kind == DayKind.HOLIDAY)))


def months(session: Session) -> frozenset[tuple[int, int]]:
    """The months for which a roster was published."""
    month = m.RosterMonth
    found = session.scalars(select(month.month).where(month.version > 0).distinct())
    return frozenset((day.year, day.month) for day in found)


def roster(
    session: Session, people: People = None, first: date | None = None, last: date | None = None
) -> dict[str, dict[date, str]]:
    """The roster as published, before swaps: number -> date -> shift code."""
    row, person, shift = m.Assignment, m.Person, m.ShiftType
    query = (
        select(person.employee_no, type_coerce(row.day, String), shift.code)
        .join(person, person.id == row.person_id)
        .join(shift, shift.id == row.shift_id)
    )
    if first is not None:
        query = query.where(row.day >= first)
    if last is not None:
        query = query.where(row.day <= last)
    rows: dict[str, dict[date, str]] = defaultdict(dict)
    days = _Days()
    for no, day, code in _rows(session, query, row.person_id, people):
        rows[no][days[day]] = code
    return dict(rows)


def swaps(session: Session, people: People = None) -> tuple[f.Swap, ...]:
    """The swap register, or the swaps to which one of `people` is a party."""
    swap, requester, counterpart = m.Swap, aliased(m.Person), aliased(m.Person)
    party = swap.requester_id.in_(people or ()) | swap.counterpart_id.in_(people or ())
    mine = None if people is None else select(swap.id).where(party)
    consents = _signatures(session, m.SwapConsent, m.SwapConsent.swap_id, m.SwapConsent.side, mine)
    query = (
        select(
            swap.id,
            swap.swap_no,
            swap.filed_at,
            requester.employee_no,
            swap.requester_date,
            counterpart.employee_no,
            swap.counterpart_date,
            swap.status,
            swap.effective_at,
        )
        .join(requester, requester.id == swap.requester_id)
        .join(counterpart, counterpart.id == swap.counterpart_id)
        .order_by(swap.id)
    )
    if people is not None:
        query = query.where(party)
    return tuple(
        f.Swap(
            no,
            filed_at,
            requester_no,
            requester_date,
            counterpart_no,
            counterpart_date,
            status,
            consents.get((key, Side.REQUESTER)),
            consents.get((key, Side.COUNTERPART)),
            effective_at,
        )
        for (
            key,
            no,
            filed_at,
            requester_no,
            requester_date,
            counterpart_no,
            counterpart_date,
            status,
            effective_at,
        ) in _rows(session, query)
    )


def leaves(session: Session, people: People = None) -> tuple[f.Leave, ...]:
    """The leave register, or the leaves of `people`."""
    leave = m.Leave
    mine = None if people is None else select(leave.id).where(leave.person_id.in_(people))
    steps = _signatures(session, m.LeaveStep, m.LeaveStep.leave_id, m.LeaveStep.step, mine)
    found = _rows(session, _leaves_query(), leave.person_id, people)
    return tuple(_leave(row, steps) for row in found)


@cache
def _leaves_query() -> Any:
    leave, person = m.Leave, m.Person
    return (
        select(
            leave.id,
            leave.leave_no,
            person.employee_no,
            leave.filed_by_no,
            leave.filed_at,
            leave.kind,
            leave.first_date,
            leave.last_date,
            leave.status,
            leave.special,
            leave.late_approved,
            leave.certificate_from,
            leave.certificate_to,
            leave.certificate_at,
            leave.phoned_at,
            leave.approved_at,
        )
        .join(person, person.id == leave.person_id)
        .order_by(leave.id)
    )


def _leave(row: Any, steps: dict[tuple[int, Any], f.Signature]) -> f.Leave:
    first, last, handed_in = row.certificate_from, row.certificate_to, row.certificate_at
    return f.Leave(
        no=row.leave_no,
        person=row.employee_no,
        filed_by=row.filed_by_no,
        filed_at=row.filed_at,
        kind=row.kind,
        first=row.first_date,
        last=row.last_date,
        status=row.status,
        special=row.special,
        late_approved=row.late_approved,
        certificate=f.Certificate(first, last, handed_in) if first and last and handed_in else None,
        phoned_at=row.phoned_at,
        leader=steps.get((row.id, LeaveStepKind.LEADER)),
        head=steps.get((row.id, LeaveStepKind.HEAD)),
        director=steps.get((row.id, LeaveStepKind.DIRECTOR)),
        approved_at=row.approved_at,
    )


def attendance(session: Session, people: People = None) -> tuple[f.Attendance, ...]:
    """What roll call recorded."""
    row, person = m.Attendance, m.Person
    query = select(person.employee_no, row.day, row.arrived_at, row.off_post_minutes).join(
        person, person.id == row.person_id
    )
    return tuple(f.Attendance(*columns) for columns in _rows(session, query, row.person_id, people))


def inspections(session: Session, people: People = None) -> tuple[f.Inspection, ...]:
    """The inspected contacts, without their scores."""
    row, agent, inspector = m.Inspection, aliased(m.Person), aliased(m.Person)
    query = (
        select(row.inspection_no, agent.employee_no, inspector.employee_no, row.inspected_at)
        .join(agent, agent.id == row.agent_id)
        .join(inspector, inspector.id == row.inspector_id)
        .order_by(row.id)
    )
    return tuple(f.Inspection(*columns) for columns in _rows(session, query, row.agent_id, people))


def delegations(session: Session) -> tuple[f.Delegation, ...]:
    """Who decides on leave in whose place, and when."""
    row, by, to = m.Delegation, aliased(m.Person), aliased(m.Person)
    query = (
        select(by.employee_no, to.employee_no, row.first_date, row.last_date)
        .join(by, by.id == row.by_id)
        .join(to, to.id == row.to_id)
    )
    return tuple(f.Delegation(*columns) for columns in _rows(session, query))


def own_kinds(session: Session) -> dict[str, KindRules]:
    """The kinds of leave that the centre added, by code, retired ones too."""
    kind = m.OwnLeaveKind
    query = select(kind.code, kind.notice_days, kind.director)
    return {row[0]: KindRules(*row) for row in _rows(session, query)}


def _rows(session: Session, query: Any, column: Any = None, people: Any = None) -> Any:
    """The rows of `query`, of everybody or where `column` is one of `people` (ids, or a query
    of them); each caller unpacks them into a typed fact."""
    return session.execute(query if people is None else query.where(column.in_(people)))


def _signatures(
    session: Session, table: Any, owner: Any, role: Any, owners: Any = None
) -> dict[tuple[int, Any], f.Signature]:
    """(owner's id, side or step) -> signature, where both number and time are filled in; of all,
    or of those whose ids the query `owners` gives."""
    query = select(owner, role, table.by_no, table.at).where(
        table.by_no != "", table.at.is_not(None)
    )
    rows = _rows(session, query, owner, owners)
    return {(key, kind): f.Signature(by, at) for key, kind, by, at in rows}


class _Days(dict[str, date]):
    """ISO text -> date, each parsed once: a roster has few dates and many rows."""

    def __missing__(self, text: str) -> date:
        day = self[text] = date.fromisoformat(text)
        return day
