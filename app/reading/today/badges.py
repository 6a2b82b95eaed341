"""How much waits for somebody on each page that the rail shows it of: right from the sign-in,
whichever pages were looked at."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.desks.rows import waiting
from app.queries.reference import reference
from app.queries.requests.waiting import waiting_for
from app.reading import permission
from app.reading.bulletins.unread import unread_of
from app.reading.desks.orders import unseen
from app.reading.duties.board import waiting_in
from app.reading.quality.waiting import to_acknowledge, to_score
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.requests import RequestKind
from app.rules.sight import Standing


def badges(ctx: Context) -> Mapping[str, int]:
    """Page's key -> how much waits there for the actor, in one reading."""
    with ctx.read() as session:
        if not permission.has_say(ctx, session):
            return {"bulletins": 0, "desks": 0, "duties": 0, "inspections": 0, "leave": 0,
                    "scoring": 0}  # fmt: skip
        mine = permission.standing(ctx, session)
        return {
            "bulletins": len(unread_of(ctx, session)),
            "desks": _at_desks(ctx, session, mine),
            "duties": len(waiting_in(ctx, session, mine)),
            "inspections": to_acknowledge(ctx, session),
            "leave": _leaves(ctx, session),
            "scoring": to_score(ctx, session, mine),
        }


def _at_desks(ctx: Context, session: Session, mine: Standing) -> int:
    """Who asks to leave the floor, of whoever leads there, and orders that the head has not
    seen."""
    department = mine.place.department
    if department is None or not mine.may(Action.KEEP_DESKS, Place(department)):
        return 0
    known, today = reference(session), ctx.today()
    asks = sum(
        not row.allowed_by and known.place_of(row.person_id, today).department == department
        for row in waiting(session)
    )
    return asks + sum(row.ended_at is None for row in unseen(ctx, session, mine))


def _leaves(ctx: Context, session: Session) -> int:
    """What the page of leave lists to be decided, in somebody's stead too."""
    found = waiting_for(session, ctx.actor.person_id, ctx.time, ctx.now())
    return sum(one.kind.file is RequestKind.LEAVE for one in found)
