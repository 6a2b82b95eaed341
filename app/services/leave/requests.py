"""Leave requests: filed, decided step by step, declined, withdrawn.

Each function is one thing that a person does, judged and written in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.models import Leave, LeaveStep, table_of
from app.queries.known import ids
from app.queries.leave import rows
from app.queries.leave.rows import LeaveRow
from app.reading import permission
from app.reading.leave.judging import (
    JudgedLeave,
    Wish,
    judge_leave,
    judge_wish,
    judged_again,
)
from app.reading.requests.discretion import Discretion
from app.rules import leave_states
from app.rules.deeds import Deed
from app.rules.facts import Signature
from app.rules.kinds import is_sick
from app.rules.leave import late_step
from app.rules.leave_states import LeaveAction, expires
from app.rules.permissions import Action
from app.rules.requests import RequestKind
from app.rules.verdict import Outcome
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, msg
from app.services.leave import balances, cover
from app.services.leave.dates import refuse_far, why_over
from app.services.leave.delegation import name_of_actor, tell_stood_for
from app.services.leave.giving_up import lapse
from app.services.requests.deciding import Reply, said_why, whose_turn
from app.services.requests.ledger import next_number, record, tell
from app.services.requests.moving import Kept
from app.services.swaps import legs as swap_legs

__all__ = ["JudgedLeave", "Wish", "judge_leave", "judge_wish"]

LEAVES = Kept(leave_states.COURSE, Leave, rows.leave, discreet=True)
_SIGN = insert(table_of(LeaveStep))


def file_leave(ctx: Context, wish: Wish) -> str:
    """File a leave for oneself or, sick, for another; its number.

    RuleViolated with every finding where a rule refuses it; nothing is filed then. What needs
    somebody's decision (the chain, a late filing, a certificate to come) does not stand in the way.
    """
    with ctx.write() as session:
        _refuse_dates(wish)
        _require_filing(ctx, session, wish)
        _refuse_unexplained(wish)
        _refuse_replacing(ctx, session, wish)
        judged = judge_wish(ctx, session, wish)
        _refuse_over(ctx, wish, judged)
        _refuse_broken(judged, Discretion(session, permission.sight(ctx, session)))
        span = balances.Span(wish.person_id, wish.kind, wish.first, wish.last)
        balances.require(ctx, session, span, wish.replaces_no)
        no = next_number(session, Leave.leave_no, "L")
        session.execute(
            insert(Leave).values(
                leave_no=no,
                person_id=wish.person_id,
                filed_by_no=ctx.actor.name,
                filed_at=judged.facts.leave.filed_at,
                kind=wish.kind,
                first_date=wish.first,
                last_date=wish.last,
                reason=wish.reason.strip(),
                special=wish.special.strip(),
                phoned_at=wish.phoned_at,
                phoned_by=wish.phoned_by.strip(),
                replaces_no=wish.replaces_no,
                status=LEAVES.course.opens,
                late_approved=judged.late and not judged.steps,
                version=1,
            )
        )
        record(
            ctx, session, RequestKind.LEAVE.ref(no), "file",
            reason=wish.reason, verdict=judged.verdict, policy=judged.policy,
        )  # fmt: skip
        ctx.audit(session, Deed.LEAVE_FILE, str(RequestKind.LEAVE.ref(no)), after=_told(judged))
        swap_legs.tell_reopened(ctx, session, judged.facts)
        _tell_next(ctx, session, judged, "leave.filed", no)
        _tell_applicant(ctx, session, judged, "leave.filed_for", no)
        record_complete(ctx, session, no)
        return no


def record_complete(ctx: Context, session: Session, no: str) -> None:
    """Approve a pending leave that nobody decides, the director's own, once nothing is missing:
    sick, it waits for its certificate (LEAVE-4)."""
    row = LEAVES.one(session, no)
    judged = judge_leave(ctx, session, row)
    waits = row.status is not LeaveStatus.PENDING or bool(judged.steps)
    if not waits and judged.verdict.outcome is Outcome.ALLOWED:
        LEAVES.move(ctx, session, row, LeaveAction.APPROVE, approved_at=ctx.now())
        _grant(ctx, session, row)
        cover.tell_leader(ctx, session, judged.facts)


def approve_step(
    ctx: Context, no: str, version: int, *, accept_late: bool = False, reason: str = ""
) -> LeaveStatus:
    """Say yes on the open step of a leave's chain; the state it is in then.

    `accept_late`, with a reason: the head (for a head, the director) takes a late filing as in
    time. The last yes judges the leave once more against this very moment.
    """
    with ctx.write() as session:
        row = LEAVES.claim(session, no, version)
        judged = judge_leave(ctx, session, row)
        step = _require_step(ctx, session, row, judged)
        accepted, now = _acceptance(judged, step, accept_late, reason), judged.scene.as_of
        _write_step(ctx, session, row, step, now)
        last = step is judged.steps[-1]
        values: dict[str, Any] = {"late_approved": accepted or row.late_approved}
        if last:
            values["approved_at"] = now
        action = LeaveAction.APPROVE if last else LeaveAction.STEP
        state = LEAVES.move(ctx, session, row, action, **values)
        judged = _with_signature(judged, step, Signature(ctx.actor.name, now), state, values)
        if last:
            _refuse_broken(judged, Discretion(session, permission.sight(ctx, session)), whole=True)
            _grant(ctx, session, row)
            cover.tell_leader(ctx, session, judged.facts)
        record(
            ctx, session, RequestKind.LEAVE.ref(no), f"step.{step}",
            reason=reason, verdict=judged.verdict, policy=judged.policy,
        )  # fmt: skip
        _tell_of_step(ctx, session, row, judged, last)
        tell_stood_for(ctx, session, judged, step, RequestKind.LEAVE.ref(no))
        return state


def decline_leave(ctx: Context, no: str, version: int, reason: str) -> LeaveStatus:
    """Say no on the open step, and why."""
    why = said_why(reason)
    with ctx.write() as session:
        row = LEAVES.claim(session, no, version)
        judged = judge_leave(ctx, session, row)
        step = _require_step(ctx, session, row, judged)
        state = LEAVES.move(ctx, session, row, LeaveAction.DECLINE, ended_reason=why)
        record(
            ctx, session, RequestKind.LEAVE.ref(no), f"step.{step}",
            reason=why, verdict=judged.verdict, policy=judged.policy,
        )  # fmt: skip
        told = {row.person_id, *ids(session, numbers=[row.filed_by_no]).values()}
        words = {**_told(judged), "reason": why}
        tell(ctx, session, told, "leave.declined", RequestKind.LEAVE.ref(no), **words)
        tell_stood_for(ctx, session, judged, step, RequestKind.LEAVE.ref(no))
        return state


def decide(ctx: Context, no: str, reply: Reply) -> LeaveStatus:
    """Write what somebody replies to a leave whose step is theirs."""
    if not reply.yes:
        return decline_leave(ctx, no, reply.version, reply.reason)
    return approve_step(ctx, no, reply.version, accept_late=reply.accepts_late, reason=reply.reason)


def withdraw_leave(ctx: Context, no: str, version: int) -> None:
    """The applicant, or who filed it for them, takes an undecided leave back."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = LEAVES.claim(session, no, version)
        if ctx.actor.person_id != row.person_id and ctx.actor.name != row.filed_by_no:
            raise NotAllowed(
                msg("Not allowed"), msg("Only who is to be away can withdraw the leave.")
            )
        judged = judge_leave(ctx, session, row)
        LEAVES.move(ctx, session, row, LeaveAction.WITHDRAW)
        record(ctx, session, RequestKind.LEAVE.ref(no), "withdraw")
        _tell_next(ctx, session, judged, "leave.withdrawn", no)
        _tell_applicant(ctx, session, judged, "leave.withdrawn_for", no)


