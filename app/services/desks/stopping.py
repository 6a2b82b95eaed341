"""Stop-work orders: who breaks the rules is told to stop, and the head is told (DUTY-5)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.models import StopOrder
from app.queries.desks.rows import standing_orders
from app.queries.reference import Reference, reference
from app.reading import permission
from app.reading.registers.reports import Draft
from app.rules.deeds import Deed
from app.rules.facts import Person
from app.rules.permissions import Action
from app.rules.vocabulary import ReportKind, Role, msg
from app.services.desks.scene import department_place, minute
from app.services.registers.reports import add_report
from app.services.requests.ledger import tell
from app.services.typed import tidied


def order_stop(ctx: Context, person_id: int, reason: str, proposal: str = "") -> int:
    """Order somebody of the own department to stop working; the order's id.

    The heads of the department are told, and the first of them by number has it as a report of an
    error (ESC-1), with what the orderer proposes: RuleViolated (ESC-3) without it. What a head
    orders is reported to nobody.
    """
    with ctx.write() as session:
        known = reference(session)
        person = _person(ctx, session, known, person_id)
        _refuse(ctx, session, person, reason)
        now, by = minute(ctx), ctx.actor.person_id
        assert by is not None, "who arranges desks is a person"
        row = StopOrder(
            person_id=person_id, ordered_by_id=by, ordered_at=now, reason=tidied(reason)
        )
        session.add(row)
        session.flush()
        heads = [head for head in _heads(ctx, known, person) if head.id != by]
        report = _report(ctx, session, row, heads, proposal)
        after = {"reason": row.reason, "report": report}
        ctx.audit(session, Deed.STOP_ORDER, f"stop:{person.no}", None, after)
        orderer = known.person(by)
        words = {"name": person.name, "by": orderer.name if orderer else "", "reason": row.reason}
        tell(ctx, session, [head.id for head in heads], "stop.ordered", "desks", **words)
        tell(ctx, session, [person_id], "stop.you", "desks", by=words["by"], reason=row.reason)
        return row.id


def take_note(ctx: Context, order_id: int) -> None:
    """The head of the department has seen an order."""
    with ctx.write() as session:
        row, person = _order(ctx, session, order_id)
        if permission.standing(ctx, session).role is not Role.DEPARTMENT_HEAD:
            raise NotAllowed(
                msg("Not allowed"), msg("Only the head of the department takes note of it.")
            )
        if row.seen_at is not None:
            raise Conflict(msg("Seen already"), msg("Somebody has taken note of it."))
        row.seen_by_id, row.seen_at = ctx.actor.person_id, minute(ctx)
        session.flush()
        ctx.audit(session, Deed.STOP_SEEN, f"stop:{person.no}", None, {"seen_at": row.seen_at})


def end_stop(ctx: Context, order_id: int) -> None:
    """Let them work again."""
    with ctx.write() as session:
        row, person = _order(ctx, session, order_id)
        if row.ended_at is not None:
            raise Conflict(msg("Ended already"), msg("The order stands no longer."))
        row.ended_by_id, row.ended_at = ctx.actor.person_id, minute(ctx)
        session.flush()
        after = {"ended_at": row.ended_at}
        ctx.audit(session, Deed.STOP_END, f"stop:{person.no}", {"ended_at": None}, after)
        tell(ctx, session, [person.id], "stop.ended", "desks")


def _order(ctx: Context, session: Session, order_id: int) -> tuple[StopOrder, Person]:
    row = session.get(StopOrder, order_id)
    if row is None:
        raise NotFound(msg("No such order"), msg("It is no longer in the store."))
    person = _person(ctx, session, reference(session), row.person_id)
    if person.id == ctx.actor.person_id:
        raise NotAllowed(msg("Not allowed"), msg("Nobody lifts an order against themselves."))
    return row, person


def _person(ctx: Context, session: Session, known: Reference, person_id: int) -> Person:
    """Somebody whom the actor leads today."""
    person = known.person(person_id)
    if person is None:
        raise NotFound(msg("Unknown person"), msg("They are no longer in the store."))
    place = department_place(person.place_on(ctx.today()).department)
    permission.require(ctx, session, Action.KEEP_DESKS, place, known=known)
    return person


def _refuse(ctx: Context, session: Session, person: Person, reason: str) -> None:
    if not tidied(reason):
        raise BadInput(msg("Why?"), msg("DUTY-5: an order to stop working states its reason."))
    role = person.post_on(ctx.today()).role
    if person.id == ctx.actor.person_id or role is Role.DEPARTMENT_HEAD:
        raise NotAllowed(
            msg("Not allowed"),
            msg("The order is given to those who work the shift, not to oneself or the head."),
        )
    if any(one.person_id == person.id for one in standing_orders(session)):
        raise Conflict(
            msg("Stopped already"), msg("An order for {name} stands already.", name=person.name)
        )


def _heads(ctx: Context, known: Reference, person: Person) -> list[Person]:
    today = ctx.today()
    place = person.place_on(today)
    found = known.people(known.approvers([person.id])).values()
    return [
        one
        for one in found
        if one.employed_on(today)
        and one.post_on(today).role is Role.DEPARTMENT_HEAD
        and one.place_on(today).department == place.department
    ]


def _report(
    ctx: Context, session: Session, order: StopOrder, heads: list[Person], proposal: str
) -> str:
    """The report to the head, with the order's words, as any other is raised; "" where a head
    gave the order or there is none."""
    by_head = permission.standing(ctx, session).role is Role.DEPARTMENT_HEAD
    if by_head or not heads:
        return ""
    draft = Draft(heads[0].id, ReportKind.ERROR, False, order.reason, proposal)
    return add_report(ctx, session, draft)
