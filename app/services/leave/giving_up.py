"""How requests to give a leave up are kept."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import Conflict
from app.models import LeaveCancellation
from app.queries.leave.giving_up import CancellationRow, waiting_on
from app.rules import giving_up_states
from app.rules.giving_up_states import GivingUpAction
from app.rules.vocabulary import LeaveStatus, msg
from app.services.requests.ledger import record
from app.services.requests.moving import Kept


def _waiting(session: Session, no: str) -> CancellationRow:
    """What waits on the leave with this number; once decided it is nobody's to decide again."""
    row = waiting_on(session, no)
    if row is None:
        raise Conflict(
            msg("Somebody was faster"),
            msg("This request has been decided since you opened it."),
        )
    return row


GIVING_UPS = Kept(giving_up_states.COURSE, LeaveCancellation, _waiting, discreet=True)


def first_version(session: Session, leave_id: int) -> int:
    """The version of a new request: it goes on from the leave's earlier ones, so that nobody
    decides on another than they saw."""
    version = LeaveCancellation.version
    last = select(func.max(version)).where(LeaveCancellation.leave_id == leave_id)
    return (session.scalar(last) or 0) + 1


def settle(
    ctx: Context, session: Session, row: CancellationRow, action: GivingUpAction, reason: str = ""
) -> LeaveStatus:
    """End a request, on record in the leave's file; the state it is in then."""
    state = GIVING_UPS.move(ctx, session, row, action)
    record(ctx, session, GIVING_UPS.ref(row), f"cancel.{row.id}.{state}", reason=reason)
    return state


def lapse(ctx: Context, session: Session, leave_no: str) -> None:
    """End what waits on a leave that is gone already: another has taken its place."""
    row = waiting_on(session, leave_no)
    if row is not None:
        settle(ctx, session, row, GivingUpAction.LAPSE)
