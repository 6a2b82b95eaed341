"""What ends leave requests without anybody's word: their last day is over."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.known import ids
from app.queries.leave import rows
from app.queries.leave.rows import LeaveRow
from app.rules.leave_states import LeaveAction, expires
from app.services.leave.requests import LEAVES
from app.services.requests.ledger import record, tell_all


def expire_due(ctx: Context) -> int:
    """End every undecided request whose last day is over, save sick ones; how many."""
    with ctx.read() as session:
        if not _due(ctx, session):
            return 0
    with ctx.write() as session:
        due = _due(ctx, session)
        for row in due:
            _expire(ctx, session, row)
        return len(due)


def _due(ctx: Context, session: Session) -> list[LeaveRow]:
    today = ctx.today()
    return [row for row in rows.undecided(session) if expires(row.kind, row.last, today)]


def _expire(ctx: Context, session: Session, row: LeaveRow) -> None:
    """Whoever opened the store is told as well: nobody did it."""
    LEAVES.move(ctx, session, row, LeaveAction.EXPIRE)
    record(ctx, session, LEAVES.ref(row), LeaveAction.EXPIRE)
    told = {row.person_id, *ids(session, numbers=[row.filed_by_no]).values()}
    tell_all(
        ctx, session, told, "leave.expired", LEAVES.ref(row),
        name=row.name, kind=row.kind, first=row.first, last=row.last,
    )  # fmt: skip
