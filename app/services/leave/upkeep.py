"""What ends requests about leave without anybody's word: the leave's last day is over."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.known import ids
from app.queries.leave import rows
from app.queries.leave.giving_up import CancellationRow, waiting
from app.queries.leave.rows import LeaveRow
from app.rules.giving_up_states import GivingUpAction
from app.rules.leave_states import LeaveAction, expires
from app.rules.requests import RequestRef
from app.services.leave.giving_up import GIVING_UPS, settle
from app.services.leave.requests import LEAVES
from app.services.requests.ledger import record, tell_all


def expire_due(ctx: Context) -> int:
    """End every undecided leave whose last day is over, save sick ones, and every request to give
    up a leave that is over; how many."""
    with ctx.read() as session:
        if not (_due(ctx, session) or _over(ctx, session)):
            return 0
    with ctx.write() as session:
        due, over = _due(ctx, session), _over(ctx, session)
        for row in due:
            LEAVES.move(ctx, session, row, LeaveAction.EXPIRE)
            record(ctx, session, LEAVES.ref(row), LeaveAction.EXPIRE)
            _tell(ctx, session, row, "leave.expired", LEAVES.ref(row))
        for asked, leave in over:
            settle(ctx, session, asked, GivingUpAction.EXPIRE)
            _tell(ctx, session, leave, "leave.cancel_expired", GIVING_UPS.ref(asked))
        return len(due) + len(over)


def _due(ctx: Context, session: Session) -> list[LeaveRow]:
    today = ctx.today()
    return [row for row in rows.undecided(session) if expires(row.kind, row.last, today)]


def _over(ctx: Context, session: Session) -> list[tuple[CancellationRow, LeaveRow]]:
    asked, today = waiting(session), ctx.today()
    leaves = rows.leaves(session, [one.no for one in asked])
    return [(one, leaves[one.no]) for one in asked if leaves[one.no].last < today]


def _tell(ctx: Context, session: Session, row: LeaveRow, code: str, ref: RequestRef) -> None:
    """Whoever opened the store is told as well: nobody did it."""
    told = {row.person_id, *ids(session, numbers=[row.filed_by_no]).values()}
    words = {"name": row.name, "kind": row.kind, "first": row.first, "last": row.last}
    tell_all(ctx, session, told, code, ref, **words)
