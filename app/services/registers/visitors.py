"""Visitors: in, with who let them in, and out on the same visit (CONF-2)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Visitor
from app.reading import permission
from app.reading.registers import visitors as reading
from app.reading.registers.ground import RegisterGround, minute
from app.rules import books
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import msg
from app.services.requests.ledger import next_number, tell
from app.services.typed import tidied

MOST = 200


@dataclass(frozen=True, slots=True)
class NewVisitor:
    """Who, why, and who let them in."""

    name: str
    reason: str
    approved_by_id: int


def enter(ctx: Context, new: NewVisitor) -> str:
    """Enter a visitor as inside, now; the number.

    RuleViolated where whoever is named may let nobody in.
    """
    with ctx.write() as session:
        permission.require_say(ctx, session)
        ground = RegisterGround.of(ctx, session)
        permission.require(ctx, session, Action.REGISTER_CASE, ground.sight.standing.place)
        _check(new)
        _refuse_broken(ground, new)
        no = next_number(session, Visitor.visitor_no, "V")
        session.execute(
            insert(Visitor).values(
                visitor_no=no,
                name=tidied(new.name),
                reason=tidied(new.reason),
                approved_by_id=new.approved_by_id,
                in_at=minute(ctx.now()),
                registered_by_id=ctx.actor.person_id,
                version=1,
            )
        )
        after = {"name": tidied(new.name)}
        ctx.audit(session, Deed.VISITOR_IN, f"visitor:{no}", after=after)
        told = {"name": ground.people[ground.me].name, "visitor": tidied(new.name)}
        tell(ctx, session, [new.approved_by_id], "visitor.in", f"visitor:{no}", **told)
        return no


def leave(ctx: Context, no: str, version: int) -> None:
    """Enter a visitor as gone, now."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        ground = RegisterGround.of(ctx, session)
        row = reading.found(ground, no)
        if not reading.may_let_out(ground, row):
            raise _refused(session)
        if row.version != version or not row.is_inside:
            raise Conflict(
                msg("Somebody was faster"), msg("{name} is entered as gone.", name=row.name)
            )
        out = {"out_at": minute(ctx.now())}
        moved = session.execute(
            update(Visitor)
            .where(Visitor.id == row.id, Visitor.version == version)
            .values(version=version + 1, **out)
            .returning(Visitor.id)
        ).all()
        assert len(moved) == 1, "the writing transaction holds the lock"
        ctx.audit(session, Deed.VISITOR_OUT, f"visitor:{no}", after=out)


def _refused(session: Session) -> NotAllowed:
    return permission.refusal(session, Action.SEE_CASES)


def _check(new: NewVisitor) -> None:
    if not tidied(new.name) or not tidied(new.reason):
        raise BadInput(msg("Check the visit"), msg("Say who comes, and why."))
    if max(len(new.name), len(new.reason)) > MOST:
        raise BadInput(msg("Too many characters"), msg("At most {most} characters.", most=MOST))


def _refuse_broken(ground: RegisterGround, new: NewVisitor) -> None:
    approver = ground.reference.person(new.approved_by_id)
    if approver is None or not approver.employed_on(ground.today):
        raise NotFound(msg("No such person"), msg("Choose who let the visitor in."))
    visit = books.Visitor("", tidied(new.name), tidied(new.reason), approver.no, ground.now)
    refusals = reading.verdict_of(ground, visit).refusals
    if refusals:
        raise RuleViolated(
            msg("The rules do not allow it."),
            msg("See what each rule says, and what would make it pass."),
            refusals,
        )
