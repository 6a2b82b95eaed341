"""Giving up an approved leave: a request of its own, decided by the first step of its chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed
from app.models import Leave, LeaveCancellation, Person
from app.queries.known import ids
from app.queries.leave.rows import LeaveRow
from app.reading import permission
from app.rules.leave_states import LeaveAction
from app.rules.leave_verdict import deciders
from app.rules.vocabulary import LeaveStatus, msg
from app.services.leave import balances
from app.services.leave.requests import claim, judge_leave, move
from app.services.requests.ledger import record, tell


@dataclass(frozen=True, slots=True)
class CancellationRow:
    """A request to give a leave up."""

    id: int
    leave_no: str
    name: str
    reason: str
    filed_at: datetime
    status: LeaveStatus
    version: int


def ask_to_cancel(ctx: Context, leave_no: str, version: int, reason: str) -> int:
    """Ask to give up one's approved leave; the request's id. The director's own ends at once."""
    if not reason.strip():
        raise BadInput(msg("A reason is needed"), msg("Say why the leave is given up."))
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = claim(session, leave_no, version)
        if ctx.actor.person_id != row.person_id:
            raise NotAllowed(
                msg("Not allowed"), msg("Only who is to be away can give the leave up.")
            )
        if row.status is not LeaveStatus.APPROVED or _open(session, row) is not None:
            raise Conflict(
                msg("There is nothing to give up"),
                msg("Leave {no} is {state}, or is being given up already.", no=row.no,
                    state=row.status),
            )  # fmt: skip
        added: int = session.execute(
            insert(LeaveCancellation)
            .values(
                leave_id=row.id, reason=reason.strip(), filed_at=ctx.now(),
                by_no=ctx.actor.name, status=LeaveStatus.PENDING, version=1,
            )
            .returning(LeaveCancellation.id)
        ).scalar_one()  # fmt: skip
        ctx.audit(session, "leave.ask_cancel", f"leave:{leave_no}")  # its reason may be medical
        who = _deciders(ctx, session, row)
        if who is None:
            _settle(ctx, session, added, row, LeaveStatus.APPROVED)
            return added
        told = list(ids(session, numbers=who).values())
        words = {"name": row.name, "first": row.first, "last": row.last}
        tell(ctx, session, told, "leave.cancel_asked", f"leave:{leave_no}", **words)
        return added


def decide_cancelling(
    ctx: Context, cancellation_id: int, version: int, *, yes: bool, reason: str = ""
) -> None:
    """Grant it, so that its shifts are worked again, or decline it with a reason."""
    if not yes and not reason.strip():
        raise BadInput(msg("A reason is needed"), msg("Say why; the applicant will read it."))
    with ctx.write() as session:
        permission.require_say(ctx, session)
        asked, row = _claimed(session, cancellation_id, version)
        if ctx.actor.name not in decides(ctx, session, row):
            raise NotAllowed(
                msg("Not allowed"), msg("The first step of the leave's chain decides this.")
            )
        status = LeaveStatus.APPROVED if yes else LeaveStatus.DECLINED
        _settle(ctx, session, asked.id, row, status, reason)
        code = "leave.cancelled" if yes else "leave.cancel_declined"
        words = {"first": row.first, "last": row.last, "reason": reason, "name": row.name}
        tell(ctx, session, [row.person_id], code, f"leave:{row.no}", **words)


def waiting(session: Session) -> list[CancellationRow]:
    """Every request that is undecided, the oldest first."""
    row = LeaveCancellation
    found = session.execute(
        select(
            row.id, Leave.leave_no, Person.name, row.reason, row.filed_at, row.status, row.version
        )
        .join(Leave, Leave.id == row.leave_id)
        .join(Person, Person.id == Leave.person_id)
        .where(row.status == LeaveStatus.PENDING)
        .order_by(row.filed_at, row.id)
    )
    return [CancellationRow(*columns) for columns in found]


def decides(ctx: Context, session: Session, row: LeaveRow) -> list[str]:
    """Who decides on giving this leave up: the numbers of the approvers of its first step, or of
    the next that has any."""
    return _deciders(ctx, session, row) or []


def _deciders(ctx: Context, session: Session, row: LeaveRow) -> list[str] | None:
    """None for a leave that has no chain: the director's own."""
    judged = judge_leave(ctx, session, row)
    if not judged.steps:
        return None
    found = ([person.no for person in deciders(judged.facts, step)] for step in judged.steps)
    return next(filter(None, found), [])


def _open(session: Session, row: LeaveRow) -> int | None:
    return session.scalar(
        select(LeaveCancellation.id).where(
            LeaveCancellation.leave_id == row.id, LeaveCancellation.status == LeaveStatus.PENDING
        )
    )


def _claimed(
    session: Session, cancellation_id: int, version: int
) -> tuple[CancellationRow, LeaveRow]:
    for asked in waiting(session):
        if asked.id == cancellation_id and asked.version == version:
            return asked, claim(session, asked.leave_no, None)
    raise Conflict(
        msg("Somebody was faster"), msg("This request has been decided since you opened it.")
    )


def _settle(
    ctx: Context,
    session: Session,
    cancellation_id: int,
    row: LeaveRow,
    status: LeaveStatus,
    reason: str = "",
) -> None:
    moved: Any = session.execute(
        update(LeaveCancellation)
        .where(
            LeaveCancellation.id == cancellation_id,
            LeaveCancellation.status == LeaveStatus.PENDING,
        )
        .values(status=status, version=LeaveCancellation.version + 1)
    )
    assert moved.rowcount == 1, "the writing transaction holds the lock"
    record(ctx, session, f"leave:{row.no}", f"cancel.{cancellation_id}.{status}", reason=reason)
    if status is LeaveStatus.APPROVED:
        move(ctx, session, row, LeaveAction.CANCEL)
        balances.give_back(ctx, session, row.person_id, row.kind, row.no)
