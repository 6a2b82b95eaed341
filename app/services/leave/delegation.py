"""An approver who is away has somebody of the same or a higher level decide (LEAVE-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, aliased

from app.context import Context
from app.errors import BadInput, NotAllowed, NotFound
from app.models import Delegation, Person
from app.queries.people.rows import post_on
from app.reading import permission
from app.rules.vocabulary import Role, msg
from app.services.requests.ledger import tell

_LEVELS = (Role.TEAM_LEADER, Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR)


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """Who decides for whom, from when to when."""

    id: int
    by_id: int
    by_name: str
    to_id: int
    to_name: str
    first: date
    last: date
    reason: str


def delegate(ctx: Context, to_id: int, first: date, last: date, reason: str = "") -> int:
    """Have `to_id` decide on leave in the actor's place from `first` to `last`; the record's id."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        me = ctx.actor.person_id
        if me is None or _level(session, me, ctx.today()) is None:
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
        ctx.audit(session, "delegation.make", f"delegation:{added}", after=after)
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
        ctx.audit(session, "delegation.end", f"delegation:{delegation_id}", before, after)


def delegations_of(session: Session, person_id: int) -> list[DelegationRow]:
    """What somebody delegated, and what was delegated to them, the latest first."""
    by, to = aliased(Person), aliased(Person)
    row = Delegation
    found = session.execute(
        select(
            row.id,
            row.by_id,
            by.name,
            row.to_id,
            to.name,
            row.first_date,
            row.last_date,
            row.reason,
        )
        .join(by, by.id == row.by_id)
        .join(to, to.id == row.to_id)
        .where((row.by_id == person_id) | (row.to_id == person_id))
        .order_by(row.first_date.desc(), row.id.desc())
    )
    return [DelegationRow(*columns) for columns in found]


def _refuse(session: Session, ctx: Context, me: int, to_id: int, first: date, last: date) -> None:
    if last < first or last < ctx.today():
        raise BadInput(
            msg("These days will not do"),
            msg("Choose days from today on, the last not before the first."),
        )
    mine, theirs = (_level(session, person, first) for person in (me, to_id))
    if to_id == me or mine is None or theirs is None or theirs < mine:
        raise BadInput(
            msg("They cannot decide in your place"),
            msg("Choose somebody else of the same or a higher level."),
        )


def _level(session: Session, person_id: int, day: date) -> int | None:
    post = post_on(session, person_id, day)
    if post is None or not post.employed or post.role not in _LEVELS:
        return None
    return _LEVELS.index(post.role)
