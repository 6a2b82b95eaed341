"""Reporting back from leave, as the leader records it on the sheet (LEAVE-11)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import Conflict, NotFound
from app.models import Leave, table_of
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.requests import RequestKind
from app.rules.vocabulary import LeaveStatus, Message, msg
from app.services.seen import Seen, refuse_stale


def report_back(
    ctx: Context, leave_no: str, back: bool, seen: Seen[datetime | None] | None = None
) -> datetime | None:
    """Record that the person of this leave is back now, or take that record off again; since when
    they are back.

    Only who keeps their roll call may, and only of an approved leave that has begun. `seen`: what
    the line showed; Stale where somebody recorded something else since. Who is back before the
    leave's last day gives days back by a change of the leave, which is asked for apart.
    """
    with ctx.write() as session:
        leave = _one(session, leave_no)
        permission.require_for(ctx, session, Action.ROLL_CALL, leave.person_id)
        if leave.status is not LeaveStatus.APPROVED or leave.first_date > ctx.today():
            raise Conflict(
                msg("There is nothing to come back from"),
                msg("Leave {no} is {state}, from {first} on.", no=leave_no, state=leave.status,
                    first=leave.first_date),
            )  # fmt: skip
        was, at = leave.back_at, ctx.now().replace(second=0, microsecond=0) if back else None
        if (was is None) == (at is None):
            return was
        subject = str(RequestKind.LEAVE.ref(leave_no))
        refuse_stale(session, seen, was, at, _said, subject)
        rows = table_of(Leave)
        session.execute(update(rows).where(rows.c.id == leave.id).values(back_at=at))
        deed = Deed.LEAVE_REPORT_BACK if back else Deed.LEAVE_TAKE_REPORT_BACK
        ctx.audit(session, deed, subject, {"back_at": was}, {"back_at": at})
        return at


def _one(session: Session, no: str) -> Leave:
    found = session.scalar(select(Leave).where(Leave.leave_no == no))
    if found is None:
        raise NotFound(msg("No such leave"), msg("{no} is not in the register.", no=no))
    return found


def _said(at: datetime | None) -> Message:
    return msg("reported back {at}", at=at) if at else msg("not reported back")
