"""What is handed up is received, or returned with a remark."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.models import DutyDone, DutyStep
from app.queries.duties.rows import DoneRow, done_row
from app.queries.people.rows import names_of
from app.queries.reference import reference
from app.reading import permission
from app.reading.duties.known import KnownDuty, known_duty
from app.rules.deeds import Deed
from app.rules.duties.judging import may_receive
from app.rules.facts import Place
from app.rules.permissions import HOLDERS, Action
from app.rules.vocabulary import DutyStepKind, msg
from app.services.duties.doing import DueDay, audit_subject
from app.services.typed import tidied


def receive_duty(ctx: Context, done_id: int, seen: int) -> None:
    """Acknowledge it. `seen`: the version that was read."""
    with ctx.write() as session:
        row, duty, me = _handed_up(ctx, session, done_id, seen)
        row.received_by_id, row.received_at = me, ctx.now()
        _step(ctx, session, row, DutyStepKind.RECEIVED, me, "")
        ctx.audit(session, Deed.DUTY_RECEIVE, audit_subject(session, duty, _due(row)))


def return_duty(ctx: Context, done_id: int, seen: int, remark: str) -> None:
    """Hand it back to be done again: the remark says what is missing."""
    remark = tidied(remark)
    if not remark:
        raise BadInput(msg("What is missing?"), msg("A remark says what is to be done about it."))
    with ctx.write() as session:
        row, duty, me = _handed_up(ctx, session, done_id, seen)
        row.returned_at, row.returned = ctx.now(), remark
        _step(ctx, session, row, DutyStepKind.RETURNED, me, remark)
        subject = audit_subject(session, duty, _due(row))
        ctx.audit(session, Deed.DUTY_RETURN, subject, after={"reason": remark})


def _handed_up(
    ctx: Context, session: Session, done_id: int, seen: int
) -> tuple[DutyDone, KnownDuty, int]:
    """The row, its duty, and the actor, who receives it and has read what stands there."""
    found = done_row(session, done_id)
    duty = known_duty(session, found.duty, found.department_id) if found else None
    if found is None or duty is None:
        raise NotFound(msg("No such duty"), msg("It is no longer in the store."))
    me = _require_receiver(ctx, session, duty, found)
    if found.version != seen or found.received_at or found.returned_at:
        raise Conflict(msg("Somebody else changed this first."), msg("Look at it once more."))
    return session.get_one(DutyDone, done_id), duty, me


def _require_receiver(ctx: Context, session: Session, duty: KnownDuty, found: DoneRow) -> int:
    mine = permission.require(ctx, session, Action.RECEIVE_DUTY, Place(found.department_id))
    person = reference(session).person(mine.person_id) if mine.person_id is not None else None
    department, _team = names_of(session, Place(found.department_id))
    post = person.post_on(ctx.today()) if person else None
    if mine.person_id is None or not may_receive(duty.kind, post, department):
        if duty.kind.receiver is None:
            raise NotAllowed(msg("Not allowed"), msg("This duty is not handed up to anybody."))
        raise NotAllowed(
            msg("Not allowed"),
            msg("It is for {receiver} to receive.", receiver=HOLDERS[duty.kind.receiver]),
        )
    return mine.person_id


def _due(row: DutyDone) -> DueDay:
    return DueDay(row.duty, row.department_id, row.team_id, row.due_on)


def _step(
    ctx: Context, session: Session, row: DutyDone, kind: DutyStepKind, me: int, text: str
) -> None:
    session.add(DutyStep(done_id=row.id, kind=kind, by_id=me, at=ctx.now(), text=text))
