"""Search through all logs and items."""

from __future__ import annotations

from app.context import Context
from app.queries.handover import search as query
from app.queries.handover.rows import HandoverHits, HandoverSearch
from app.reading import permission
from app.reading.handover.page import readable


def search(ctx: Context, wanted: HandoverSearch, limit: int = 100) -> HandoverHits:
    """The newest notes and items that fit, of the departments whose logs the actor may read."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        return query.found(session, readable(session, mine, wanted.department_id), wanted, limit)
