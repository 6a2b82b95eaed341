"""Taking an effective swap back: a request of its own (SWAP-11).

One party asks, the other agrees, both leaders consent as they did to the swap; the last consent
undoes the swap in the same transaction, and both parties hold their own shifts again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.models import SwapTakingBack
from app.queries.reference import Reference, reference
from app.queries.swaps.rows import SwapRow
from app.queries.swaps.taking_back import TakingBackRow, waiting, waiting_on
from app.reading import permission
from app.reading.requests.discretion import Discretion
from app.reading.swaps.judging import Judged
from app.reading.swaps.taking_back import begins, judge_back, may_withdraw_back, turn_of
from app.rules import taking_back_states
from app.rules.deeds import Deed
from app.rules.facts import Signature
from app.rules.permissions import Action
from app.rules.requests import RequestKind
from app.rules.swap_states import SwapAction
from app.rules.taking_back_states import TakingBackAction
from app.rules.turn import Word
from app.rules.verdict import Outcome
from app.rules.vocabulary import SIDES, Side, SwapStatus, msg
from app.services.requests.deciding import Reply, said_why
from app.services.requests.ledger import record, tell, tell_all
from app.services.requests.moving import Kept
from app.services.swaps.steps import SWAPS
from app.services.swaps.upkeep import recheck


def _waiting(session: Session, no: str) -> TakingBackRow:
    """What waits on the swap with this number; once decided it is nobody's to decide again."""
    row = waiting_on(session, no)
    if row is None:
        raise Conflict(
            msg("Somebody was faster"),
            msg("This request has been decided since you opened it."),
        )
    return row


TAKING_BACKS = Kept(taking_back_states.COURSE, SwapTakingBack, _waiting)


def ask_back(ctx: Context, no: str, version: int, reason: str) -> None:
    """Ask to take back the effective swap with this number, seen in `version`.

    RuleViolated with what speaks against it: a shift has started, or something rests on the swap.
    """
    if not reason.strip():
        raise BadInput(msg("A reason is needed"), msg("Say why the swap is taken back."))
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = SWAPS.claim(session, no, version)
        if ctx.actor.person_id not in row.parties:
            raise NotAllowed(
                msg("Not allowed"), msg("Only the parties of a swap can take it back.")
            )
        if row.status is not SwapStatus.EFFECTIVE or waiting_on(session, no) is not None:
            raise Conflict(
                msg("There is nothing to take back"),
                msg("Swap {no} is {state}, or is being taken back already.", no=no,
                    state=row.status),
            )  # fmt: skip
        judged = judge_back(ctx, session, row)
        _refuse_broken(ctx, session, judged)
        side = next(side for side in SIDES if row.side(side).person_id == ctx.actor.person_id)
        key = _file(ctx, session, row, side, reason.strip())
        _record(ctx, session, row.no, key, judged, "offer", reason=reason.strip())
        _tell(ctx, session, row, row.parties, "swap.back_asked", reason.strip())


def decide(ctx: Context, no: str, reply: Reply) -> SwapStatus:
    """Write what somebody replies to the taking back of a swap; the state of the request then."""
    if not reply.yes:
        return _decline(ctx, no, reply.version, reply.reason)
    say_yes = _agree if reply.word is Word.ANSWER else _approve
    return say_yes(ctx, no, reply.version)


