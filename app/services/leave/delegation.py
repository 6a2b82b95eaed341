"""An approver who is away has somebody of the same or a higher level decide (LEAVE-1)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotAllowed, NotFound
from app.models import Delegation
from app.queries.people.rows import post_on
from app.reading import permission
from app.reading.leave.judging import JudgedLeave
from app.rules.approvers import DECIDING, may_stand_in
from app.rules.deeds import Deed
from app.rules.leave import stood_for
from app.rules.requests import RequestRef
from app.rules.vocabulary import LeaveStepKind, Role, msg
from app.services.requests.ledger import tell


def delegate(ctx: Context, to_id: int, first: date, last: date, reason: str = "") -> int:
    """Have `to_id` decide on leave in the actor's place from `first` to `last`; the record's id."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        me = ctx.actor.person_id
        if me is None or _role(session, me, ctx.today()) not in DECIDING:
            raise NotAllowed(
                msg("Not allowed"), msg("Only leaders, heads and directors can delegate.")
            )
        _refuse(session, ctx, me, to_id, first, last)
        added: int = session.execute(
            insert(Delegation)
            .values(
                by_id=me,
                to_id=to_id,
                first_date=first,
                last_date=last,
                made_at=ctx.now(),
                reason=reason.strip(),
            )
            .returning(Delegation.id)
        ).scalar_one()
        after = {"to": to_id, "first": first, "last": last}
        ctx.audit(session, Deed.DELEGATION_MAKE, f"delegation:{added}", after=after)
        tell(
            ctx, session, [to_id], "delegation.made", f"delegation:{added}", first=first, last=last
        )
        return added


def end_delegation(ctx: Context, delegation_id: int) -> None:
    """End one's delegation with today; what was decided under it stands."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = session.get(Delegation, delegation_id)
        if row is None or row.by_id != ctx.actor.person_id:
            raise NotFound(msg("No such delegation"), msg("It is not one of yours."))
        before = {"first": row.first_date, "last": row.last_date}
        if row.first_date > ctx.today():
            session.delete(row)
            after = None
        else:
            session.execute(
                update(Delegation)
                .where(Delegation.id == delegation_id)
                .values(last_date=min(ctx.today(), row.last_date))
            )
            after = {"last": ctx.today()}
        subject = f"delegation:{delegation_id}"
        ctx.audit(session, Deed.DELEGATION_END, subject, before, after)
        if before["last"] > ctx.today():
            tell(ctx, session, [row.to_id], "delegation.ended", subject, **before)


def tell_stood_for(
    ctx: Context,
    session: Session,
    judged: JudgedLeave,
    step: LeaveStepKind,
    ref: RequestRef,
) -> None:
    """Say to the approvers in whose place the actor decided `step` that it is decided."""
    me = ctx.actor.name
    leave = judged.facts.leave
    words = {"first": leave.first, "last": leave.last, "by": name_of_actor(ctx, judged)}
    words |= {"name": judged.facts.people[leave.person].name, "kind": leave.kind}
    told = [one.id for one in stood_for(judged.facts, step, me, ctx.today())]
    tell(ctx, session, told, "delegation.decided", ref, **words)


def name_of_actor(ctx: Context, judged: JudgedLeave) -> str:
    """What the person who acts is called."""
    me = judged.known.person(ctx.actor.person_id) if ctx.actor.person_id else None
    return me.name if me else ctx.actor.name


def _refuse(session: Session, ctx: Context, me: int, to_id: int, first: date, last: date) -> None:
    if last < first or last < ctx.today():
        raise BadInput(
            msg("These days will not do"),
            msg("Choose days from today on, the last not before the first."),
        )
    mine, theirs = (_role(session, person, first) for person in (me, to_id))
    if to_id == me or not may_stand_in(theirs, mine):
        raise BadInput(
            msg("They cannot decide in your place"),
            msg("Choose somebody else of the same or a higher level."),
        )


def _role(session: Session, person_id: int, day: date) -> Role | None:
    post = post_on(session, person_id, day)
    return post.role if post is not None and post.employed else None
