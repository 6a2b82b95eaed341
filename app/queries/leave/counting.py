"""How many days a leave takes of its balance, and what undecided ones hold: for form, verdict,
pages and services alike."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Leave, LeaveBalance, OwnLeaveKind
from app.queries import work
from app.queries.leave import balances
from app.queries.reference import reference
from app.rules.balances import DaysLeft, DaysOf, Held
from app.rules.vocabulary import Counting, LeaveStatus


def counting_of(session: Session, kind: str) -> Counting | None:
    """Which days a kind counts; None for one without a balance."""
    own = OwnLeaveKind
    return session.scalar(select(own.counting).where(own.code == kind, own.has_balance))


def days_counted(session: Session, person_id: int, kind: str, first: date, last: date) -> int:
    """The days that a leave of this kind takes of its balance; of a kind without one, all."""
    counting = counting_of(session, kind) or Counting.CALENDAR
    return _days_of(session, person_id, counting, [(first, last)])[0]


def balance_of(session: Session, person_id: int, kind: str, today: date) -> DaysLeft:
    """What is left, with what undecided leaves hold of it. Those whose days are over
    hold nothing: they expire."""
    left = balances.left(session, person_id, kind)
    counting = counting_of(session, kind)
    if counting is None:
        return DaysLeft(left)
    row = Leave
    query = (
        select(row.leave_no, row.first_date, row.last_date)
        .where(
            row.person_id == person_id, row.kind == kind, row.status == LeaveStatus.PENDING,
            row.last_date >= today,
        )
        .order_by(row.leave_no)
    )  # fmt: skip
    waiting = [(no, first, last) for no, first, last in session.execute(query)]
    spans = [(first, last) for _no, first, last in waiting]
    held = _days_of(session, person_id, counting, spans)
    found = zip(waiting, held, strict=True)
    return DaysLeft(left, tuple(Held(no, days) for (no, *_), days in found if days))


def people_waiting(session: Session, kind: str) -> Sequence[int]:
    """The ids of those who have an undecided leave of this kind."""
    pending = (Leave.kind == kind, Leave.status == LeaveStatus.PENDING)
    return session.scalars(select(Leave.person_id).where(*pending).distinct()).all()


def taken_by(session: Session, person_id: int, kind: str, leave: str) -> int:
    """The days that a leave has taken and not given back; 0 for none."""
    total = session.scalar(
        select(func.sum(LeaveBalance.days)).where(
            LeaveBalance.person_id == person_id,
            LeaveBalance.kind == kind,
            LeaveBalance.leave_no == leave,
        )
    )
    return -(total or 0)


def _days_of(
    session: Session, person_id: int, counting: Counting, spans: list[tuple[date, date]]
) -> list[int]:
    if not spans:
        return []
    known = reference(session)
    shifts: Collection[date] = ()
    if counting is Counting.ROSTERED:
        first, last = min(one for one, _ in spans), max(one for _, one in spans)
        whole = last.replace(day=monthrange(last.year, last.month)[1])
        ledger = work.worked(session, [person_id], first.replace(day=1), whole)
        shifts = ledger.shifts(known.number(person_id)).keys()
    days = DaysOf(
        frozenset(shifts),
        frozenset((day.year, day.month) for day in shifts),
        known.holidays,
        known.workdays,
    )
    return [days.counted(counting, first, last) for first, last in spans]
