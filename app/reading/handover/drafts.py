"""What one has typed and not kept."""

from __future__ import annotations

from sqlalchemy import select

from app.context import Context
from app.models import Draft
from app.queries.handover.rows import DraftRow


def drafts(ctx: Context, place: str = "") -> tuple[DraftRow, ...]:
    """The actor's own drafts whose place begins with `place`."""
    query = select(Draft.place, Draft.content, Draft.at).where(
        Draft.person_id == ctx.actor.person_id, Draft.place.startswith(place, autoescape=True)
    )
    with ctx.read() as session:
        rows = session.execute(query.order_by(Draft.place))
        return tuple(DraftRow(where, content, at) for where, content, at in rows)