def _refuse_dates(wish: Wish) -> None:
    if wish.last < wish.first:
        raise BadInput(
            msg("The last day is before the first"),
            msg("Choose a last day on or after {first}.", first=wish.first),
        )
    refuse_far(wish.first, wish.last, wish.phoned_at)


def _refuse_unexplained(wish: Wish) -> None:
    """Every 请假单 has its 事由; of sick leave the certificate speaks."""
    if not is_sick(wish.kind) and not wish.reason.strip():
        raise BadInput(
            msg("A reason is needed"),
            msg("Say why the leave is asked for: those who decide will read it."),
        )


def _refuse_over(ctx: Context, wish: Wish, judged: JudgedLeave) -> None:
    """Of days that are over only sick leave can be asked for: any other would have expired."""
    if judged.steps and expires(wish.kind, wish.last, ctx.today()):
        raise BadInput(
            msg("These days are over"),
            msg("An undecided leave expires at the end of its last day; only sick leave stays."),
        )


def _require_filing(ctx: Context, session: Session, wish: Wish) -> None:
    """Own leave by the table; for somebody else whom the actor may see, LEAVE-3 judges the kind."""
    me = ctx.actor.person_id
    if me is None:
        raise NotAllowed(msg("Not allowed"), msg("Leave is filed by people with a post."))
    permission.require_for(ctx, session, Action.FILE_LEAVE, me)
    permission.require_for(ctx, session, Action.SEE_PEOPLE, wish.person_id)


def _refuse_replacing(ctx: Context, session: Session, wish: Wish) -> None:
    """What a leave changes is an approved one of the same person that is not over."""
    if not wish.replaces_no:
        return
    row = LEAVES.one(session, wish.replaces_no)
    if row.person_id != wish.person_id or row.status is not LeaveStatus.APPROVED:
        raise BadInput(
            msg("This leave cannot be changed"),
            msg("Only an approved leave of the same person can; {no} is none.", no=row.no),
        )
    if over := why_over(row, ctx.today()):
        raise BadInput(msg("The leave is over"), over)


