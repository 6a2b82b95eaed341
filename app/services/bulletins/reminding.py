"""Reminding those who have not read a bulletin."""

from __future__ import annotations

from sqlalchemy import select

from app.context import Context
from app.errors import Conflict
from app.models import Notice
from app.reading import permission
from app.reading.bulletins.page import addressees, readers_seen
from app.reading.bulletins.seeing import require_seen
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import msg
from app.services.requests.ledger import tell


def remind(ctx: Context, no: str) -> int:
    """Leave a notice with each whom the actor follows and who has not read it; how many there are.

    Who has such a notice already and has not opened it gets no second one, and nobody reminds
    themselves.
    """
    with ctx.write() as session:
        row = require_seen(ctx, session, no)
        mine = permission.standing(ctx, session)
        if not addressees(ctx, session, mine).any:
            raise permission.refusal(session, Action.PUBLISH_BULLETIN, row.place)
        if not row.is_news(ctx.today()):
            raise Conflict(
                msg("It is no news any more"),
                msg("{no} ended on {last}: nobody needs to read it now.", no=no,
                    last=row.fact.until),
            )  # fmt: skip
        subject = f"bulletin:{no}"
        told = select(Notice.person_id).where(Notice.subject == subject, Notice.read_at.is_(None))
        have = {*session.scalars(told), ctx.actor.person_id}
        people = [
            one.person_id
            for one in readers_seen(ctx, session, row)
            if one.read_at is None and one.person_id not in have
        ]
        if people:
            tell(ctx, session, people, "bulletin.remind", subject, title=row.fact.title)
            ctx.audit(session, Deed.BULLETIN_REMIND, subject, None, {"people": len(people)})
        return len(people)
