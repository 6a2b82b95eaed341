"""Marking one's own notices as read."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import update

from app.context import Context
from app.models import Notice


def mark_read(ctx: Context, notices: Collection[int] | None = None) -> None:
    """Mark some of the actor's notices (ids) as read; None: all of them.

    Reading is nobody else's business: it is not in the audit trail.
    """
    mine = (Notice.person_id == ctx.actor.person_id) & Notice.read_at.is_(None)
    if notices is not None:
        mine &= Notice.id.in_(notices)
    with ctx.write() as session:
        session.execute(update(Notice).where(mine).values(read_at=ctx.now()))
