"""What a meeting agreed reaches every agent: its answers as a bulletin (MEET-1, HAND-5)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import Conflict, NotFound
from app.models import Bulletin, DutyDone
from app.queries.duties.rows import done_row
from app.reading import permission
from app.reading.duties.known import known_duty
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.vocabulary import DutyForm, msg
from app.services.bulletins.publishing import NewBulletin, add_bulletin


def publish_agreed(ctx: Context, done_id: int, seen: int, new: NewBulletin) -> str:
    """Publish what a meeting agreed, once; the bulletin's number. `seen`: the meeting's version.

    Who sees the department's duties and may publish for those whom it is for publishes it.
    """
    with ctx.write() as session:
        row = _meeting(ctx, session, done_id, seen)
        no = add_bulletin(ctx, session, new)
        query = select(Bulletin.id).where(Bulletin.bulletin_no == no)
        row.bulletin_id = session.scalars(query).one()
        session.flush()
        return no


def _meeting(ctx: Context, session: Session, done_id: int, seen: int) -> DutyDone:
    found = done_row(session, done_id)
    duty = known_duty(session, found.duty, found.department_id) if found else None
    if found is None or duty is None or duty.form is not DutyForm.MEETING:
        raise NotFound(msg("No such meeting"), msg("It is no longer in the store."))
    permission.require(ctx, session, Action.SEE_DUTIES, Place(found.department_id))
    if found.bulletin_id is not None or found.version != seen:
        raise Conflict(msg("Somebody else changed this first."), msg("Look at it once more."))
    return session.get_one(DutyDone, done_id)
