"""Leave requests: filed, decided step by step, declined, withdrawn.

Each function is one thing that a person does, judged and written in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
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
from app.rules.facts import Signature
from app.rules.leave import late_step
from app.rules.leave_states import LeaveAction, following
from app.rules.leave_verdict import deciders
from app.rules.permissions import Action
from app.rules.verdict import Outcome
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, msg
from app.services.leave import balances, cover
from app.services.requests.ledger import next_number, record, tell
from app.services.swaps import legs as swap_legs

__all__ = ["JudgedLeave", "Wish", "judge_leave", "judge_wish"]

_SIGN = insert(table_of(LeaveStep))
_MOVE = update(table_of(Leave)).where(
    Leave.id == bindparam("of"),
    Leave.version == bindparam("seen"),
    Leave.status == bindparam("was"),
)


def file_leave(ctx: Context, wish: Wish) -> str:
    """File a leave for oneself or, sick, for another; its number.

    RuleViolated with every finding where a rule refuses it; nothing is filed then. What needs
    somebody's decision (the chain, a late filing, a certificate to come) does not stand in the way.
    """
    with ctx.write() as session:
        _refuse_dates(wish)
        _require_filing(ctx, session, wish)
        _refuse_replacing(session, wish)
        judged = judge_wish(ctx, session, wish)
        _refuse_broken(judged)
        balances.require(session, wish.person_id, wish.kind, _days(wish), wish.replaces_no)
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
                status=LeaveStatus.PENDING,
                late_approved=judged.late and not judged.steps,
                version=1,
            )
        )
        record(
            ctx, session, _subject(no), "file",
            reason=wish.reason, verdict=judged.verdict, policy=judged.policy,
        )  # fmt: skip
        ctx.audit(session, "leave.file", _subject(no), after=_told(judged))
        swap_legs.tell_reopened(ctx, session, judged.facts)
        _tell_deciders(ctx, session, judged, "leave.filed", no)
        record_complete(ctx, session, no)
        return no


def record_complete(ctx: Context, session: Session, no: str) -> None:
    """Approve a pending leave that nobody decides, the director's own, once nothing is missing:
    sick, it waits for its certificate (LEAVE-4)."""
    row = _row(session, no)
    judged = judge_leave(ctx, session, row)
    waits = row.status is not LeaveStatus.PENDING or bool(judged.steps)
    if not waits and judged.verdict.outcome is Outcome.ALLOWED:
        move(ctx, session, row, LeaveAction.APPROVE, approved_at=ctx.now())
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
        row = claim(session, no, version)
        judged = judge_leave(ctx, session, row)
        step = _require_step(ctx, session, row, judged)
        accepted, now = _acceptance(judged, step, accept_late, reason), judged.scene.as_of
        signed_off = {"leave_id": row.id, "step": step, "by_no": ctx.actor.name, "at": now}
        session.execute(_SIGN, signed_off)
        last = step is judged.steps[-1]
        action = LeaveAction.APPROVE if last else LeaveAction.STEP
        values: dict[str, Any] = {"late_approved": accepted or row.late_approved}
        if last:
            values["approved_at"] = now
        move(ctx, session, row, action, **values)
        signed: dict[str, Any] = {step: Signature(ctx.actor.name, now)}
        status = LeaveStatus.APPROVED if last else LeaveStatus.PENDING
        decided = replace(judged.facts.leave, status=status, **values, **signed)
        judged = judged_again(judged, decided)
        if last:
            _refuse_broken(judged, whole=True)
            _grant(ctx, session, row)
            cover.tell_leader(ctx, session, judged.facts)
        record(
            ctx, session, _subject(no), f"step.{step}",
            reason=reason, verdict=judged.verdict, policy=judged.policy,
        )  # fmt: skip
        _tell_of_step(ctx, session, row, judged, last)
        return status


def decline_leave(ctx: Context, no: str, version: int, reason: str) -> None:
    """Say no on the open step, and why."""
    if not reason.strip():
        raise BadInput(msg("A reason is needed"), msg("Say why; the applicant will read it."))
    with ctx.write() as session:
        row = claim(session, no, version)
        judged = judge_leave(ctx, session, row)
        step = _require_step(ctx, session, row, judged)
        move(ctx, session, row, LeaveAction.DECLINE, ended_reason=reason.strip())
        record(
            ctx, session, _subject(no), f"step.{step}",
            reason=reason.strip(), verdict=judged.verdict, policy=judged.policy,
        )  # fmt: skip
        told = {row.person_id, *ids(session, numbers=[row.filed_by_no]).values()}
        tell(ctx, session, told, "leave.declined", _subject(no), **_told(judged), reason=reason)


def withdraw_leave(ctx: Context, no: str, version: int) -> None:
    """The applicant, or who filed it for them, takes an undecided leave back."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = claim(session, no, version)
        if ctx.actor.person_id != row.person_id and ctx.actor.name != row.filed_by_no:
            raise NotAllowed(
                msg("Not allowed"), msg("Only who is to be away can withdraw the leave.")
            )
        judged = judge_leave(ctx, session, row)
        move(ctx, session, row, LeaveAction.WITHDRAW)
        record(ctx, session, _subject(no), "withdraw")
        _tell_deciders(ctx, session, judged, "leave.withdrawn", no)