def withdraw_back(ctx: Context, no: str, version: int) -> None:
    """Who asked, or who agreed, lets the swap stand after all."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        asked, row = TAKING_BACKS.claim(session, no, version), SWAPS.one(session, no)
        if not may_withdraw_back(row, asked, ctx.actor.person_id):
            raise NotAllowed(
                msg("Not allowed"), msg("Only the parties of a swap can let it stand.")
            )
        _end(ctx, session, row, asked, TakingBackAction.WITHDRAW)


def expire_due(ctx: Context) -> int:
    """End every undecided request whose swap has begun, or is in effect no longer; how many."""
    with ctx.read() as session:
        if not _due(ctx, session):
            return 0
    with ctx.write() as session:
        due = _due(ctx, session)
        for asked, row in due:
            effective = row.status is SwapStatus.EFFECTIVE
            action = TakingBackAction.EXPIRE if effective else TakingBackAction.CANCEL
            _end(ctx, session, row, asked, action)
        return len(due)


def _agree(ctx: Context, no: str, version: int) -> SwapStatus:
    with ctx.write() as session:
        permission.require_say(ctx, session)
        asked, row = TAKING_BACKS.claim(session, no, version), SWAPS.one(session, no)
        known = reference(session)
        TAKING_BACKS.state_after(asked, TakingBackAction.AGREE)
        if not turn_of(ctx, row, asked, known).allows(ctx.actor.person_id):
            other = next(row.side(side) for side in SIDES if side is not asked.side)
            raise NotAllowed(
                msg("Not allowed"), msg("Only {name}, who was asked, can agree.", name=other.name)
            )
        judged = judge_back(ctx, session, row, asked)
        _refuse_broken(ctx, session, judged)
        state = TAKING_BACKS.move(ctx, session, asked, TakingBackAction.AGREE)
        _record(ctx, session, no, asked.id, judged, "agree")
        turn = turn_of(ctx, row, replace(asked, status=state), known)
        told = {*row.parties, *(person.id for person in turn.people)}
        _tell(ctx, session, row, told, "swap.back_agreed", asked.reason)
        return state


def _approve(ctx: Context, no: str, version: int) -> SwapStatus:
    with ctx.write() as session:
        asked, row = TAKING_BACKS.claim(session, no, version), SWAPS.one(session, no)
        known = reference(session)
        TAKING_BACKS.state_after(asked, TakingBackAction.COMPLETE)
        sides = _open_sides(ctx, session, row, asked, known)
        signed = _signed(ctx, asked, sides)
        last = signed.requester is not None and signed.counterpart is not None
        judged = judge_back(ctx, session, row, signed)
        _refuse_broken(ctx, session, judged, whole=last)
        action = TakingBackAction.COMPLETE if last else TakingBackAction.APPROVE
        state = TAKING_BACKS.move(ctx, session, asked, action, **_columns(signed, sides))
        _record(ctx, session, no, asked.id, judged, *(f"consent.{side}" for side in sides))
        if last:
            _undo(ctx, session, row, asked, known)
        else:
            _tell(ctx, session, row, row.parties, "swap.back_part_approved", asked.reason)
        return state


def _undo(
    ctx: Context, session: Session, row: SwapRow, asked: TakingBackRow, known: Reference
) -> None:
    """The swap is in effect no longer; what was judged by it is judged anew."""
    SWAPS.move(ctx, session, row, SwapAction.TAKE_BACK, ended_reason=asked.reason)
    recheck(ctx, session, [(who, day) for who in row.parties for _giver, day in row.legs])
    agreed = TAKING_BACKS.course.next[TAKING_BACKS.course.opens, TakingBackAction.AGREE]
    unsigned = replace(asked, status=agreed, requester=None, counterpart=None)
    turn = turn_of(ctx, row, unsigned, known)
    leaders = {person.id for part in turn.parts for person in part.asked}
    _tell(ctx, session, row, {*row.parties, *leaders}, "swap.taken_back", asked.reason)


def _decline(ctx: Context, no: str, version: int, reason: str) -> SwapStatus:
    why = said_why(reason)
    with ctx.write() as session:
        permission.require_say(ctx, session)
        asked, row = TAKING_BACKS.claim(session, no, version), SWAPS.one(session, no)
        TAKING_BACKS.state_after(asked, TakingBackAction.DECLINE)
        _open_sides(ctx, session, row, asked, reference(session))
        return _end(ctx, session, row, asked, TakingBackAction.DECLINE, why)


def _end(
    ctx: Context,
    session: Session,
    row: SwapRow,
    asked: TakingBackRow,
    action: TakingBackAction,
    reason: str = "",
) -> SwapStatus:
    """End a request without undoing the swap, and tell both parties."""
    state = TAKING_BACKS.move(ctx, session, asked, action)
    _record(ctx, session, row.no, asked.id, None, action, reason=reason)
    if action in (TakingBackAction.EXPIRE, TakingBackAction.CANCEL):
        words = _words(row, reason)
        tell_all(ctx, session, row.parties, "swap.back_expired", SWAPS.ref(row), **words)
    elif action is TakingBackAction.DECLINE:
        _tell(ctx, session, row, row.parties, "swap.back_declined", reason)
    else:
        _tell(ctx, session, row, row.parties, "swap.back_withdrawn", reason)
    return state


def _due(ctx: Context, session: Session) -> list[tuple[TakingBackRow, SwapRow]]:
    now, known = ctx.now(), reference(session)
    found = [(asked, SWAPS.one(session, asked.no)) for asked in waiting(session)]
    return [
        (asked, row)
        for asked, row in found
        if row.status is not SwapStatus.EFFECTIVE or begins(ctx, row, known) <= now
    ]


def _open_sides(
    ctx: Context, session: Session, row: SwapRow, asked: TakingBackRow, known: Reference
) -> list[Side]:
    """The sides whose word is the actor's to say now; NotAllowed for whom the turn is not."""
    sides = turn_of(ctx, row, asked, known).open_to(ctx.actor.person_id)
    if not sides:
        raise permission.refusal(session, Action.DECIDE_SWAP)
    return [Side(side) for side in sides]


