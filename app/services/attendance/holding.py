"""Holding roll call: who held it for a team's shift, when, and with what comments (HAND-6)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed
from app.models import RollCall, ShiftType
from app.queries import facts
from app.queries.attendance.roll_call import roll_call
from app.queries.people.rows import names_of
from app.reading import permission
from app.rules.attendance import SHEET_OPENS
from app.rules.bulletins.roll_calls import subject_of
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg
from app.services.people.places import known_team
from app.services.seen import Seen, refuse_stale
from app.services.typed import tidied

LONGEST = 400


def hold_roll_call(
    ctx: Context,
    team_id: int,
    day: date,
    shift: str,
    comments: str,
    seen: Seen[str | None] | None = None,
) -> datetime:
    """Record that roll call is held now, or, where it was held, put other comments to it; when it
    was held.

    Whoever leads in the department may, of another team as well (HAND-6). Only for the shift that
    comes or is on; after its start it is late, and HAND-6 says so.
    `seen`: the comments that were shown, None where it had not been held; Stale where somebody
    was faster.
    """
    comments = tidied(comments)
    with ctx.write() as session:
        place = known_team(session, team_id)
        permission.require(ctx, session, Action.HOLD_ROLL_CALL, place)
        if ctx.actor.person_id is None:
            raise NotAllowed(msg("Not allowed"), msg("Roll call is held in somebody's name."))
        if len(comments) > LONGEST:
            raise BadInput(
                msg("The leader's comments"), msg("Keep them to {most} characters.", most=LONGEST)
            )
        subject = "roll_call:" + subject_of(names_of(session, place), day, shift)
        row = _there(session, team_id, day, shift)
        was = row.comments if row is not None else None
        refuse_stale(session, seen, was, comments, _said, subject)
        if row is None:
            _refuse_out_of_time(ctx, session, day, shift)
            _refuse_idle(ctx, session, team_id, day, shift)
            row = _begun(ctx, session, place, day, shift)
        elif was == comments:
            return row.held_at
        row.comments = comments
        session.flush()
        if was is None:
            told = {"held_at": row.held_at, "comments": comments}
            ctx.audit(session, Deed.ROLL_CALL_HOLD, subject, None, told)
        else:
            after = {"comments": comments}
            ctx.audit(session, Deed.ROLL_CALL_COMMENT, subject, {"comments": was}, after)
        return row.held_at


def _there(session: Session, team_id: int, day: date, shift: str) -> RollCall | None:
    return session.scalar(
        select(RollCall)
        .join(ShiftType, ShiftType.id == RollCall.shift_id)
        .where(RollCall.team_id == team_id, RollCall.day == day, ShiftType.code == shift)
    )


def _refuse_out_of_time(ctx: Context, session: Session, day: date, shift: str) -> None:
    known = facts.shift_types(session).get(shift)
    if known is None:
        raise BadInput(msg("No such shift"), msg("The centre has no shift {code}.", code=shift))
    start, end = ctx.time.interval(known, day)
    opens = start - SHEET_OPENS
    if not opens <= ctx.now() < end:
        raise Conflict(
            msg("Not at this time"),
            msg("Roll call for {shift} can be held from {opens} to {end}.", shift=shift,
                opens=opens, end=end),
        )  # fmt: skip


def _refuse_idle(ctx: Context, session: Session, team_id: int, day: date, shift: str) -> None:
    rows = roll_call(session, ctx.time, team_id, day, ctx.now())
    if all(row.shift != shift for row in rows):
        raise BadInput(
            msg("No such shift"), msg("Nobody of the team works this shift on that day.")
        )


def _begun(ctx: Context, session: Session, place: Place, day: date, shift: str) -> RollCall:
    assert place.department is not None
    assert ctx.actor.person_id is not None
    shift_id = session.scalars(select(ShiftType.id).where(ShiftType.code == shift)).one()
    row = RollCall(
        department_id=place.department,
        team_id=place.team,
        day=day,
        shift_id=shift_id,
        leader_id=ctx.actor.person_id,
        held_at=ctx.now().replace(second=0, microsecond=0),
        comments="",
    )
    session.add(row)
    return row


def _said(comments: str | None) -> Message:
    if comments is None:
        return msg("not held yet")
    return msg("held, with the comments “{comments}”", comments=comments)
