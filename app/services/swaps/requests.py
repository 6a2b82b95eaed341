"""Swap requests: asked for, agreed, consented to, effective, or ended on the way.

Each function is one thing that a person does. It judges, writes, records and tells in one
transaction; a request that somebody else moved meanwhile is a Conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotAllowed, RuleViolated
from app.models import ShiftType, Swap, SwapConsent, table_of
from app.queries.reference import Reference, reference
from app.queries.swaps.rows import SwapRow
from app.reading import permission
from app.reading.requests.discretion import Discretion
from app.reading.swaps.judging import (
    Asked,
    Judged,
    asked_of,
    judge,
    may_withdraw,
    turn_of,
)
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.requests import RequestKind
from app.rules.swap_states import SwapAction
from app.rules.turn import Word
from app.rules.verdict import Outcome
from app.rules.vocabulary import SIDES, LeaveStepKind, Side, SwapStatus, msg
from app.services.requests.deciding import Reply, said_why
from app.services.requests.ledger import next_number, record, tell
from app.services.swaps.steps import SWAPS, asks_the_same, end, lapse, rivals

__all__ = ["SIDES", "Asked", "Judged", "asked_of", "judge"]

_CONSENT = insert(table_of(SwapConsent))
_CLEAR = delete(table_of(SwapConsent)).where(
    SwapConsent.swap_id == bindparam("of"), SwapConsent.side == bindparam("on")
)


def file_swap(ctx: Context, counterpart_id: int, gives: date, takes: date, reason: str = "") -> str:
    """Ask `counterpart_id` for their shift on `takes`, for one's own on `gives`; the number.

    RuleViolated with every finding where a rule refuses it; nothing is filed then. NotAllowed for
    somebody of another department.
    """
    return file_swaps(ctx, gives, [(counterpart_id, takes)], reason)[0]


def file_swaps(
    ctx: Context, gives: date, wanted: Sequence[tuple[int, date]], reason: str = ""
) -> list[str]:
    """Ask several colleagues at once for one's own shift on `gives`, each (id) for a shift of
    theirs; the numbers. The first yes counts, the rest lapse with it (see `agree`).

    All are judged before one is filed: where a rule refuses one of them, none is.
    """
    with ctx.write() as session:
        requester_id = _requester(ctx, session)
        found = []
        for counterpart_id, takes in dict.fromkeys(wanted):
            asked = Asked(requester_id, gives, counterpart_id, takes)
            _refuse_oneself(asked)
            permission.require_colleague(ctx, session, counterpart_id)
            judged = judge(ctx, session, asked)
            _refuse_broken(ctx, session, judged)
            found.append((asked, judged))
        return [_file(ctx, session, asked, judged, reason) for asked, judged in found]


def _file(ctx: Context, session: Session, asked: Asked, judged: Judged, reason: str) -> str:
    no = next_number(session, Swap.swap_no, "S")
    session.execute(
        insert(Swap).values(
            swap_no=no,
            filed_at=ctx.now(),
            requester_id=asked.requester_id,
            requester_date=asked.gives,
            counterpart_id=asked.counterpart_id,
            counterpart_date=asked.takes,
            status=SWAPS.course.opens,
            reason=reason.strip(),
            requester_shift_id=_shift_id(session, judged.facts.requester.given),
            counterpart_shift_id=_shift_id(session, judged.facts.counterpart.given),
            version=1,
        )
    )
    _record(ctx, session, no, judged, SwapAction.OFFER, reason=reason)
    ref, told = RequestKind.SWAP.ref(no), _told(judged)
    ctx.audit(session, Deed.SWAP_OFFER, str(ref), after=told)
    tell(ctx, session, [asked.counterpart_id], "swap.offered", ref, **told)
    return no


def agree(ctx: Context, no: str, version: int) -> SwapStatus:
    """The counterpart agrees: from here on the request holds its place in both months. Whoever
    else was asked for the same shift by the requester need not answer any more."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = SWAPS.claim(session, no, version)
        if ctx.actor.person_id != row.counterpart.person_id:
            raise NotAllowed(
                msg("Not allowed"),
                msg("Only {name}, who was asked, can agree.", name=row.counterpart.name),
            )
        SWAPS.state_after(row, SwapAction.AGREE)
        known = reference(session)
        judged = judge(ctx, session, asked_of(row), row, known)
        _refuse_broken(ctx, session, judged)
        state = SWAPS.move(ctx, session, row, SwapAction.AGREE)
        _record(ctx, session, no, judged, SwapAction.AGREE)
        lapse(ctx, session, [rival for rival in rivals(session, row) if asks_the_same(row, rival)])
        turn = turn_of(ctx, replace(row, status=state), known)
        told = [row.requester.person_id, *(person.id for person in turn.people)]
        tell(ctx, session, told, "swap.agreed", RequestKind.SWAP.ref(no), **_told(judged))
        return state