def _refuse_broken(ctx: Context, session: Session, judged: Judged, *, whole: bool = False) -> None:
    """RuleViolated for what a rule refuses; `whole`: a missing decision refuses as well."""
    refusals = judged.verdict.refusals
    if refusals or (whole and judged.verdict.outcome is not Outcome.ALLOWED):
        told = Discretion(session, permission.sight(ctx, session))
        raise RuleViolated(
            msg("The swap cannot be taken back"),
            msg("Nothing was changed. See what each rule says."),
            [told.finding(refusal) for refusal in refusals],
        )


def _file(ctx: Context, session: Session, row: SwapRow, side: Side, reason: str) -> int:
    """The id of the new request. Its version goes on from the swap's earlier ones, so that nobody
    decides on another than they saw."""
    version = SwapTakingBack.version
    last = session.scalar(select(func.max(version)).where(SwapTakingBack.swap_id == row.id)) or 0
    filed = session.execute(
        insert(SwapTakingBack)
        .values(
            swap_id=row.id, side=side, reason=reason, filed_at=ctx.now(),
            status=TAKING_BACKS.course.opens, version=last + 1,
        )
        .returning(SwapTakingBack.id)
    )  # fmt: skip
    key = filed.scalar_one()
    ctx.audit(session, Deed.TAKING_BACK_OFFER, str(SWAPS.ref(row)), after={"reason": reason})
    return key


def _signed(ctx: Context, asked: TakingBackRow, sides: Collection[Side]) -> TakingBackRow:
    """The request with the actor's consent for `sides`, as it is about to be written."""
    signed: dict[str, Any] = dict.fromkeys(sides, Signature(ctx.actor.name, ctx.now()))
    return replace(asked, **signed)


def _columns(signed: TakingBackRow, sides: Collection[Side]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for side in sides:
        one = signed.requester if side is Side.REQUESTER else signed.counterpart
        assert one is not None
        columns |= {f"{side}_leader_no": one.by, f"{side}_leader_at": one.at}
    return columns


def _record(
    ctx: Context,
    session: Session,
    no: str,
    key: int,
    judged: Judged | None,
    *steps: str,
    reason: str = "",
) -> None:
    """In the swap's file: which of its requests, and what was done ("back.7.agree")."""
    record(
        ctx, session, RequestKind.TAKING_BACK.ref(no), *(f"back.{key}.{step}" for step in steps),
        reason=reason,
        verdict=judged.verdict if judged else None,
        policy=judged.policy if judged else None,
    )  # fmt: skip


def _tell(
    ctx: Context, session: Session, row: SwapRow, told: Collection[int], code: str, reason: str
) -> None:
    tell(ctx, session, told, code, SWAPS.ref(row), **_words(row, reason))


def _words(row: SwapRow, reason: str) -> dict[str, Any]:
    return {
        "reason": reason,
        "requester": row.requester.name,
        "counterpart": row.counterpart.name,
        "gives": row.requester.gives_on,
        "takes": row.counterpart.gives_on,
        "swap": row.no,
    }