def _require_step(
    ctx: Context, session: Session, row: LeaveRow, judged: JudgedLeave
) -> LeaveStepKind:
    """The open step, if it is the actor's to decide."""
    LEAVES.state_after(row, LeaveAction.DECLINE)
    if expires(row.kind, row.last, ctx.today()):
        raise Conflict(
            msg("It has expired"),
            msg("Nobody had decided on leave {no} when its last day ended.", no=row.no),
        )
    permission.require_say(ctx, session, judged.known)
    if judged.open_step is None or not judged.turn.allows(ctx.actor.person_id):
        raise NotAllowed(msg("Not allowed"), whose_turn(judged.turn))
    return judged.open_step


def _write_step(
    ctx: Context, session: Session, row: LeaveRow, step: LeaveStepKind, now: datetime
) -> None:
    """Sign the step; what a register had of it without a name or a time makes room."""
    if any(one.step is step for one in row.steps):
        mine = (LeaveStep.leave_id == row.id, LeaveStep.step == step)
        session.execute(delete(LeaveStep).where(*mine))
    signed = {"leave_id": row.id, "step": step, "by_no": ctx.actor.name, "at": now}
    session.execute(_SIGN, signed)


def _with_signature(
    judged: JudgedLeave,
    step: LeaveStepKind,
    signature: Signature,
    state: LeaveStatus,
    values: Mapping[str, Any],
) -> JudgedLeave:
    """The leave judged anew, as it has just been decided."""
    signed: dict[str, Any] = {step: signature}
    return judged_again(judged, replace(judged.facts.leave, status=state, **values, **signed))


def _acceptance(judged: JudgedLeave, step: LeaveStepKind, accept_late: bool, reason: str) -> bool:
    """LEAVE-2: whether this step takes a late filing as in time; it must, if it is the one to."""
    if not judged.late or step is not late_step(judged.facts):
        return False
    if not accept_late or not reason.strip():
        raise BadInput(
            msg("It was filed late"),
            msg("Accept it as late, with a reason, or decline it (LEAVE-2)."),
        )
    return True


def _refuse_broken(judged: JudgedLeave, told: Discretion, *, whole: bool = False) -> None:
    refusals = judged.verdict.refusals
    if whole:
        waiting: Iterable[Any] = (
            finding
            for line in judged.verdict.lines
            if line.outcome is Outcome.DECISION
            for finding in line.said
        )
        refusals = [*refusals, *waiting]
    if refusals:
        raise RuleViolated(
            msg("The rulebook does not allow this leave"),
            msg("Nothing was changed. See what each rule says."),
            [told.finding(one) for one in refusals],
        )


def _grant(ctx: Context, session: Session, row: LeaveRow) -> None:
    """What an approval brings about: the leave that it changes is given up, its days are taken."""
    if row.replaces_no:
        replaced = LEAVES.one(session, row.replaces_no)
        if replaced.status is not LeaveStatus.APPROVED:
            raise Conflict(
                msg("There is nothing to change any more"),
                msg(
                    "Leave {no}, which this one changes, was given up meanwhile. Decline this one.",
                    no=replaced.no,
                ),
            )
        give_way(ctx, session, replaced)
    span = balances.Span(row.person_id, row.kind, row.first, row.last)
    balances.take(ctx, session, span, row.no)


def give_way(ctx: Context, session: Session, replaced: LeaveRow) -> None:
    """End an approved leave in whose place another has come: its days are free again."""
    LEAVES.move(ctx, session, replaced, LeaveAction.CANCEL)
    lapse(ctx, session, replaced.no)
    balances.give_back(ctx, session, replaced.person_id, replaced.kind, replaced.no)


def _tell_next(ctx: Context, session: Session, judged: JudgedLeave, code: str, no: str) -> None:
    told = [person.id for person in judged.turn.people]
    tell(ctx, session, told, code, RequestKind.LEAVE.ref(no), **_told(judged))


def _tell_applicant(
    ctx: Context, session: Session, judged: JudgedLeave, code: str, no: str
) -> None:
    """Say to who is to be away what somebody else did in their name."""
    words = {**_told(judged), "by": name_of_actor(ctx, judged)}
    applicant = judged.facts.people[judged.facts.leave.person]
    tell(ctx, session, [applicant.id], code, RequestKind.LEAVE.ref(no), **words)


def _tell_of_step(
    ctx: Context, session: Session, row: LeaveRow, judged: JudgedLeave, last: bool
) -> None:
    code = "leave.approved" if last else "leave.step_approved"
    tell(ctx, session, [row.person_id], code, RequestKind.LEAVE.ref(row.no), **_told(judged))
    if not last:
        _tell_next(ctx, session, judged, "leave.filed", row.no)


def _told(judged: JudgedLeave) -> dict[str, Any]:
    leave = judged.facts.leave
    name = judged.facts.people[leave.person].name
    return {"name": name, "kind": leave.kind, "first": leave.first, "last": leave.last}
