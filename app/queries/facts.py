"""The facts of the rulebook out of the store: whole, for `check`, or for some people only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.queries.books import books
from app.queries.known import known
from app.rules import facts as f
from app.rules.books import NO_BOOKS
from app.rules.kinds import KindRules
from app.rules.policy import PolicyBook, PolicyChange
from app.rules.vocabulary import DayKind, LeaveStatus, LeaveStepKind, Side, SwapStatus
from app.store.dialect import day_text

People = Collection[int] | None
"""Person ids to read; None: everybody's."""


def centre(session: Session, people: People = None) -> f.CentreFacts:
    """Everything recorded that `check` judges, of everybody or of `people` alone.

    The posts are always everybody's: whoever signs must be known. The daily books are there for
    the whole centre only: they are about shifts and departments.
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
        books=books(session) if people is None else NO_BOOKS,
        workdays=workdays(session),
    )


def policies(session: Session) -> PolicyBook:
    """All dated policy values."""
    value = m.PolicyValue
    rows = session.execute(select(value.since, value.key, value.value).order_by(value.id))
    return PolicyBook(PolicyChange(since, key, number) for since, key, number in rows)


def persons(session: Session, people: People = None) -> dict[str, f.Person]:
    """Employee number -> person with their posts, in the order of numbers."""
    return {one.no: one for one in known(session, people)}


def shift_types(session: Session) -> dict[str, f.ShiftType]:
    """Code -> shift, retired ones too: history speaks of them."""
    shift = m.ShiftType
    rows = session.execute(
        select(shift.code, shift.name, shift.start_at, shift.end_at, shift.night)
    )
    return {
        code: f.ShiftType(code, name, start, end, night) for code, name, start, end, night in rows
    }


def holidays(session: Session) -> frozenset[date]:
    """The days that the calendar marks `holiday`."""
    return _days_marked(session, DayKind.HOLIDAY)


def workdays(session: Session) -> frozenset[date]:
    """The days that the calendar marks `workday`: made up for a festival break."""
    return _days_marked(session, DayKind.WORKDAY)


def _days_marked(session: Session, kind: DayKind) -> frozenset[date]:
    day = m.CalendarDay
    return frozenset(session.scalars(select(day.day).where(day.kind == kind)))


def months(session: Session) -> frozenset[tuple[int, int]]:
    """The months for which a roster was published."""
    month = m.RosterMonth
    found = session.scalars(select(month.month).where(month.version > 0).distinct())
    return frozenset((day.year, day.month) for day in found)


def roster(
    session: Session, people: People = None, first: date | None = None, last: date | None = None
) -> dict[str, dict[date, str]]:
    """The roster as published, before swaps: number -> date -> shift code."""
    bounds = {"first": first or date.min, "last": last or date.max}
    query = _roster_query if first is None and last is None else _roster_between_query
    rows: dict[str, dict[date, str]] = defaultdict(dict)
    days = _Days()
    for no, day, code in _rows(session, query, m.Assignment.person_id, people, bounds):
        rows[no][days[day]] = code
    return dict(rows)


@cache
def _roster_query() -> Any:
    row, person, shift = m.Assignment, m.Person, m.ShiftType
    return (
        select(person.employee_no, day_text(row.day), shift.code)
        .join(person, person.id == row.person_id)
        .join(shift, shift.id == row.shift_id)
    )


@cache
def _roster_between_query() -> Any:
    return _roster_query().where(m.Assignment.day.between(bindparam("first"), bindparam("last")))


def swaps(session: Session, people: People = None) -> tuple[f.Swap, ...]:
    """The swap register, or the swaps to which one of `people` is a party."""
    swap, requester, counterpart = m.Swap, aliased(m.Person), aliased(m.Person)
    party = swap.requester_id.in_(people or ()) | swap.counterpart_id.in_(people or ())
    signed = _signatures_query(m.SwapConsent, m.SwapConsent.swap_id, m.SwapConsent.side)
    if people is not None:
        signed = signed.where(m.SwapConsent.swap_id.in_(select(swap.id).where(party)))
    consents = _signatures(session.execute(signed))
    back = taken_back(session)
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
            no=no,
            filed_at=filed_at,
            requester=requester_no,
            requester_date=requester_date,
            counterpart=counterpart_no,
            counterpart_date=counterpart_date,
            status=status,
            requester_consent=consents.get((key, Side.REQUESTER)),
            counterpart_consent=consents.get((key, Side.COUNTERPART)),
            effective_at=effective_at,
            taken_back_at=back.get(no),
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
        ) in session.execute(query)
    )


def taken_back(session: Session) -> dict[str, datetime]:
    """When each swap that was taken back was so, by number: with the last consent to it."""
    back = m.SwapTakingBack
    query = (
        select(m.Swap.swap_no, back.requester_leader_at, back.counterpart_leader_at)
        .join(back, back.swap_id == m.Swap.id)
        .where(back.status == SwapStatus.EFFECTIVE)
    )
    return {no: max(filter(None, signed)) for no, *signed in session.execute(query)}


def leaves(session: Session, people: People = None) -> tuple[f.Leave, ...]:
    """The leave register, or the leaves of `people`."""
    steps = _signatures(_rows(session, _steps_query, m.Leave.person_id, people))
    found = _rows(session, _leaves_query, m.Leave.person_id, people)
    return tuple(_leave(row, steps) for row in found)


def live_leaves(
    session: Session, people: Collection[int], first: date | None = None, last: date | None = None
) -> list[f.Leave]:
    """The pending and approved leaves of `people` (ids) with a day from `first` to `last`; who
    has decided on them so far is left out."""
    bounds = {"first": first or date.min, "last": last or date.max}
    rows = _rows(session, _live_leaves_query, m.Leave.person_id, people, bounds)
    return [_leave(row, {}) for row in rows]


@cache
def _live_leaves_query() -> Any:
    leave = m.Leave
    return _leaves_query().where(
        leave.status.in_((LeaveStatus.PENDING, LeaveStatus.APPROVED)),
        leave.first_date <= bindparam("last"),
        leave.last_date >= bindparam("first"),
    )


@cache
def _steps_query() -> Any:
    step = m.LeaveStep
    query = _signatures_query(step, step.leave_id, step.step)
    return query.join(m.Leave, m.Leave.id == step.leave_id)


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
            leave.back_at,
        )
        .join(person, person.id == leave.person_id)
        .order_by(leave.id)
    )


def _leave(row: Any, steps: dict[tuple[int, Any], f.Signature]) -> f.Leave:
    key, no, person, filed_by, filed_at, kind, first_date, last_date, status, special = row[:10]
    late_approved, first, last, handed_in, phoned_at, approved_at, back_at = row[10:]
    return f.Leave(
        no=no,
        person=person,
        filed_by=filed_by,
        filed_at=filed_at,
        kind=kind,
        first=first_date,
        last=last_date,
        status=status,
        special=special,
        late_approved=late_approved,
        certificate=f.Certificate(first, last, handed_in) if first and last and handed_in else None,
        phoned_at=phoned_at,
        leader=steps.get((key, LeaveStepKind.LEADER)),
        head=steps.get((key, LeaveStepKind.HEAD)),
        director=steps.get((key, LeaveStepKind.DIRECTOR)),
        approved_at=approved_at,
        back_at=back_at,
    )


def attendance(
    session: Session, people: People = None, days: Collection[date] | None = None
) -> tuple[f.Attendance, ...]:
    """What roll call recorded, of every day or of `days`."""
    rows: Any
    if days is None:
        rows = _rows(session, _attendance_query, m.Attendance.person_id, people)
    else:
        rows = session.execute(_attendance_query().where(m.Attendance.day.in_(days)))
    return tuple(
        f.Attendance(person, day, arrived_at, minutes, left_at)
        for person, day, arrived_at, minutes, left_at in rows
    )


@cache
def _attendance_query() -> Any:
    row, person = m.Attendance, m.Person
    columns = (row.day, row.arrived_at, row.off_post_minutes, row.left_at)
    return select(person.employee_no, *columns).join(person, person.id == row.person_id)


def inspections(session: Session, people: People = None) -> tuple[f.Inspection, ...]:
    """The inspected contacts, without their scores."""
    rows = _rows(session, _inspections_query, m.Inspection.agent_id, people)
    return tuple(f.Inspection(**row._asdict()) for row in rows)


def inspections_where(session: Session, where: Any) -> tuple[f.Inspection, ...]:
    """Those inspections of which `where`, of the columns of `Inspection`, holds."""
    rows = session.execute(_whole(_inspections_query).where(where))
    return tuple(f.Inspection(**row._asdict()) for row in rows)


@cache
def _inspections_query() -> Any:
    row, agent, inspector = m.Inspection, aliased(m.Person), aliased(m.Person)
    judge = aliased(m.Person)
    return (
        select(row.inspection_no.label("no"), agent.employee_no.label("agent"))
        .add_columns(inspector.employee_no.label("inspector"), row.inspected_at)
        .add_columns(row.card, row.card_version, row.calibration_no.label("calibration"))
        .add_columns(row.submitted_at)
        .add_columns(row.acknowledged_at, row.appealed_at, row.appeal)
        .add_columns(
            func.coalesce(judge.employee_no, "").label("decided_by"), row.decided_at, row.upheld
        )
        .add_columns(row.critical, row.contact_ref.label("contact"))
        .join(agent, agent.id == row.agent_id)
        .join(inspector, inspector.id == row.inspector_id)
        .outerjoin(judge, judge.id == row.decided_by_id)
        .order_by(row.id)
    )


def delegations(session: Session) -> tuple[f.Delegation, ...]:
    """Who decides on leave in whose place, and when."""
    row, by, to = m.Delegation, aliased(m.Person), aliased(m.Person)
    query = (
        select(by.employee_no, to.employee_no, row.first_date, row.last_date)
        .join(by, by.id == row.by_id)
        .join(to, to.id == row.to_id)
    )
    found = session.execute(query)
    return tuple(f.Delegation(by_no, to_no, first, last) for by_no, to_no, first, last in found)


def own_kinds(session: Session) -> dict[str, KindRules]:
    """The kinds of leave that the centre added, by code, retired ones too."""
    kind = m.OwnLeaveKind
    rows = session.execute(select(kind.code, kind.notice_days, kind.director))
    return {code: KindRules(code, notice_days, director) for code, notice_days, director in rows}


_NO_VALUES: Mapping[str, Any] = {}


def _rows(
    session: Session,
    query: Callable[[], Any],
    column: Any,
    people: People,
    values: Mapping[str, Any] = _NO_VALUES,
) -> Any:
    """The rows of `query`, of everybody or where `column` is one of `people` (ids); each caller
    unpacks them into a typed fact."""
    if people is None:
        return session.execute(_whole(query), values)
    return session.execute(_some(query, column), {**values, "people": [*people]})


@cache
def _whole(query: Callable[[], Any]) -> Any:
    """Built once: putting a query together takes longer than running it."""
    return query()


@cache
def _some(query: Callable[[], Any], column: Any) -> Any:
    return query().where(column.in_(bindparam("people", expanding=True)))


def _signatures_query(table: Any, owner: Any, role: Any) -> Any:
    return select(owner, role, table.by_no, table.at).where(
        table.by_no != "", table.at.is_not(None)
    )


def _signatures(rows: Any) -> dict[tuple[int, Any], f.Signature]:
    """(owner's id, side or step) -> signature, where both number and time are filled in."""
    return {(key, kind): f.Signature(by, at) for key, kind, by, at in rows}


class _Days(dict[str, date]):
    """ISO text -> date, each parsed once: a roster has few dates and many rows."""

    def __missing__(self, text: str) -> date:
        day = self[text] = date.fromisoformat(text)
        return day