def may_decide_now(ctx: Context, session: Session, judged: JudgedLeave) -> bool:
    """Whether the open step is the actor's to decide."""
    step = judged.open_step
    if step is None or ctx.actor.person_id is None:
        return False
    return any(person.no == ctx.actor.name for person in deciders(judged.facts, step))


def _refuse_dates(wish: Wish) -> None:
    if wish.last < wish.first:
        raise BadInput(
            msg("The last day is before the first"),
            msg("Choose a last day on or after {first}.", first=wish.first),
        )


def _require_filing(ctx: Context, session: Session, wish: Wish) -> None:
    """Own leave by the table; for somebody else whom the actor may see, LEAVE-3 judges the kind."""
    me = ctx.actor.person_id
    if me is None:
        raise NotAllowed(msg("Not allowed"), msg("Leave is filed by people with a post."))
    permission.require_for(ctx, session, Action.FILE_LEAVE, me)
    permission.require_for(ctx, session, Action.SEE_PEOPLE, wish.person_id)


def _refuse_replacing(session: Session, wish: Wish) -> None:
    """What a leave changes is an approved one of the same person."""
    if not wish.replaces_no:
        return
    row = _row(session, wish.replaces_no)
    if row.person_id != wish.person_id or row.status is not LeaveStatus.APPROVED:
        raise BadInput(
            msg("This leave cannot be changed"),
            msg("Only an approved leave of the same person can; {no} is none.", no=row.no),
        )


def _require_step(
    ctx: Context, session: Session, row: LeaveRow, judged: JudgedLeave
) -> LeaveStepKind:
    if row.status is not LeaveStatus.PENDING or judged.open_step is None:
        raise _moved_on(row)
    permission.require_say(ctx, session, judged.known)
    if not may_decide_now(ctx, session, judged):
        who = [person.no for person in deciders(judged.facts, judged.open_step)]
        raise NotAllowed(
            msg("Not allowed"),
            msg("The step of the {step} is decided by {who}.", step=judged.open_step, who=who),
        )
    return judged.open_step


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


def _refuse_broken(judged: JudgedLeave, *, whole: bool = False) -> None:
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
            refusals,
        )


def claim(session: Session, no: str, version: int | None) -> LeaveRow:
    """The leave as it is now; a Conflict where it is no longer the `version` that was seen."""
    row = _row(session, no)
    if version is not None and row.version != version:
        raise _moved_on(row)
    return row


def _row(session: Session, no: str) -> LeaveRow:
    row = rows.leave(session, no)
    if row is None:
        raise NotFound(msg("No such leave"), msg("There is no leave {no} in this store.", no=no))
    return row


def _moved_on(row: LeaveRow) -> Conflict:
    return Conflict(
        msg("Somebody was faster"),
        msg(
            "Leave {no} has changed since you opened it: it is {state} now.",
            no=row.no,
            state=row.status,
        ),
    )


def move(ctx: Context, session: Session, row: LeaveRow, action: LeaveAction, **values: Any) -> None:
    """Take the one step that the table allows, compared and set on the row's version."""
    state = following(row.status, action)
    if state is None:
        raise _moved_on(row)
    seen = {"of": row.id, "seen": row.version, "was": row.status}
    new = {"status": state, "version": row.version + 1, **values}
    moved: Any = session.execute(_MOVE, seen | new)
    assert moved.rowcount == 1, "the writing transaction holds the lock"
    ctx.audit(
        session, f"leave.{action}", _subject(row.no), {"status": row.status}, {"status": state}
    )


def _grant(ctx: Context, session: Session, row: LeaveRow) -> None:
    """What an approval brings about: the leave that it changes is given up, its days are taken."""
    if row.replaces_no:
        replaced = _row(session, row.replaces_no)
        if replaced.status is not LeaveStatus.APPROVED:
            raise Conflict(
                msg("There is nothing to change any more"),
                msg(
                    "Leave {no}, which this one changes, was given up meanwhile. Decline this one.",
                    no=replaced.no,
                ),
            )
        move(ctx, session, replaced, LeaveAction.CANCEL)
        balances.give_back(ctx, session, replaced.person_id, replaced.kind, replaced.no)
    balances.take(ctx, session, row.person_id, row.kind, row.days, row.no)


def _days(wish: Wish) -> int:
    return (wish.last - wish.first).days + 1


def _tell_deciders(ctx: Context, session: Session, judged: JudgedLeave, code: str, no: str) -> None:
    if judged.open_step is not None:
        told = judged.known.ids(deciders(judged.facts, judged.open_step))
        tell(ctx, session, told, code, _subject(no), **_told(judged))


def _tell_of_step(
    ctx: Context, session: Session, row: LeaveRow, judged: JudgedLeave, last: bool
) -> None:
    code = "leave.approved" if last else "leave.step_approved"
    tell(ctx, session, [row.person_id], code, _subject(row.no), **_told(judged))
    if not last:
        _tell_deciders(ctx, session, judged, "leave.filed", row.no)


def _subject(no: str) -> str:
    return f"leave:{no}"


def _told(judged: JudgedLeave) -> dict[str, Any]:
    leave = judged.facts.leave
    name = judged.facts.people[leave.person].name
    return {"name": name, "kind": leave.kind, "first": leave.first, "last": leave.last}