def approve(ctx: Context, no: str, version: int) -> SwapStatus:
    """Consent for the side or sides that are the actor's to consent for; the state it is in then.

    Judged against this very moment; the last consent makes the swap effective.
    """
    with ctx.write() as session:
        row, known = SWAPS.claim(session, no, version), reference(session)
        SWAPS.state_after(row, SwapAction.COMPLETE)
        sides = [Side(side) for side in _open_sides(ctx, session, row, known)]
        row = _consented(ctx, row, sides)
        last = all(row.side(side).consent_at for side in SIDES)
        action = SwapAction.COMPLETE if last else SwapAction.APPROVE
        SWAPS.state_after(row, action)
        judged = judge(ctx, session, asked_of(row), row, known)
        _refuse_broken(ctx, session, judged, whole=last)
        _write_consents(session, row, sides)
        effective_at = judged.facts.moment if last else None
        state = SWAPS.move(ctx, session, row, action, effective_at=effective_at)
        _record(ctx, session, no, judged, *(f"consent.{side}" for side in sides))
        if last:
            lapse(ctx, session, rivals(session, row))
        code = "swap.effective" if last else "swap.part_approved"
        tell(ctx, session, row.parties, code, RequestKind.SWAP.ref(no), **_told(judged))
        return state


def decline(ctx: Context, no: str, version: int, reason: str) -> SwapStatus:
    """The counterpart, or a leader whose consent is asked, says no, and why."""
    why = said_why(reason)
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = SWAPS.claim(session, no, version)
        SWAPS.state_after(row, SwapAction.DECLINE)
        _open_sides(ctx, session, row, reference(session))
        return end(ctx, session, row, SwapAction.DECLINE, why)


def decide(ctx: Context, no: str, reply: Reply) -> SwapStatus:
    """Write what somebody replies to a swap that they are asked about."""
    if not reply.yes:
        return decline(ctx, no, reply.version, reply.reason)
    say_yes = agree if reply.word is Word.ANSWER else approve
    return say_yes(ctx, no, reply.version)


def withdraw(ctx: Context, no: str, version: int, reason: str = "") -> None:
    """Either party steps back before the swap is effective (the counterpart, once they agreed)."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        row = SWAPS.claim(session, no, version)
        if not may_withdraw(row, ctx.actor.person_id):
            raise NotAllowed(msg("Not allowed"), msg("Only the parties of a swap can withdraw it."))
        end(ctx, session, row, SwapAction.WITHDRAW, reason.strip())


def _open_sides(
    ctx: Context, session: Session, row: SwapRow, known: Reference
) -> tuple[Side | LeaveStepKind, ...]:
    """The sides whose word is the actor's to say now; NotAllowed for whom the turn is not."""
    sides = turn_of(ctx, row, known).open_to(ctx.actor.person_id)
    if not sides:
        raise permission.refusal(session, Action.DECIDE_SWAP)
    return sides


def _requester(ctx: Context, session: Session) -> int:
    person_id = ctx.actor.person_id
    if person_id is None:
        raise NotAllowed(msg("Not allowed"), msg("Swaps are between people with shifts."))
    permission.require_for(ctx, session, Action.FILE_SWAP, person_id)
    return person_id


def _refuse_oneself(asked: Asked) -> None:
    if asked.requester_id == asked.counterpart_id:
        raise BadInput(msg("Two people are needed"), msg("A swap is with somebody else (SWAP-8)."))


def _refuse_broken(ctx: Context, session: Session, judged: Judged, *, whole: bool = False) -> None:
    """RuleViolated for what a rule refuses; `whole`: a missing decision refuses as well."""
    refusals = judged.verdict.refusals
    if refusals or (whole and judged.verdict.outcome is not Outcome.ALLOWED):
        told = Discretion(session, permission.sight(ctx, session))
        raise RuleViolated(
            msg("The rulebook does not allow this swap"),
            msg("Nothing was changed. See what each rule says."),
            [told.finding(refusal) for refusal in refusals],
        )


def _consented(ctx: Context, row: SwapRow, sides: Collection[Side]) -> SwapRow:
    """The request with the actor's consent for `sides`, as it is about to be written."""
    by, at = ctx.actor.name, ctx.now()
    signed: dict[str, Any] = {
        side: replace(row.side(side), consent_by=by, consent_at=at) for side in sides
    }
    return replace(row, **signed)


def _write_consents(session: Session, row: SwapRow, sides: Collection[Side]) -> None:
    """Sign for these sides; what a register had of them without a name or a time makes room."""
    session.execute(_CLEAR, [{"of": row.id, "on": side} for side in sides])
    signed = [
        {"swap_id": row.id, "side": side, "by_no": party.consent_by, "at": party.consent_at}
        for side in sides
        for party in (row.side(side),)
    ]
    session.execute(_CONSENT, signed)


def _shift_id(session: Session, code: str | None) -> int | None:
    return session.scalar(select(ShiftType.id).where(ShiftType.code == code))


def _record(
    ctx: Context, session: Session, no: str, judged: Judged, *steps: str, reason: str = ""
) -> None:
    record(
        ctx, session, RequestKind.SWAP.ref(no), *steps,
        reason=reason, verdict=judged.verdict, policy=judged.policy,
    )  # fmt: skip


def _told(judged: Judged) -> dict[str, Any]:
    one, two = judged.facts.parties
    return {
        "requester": one.person.name,
        "counterpart": two.person.name,
        "gives": one.gives_on,
        "takes": two.gives_on,
    }
