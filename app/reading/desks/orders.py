"""Orders to stop working that the head of the department has not seen yet (DUTY-5)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.models import StopOrder
from app.queries.desks.rows import StopRow, stop_orders
from app.queries.reference import reference
from app.rules.sight import Standing
from app.rules.vocabulary import Role


def unseen(ctx: Context, session: Session, mine: Standing) -> tuple[StopRow, ...]:
    """Those of the department that the actor heads, the latest first; of nobody else."""
    if mine.role is not Role.DEPARTMENT_HEAD:
        return ()
    known, today = reference(session), ctx.today()
    return tuple(
        row
        for row in stop_orders(session, StopOrder.seen_at.is_(None))
        if known.place_of(row.person_id, today).department == mine.place.department
    )
