"""Giving up an approved leave: a request of its own, decided by the first step of its chain."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed
from app.models import LeaveCancellation
from app.queries.leave.giving_up import CancellationRow, waiting_on
from app.queries.leave.rows import LeaveRow
from app.reading import permission
from app.reading.leave.judging import judge_leave
from app.rules.deeds import Deed
from app.rules.giving_up_states import GivingUpAction
from app.rules.leave_states import LeaveAction
from app.rules.requests import RequestKind
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, msg
from app.services.leave import balances
from app.services.leave.dates import why_over
from app.services.leave.delegation import tell_stood_for
from app.services.leave.giving_up import GIVING_UPS, first_version, settle
from app.services.leave.requests import LEAVES
from app.services.requests.deciding import Reply, said_why, whose_turn
from app.services.requests.ledger import tell


def ask_to_cancel(ctx: Context, leave_no: str, version: int, reason: str) -> None:
    """Ask to give up one's approved leave. The director's own ends at once."""
    if not reason.strip():
        raise BadInput(msg("A reason is needed"), msg("Say why the leave is given up."))
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = LEAVES.claim(session, leave_no, version)
        if ctx.actor.person_id != row.person_id:
            raise NotAllowed(
                msg("Not allowed"), msg("Only who is to be away can give the leave up.")
            )
        if row.status is not LeaveStatus.APPROVED or waiting_on(session, leave_no) is not None:
            raise Conflict(
                msg("There is nothing to give up"),
                msg("Leave {no} is {state}, or is being given up already.", no=row.no,
                    state=row.status),
            )  # fmt: skip
        _refuse_over(ctx, row)
        _file(ctx, session, row, reason.strip())
        turn = judge_leave(ctx, session, row).giving_up_turn
        if not turn.parts:
            _grant(ctx, session, GIVING_UPS.one(session, leave_no), row)
            return
        words = {"name": row.name, "first": row.first, "last": row.last}
        told = [person.id for person in turn.people]
        tell(ctx, session, told, "leave.cancel_asked", RequestKind.GIVING_UP.ref(leave_no), **words)


def decide(ctx: Context, leave_no: str, reply: Reply) -> LeaveStatus:
    """Grant it, so that its shifts are worked again, or decline it with a reason; the state of the
    request then."""
    reason = reply.reason.strip() if reply.yes else said_why(reply.reason)
    with ctx.write() as session:
        permission.require_say(ctx, session)
        asked = GIVING_UPS.claim(session, leave_no, reply.version)
        row = LEAVES.one(session, leave_no)
        _refuse_over(ctx, row)
        judged = judge_leave(ctx, session, row)
        turn = judged.giving_up_turn
        steps = turn.open_to(ctx.actor.person_id)
        if not steps:
            raise NotAllowed(msg("Not allowed"), whose_turn(turn))
        state = (
            _grant(ctx, session, asked, row, reason)
            if reply.yes
            else settle(ctx, session, asked, GivingUpAction.DECLINE, reason)
        )
        code = "leave.cancelled" if reply.yes else "leave.cancel_declined"
        words = {"first": row.first, "last": row.last, "reason": reason, "name": row.name}
        ref = RequestKind.GIVING_UP.ref(leave_no)
        tell(ctx, session, [row.person_id], code, ref, **words)
        for step in LeaveStepKind:
            if step in steps:
                tell_stood_for(ctx, session, judged, step, ref)
        return state


def _refuse_over(ctx: Context, row: LeaveRow) -> None:
    if over := why_over(row, ctx.today()):
        raise Conflict(msg("The leave is over"), over)


def _file(ctx: Context, session: Session, row: LeaveRow, reason: str) -> None:
    session.execute(
        insert(LeaveCancellation).values(
            leave_id=row.id, reason=reason, filed_at=ctx.now(), by_no=ctx.actor.name,
            status=GIVING_UPS.course.opens, version=first_version(session, row.id),
        )
    )  # fmt: skip
    subject = str(RequestKind.GIVING_UP.ref(row.no).file)
    ctx.audit(session, Deed.LEAVE_ASK_CANCEL, subject)  # its reason may be medical


def _grant(
    ctx: Context, session: Session, asked: CancellationRow, row: LeaveRow, reason: str = ""
) -> LeaveStatus:
    state = settle(ctx, session, asked, GivingUpAction.GRANT, reason)
    LEAVES.move(ctx, session, row, LeaveAction.CANCEL)
    balances.give_back(ctx, session, row.person_id, row.kind, row.no)
    return state
