"""Marking a bulletin as read, by whoever has opened it to its end."""

from __future__ import annotations

from datetime import datetime

from app.context import Context
from app.errors import BadInput, NotAllowed
from app.models import BulletinRead
from app.queries.reference import reference
from app.reading import permission
from app.reading.bulletins.seeing import require_seen
from app.rules.bulletins.audience import concerns, readership, reads
from app.rules.deeds import Deed
from app.rules.vocabulary import msg


def mark_read(ctx: Context, no: str) -> datetime:
    """Record that the actor has read it, and since when; the first time counts (HAND-5)."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = require_seen(ctx, session, no)
        me = reference(session).person(ctx.actor.person_id or 0)
        if me is None:
            raise NotAllowed(msg("Not allowed"), msg("Everybody reads for themselves."))
        there = session.get(BulletinRead, (row.id, me.id))
        if there is not None:
            return there.read_at
        published = ctx.time.local_date(row.fact.published_at)
        asked = reads(readership(row.fact), me.post_on(ctx.today()))
        if not (asked and concerns(row.fact, me, published)):
            raise BadInput(
                msg("Not for you"), msg("This bulletin is for others: nothing is recorded.")
            )
        at = ctx.now().replace(second=0, microsecond=0)
        session.add(BulletinRead(bulletin_id=row.id, person_id=me.id, read_at=at))
        session.flush()
        ctx.audit(session, Deed.BULLETIN_READ, f"bulletin:{no}")
        return at
