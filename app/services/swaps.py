"""Swap requests: asked for, agreed, consented to, effective, or ended on the way.

Each function is one thing that a person does. It judges, writes, records and tells in one
transaction; a request that somebody else moved meanwhile is a Conflict.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Swap, SwapConsent
from app.queries import swaps as rows
from app.queries.people import place_of
from app.queries.swap_scene import ids, shift_id, start_of
from app.queries.swaps import SwapRow
from app.rules.approvers import may_consent
from app.rules.permissions import Action
from app.rules.swap_states import SwapAction, following
from app.rules.swap_verdict import consenters
from app.rules.verdict import Outcome
from app.rules.vocabulary import Side, SwapStatus, msg
from app.services import permission
from app.services.requests import next_number, record, tell
from app.services.swap_judging import Asked, Judged, asked_of, judge, judged_again

__all__ = ["Asked", "Judged", "asked_of", "judge"]

SIDES = (Side.REQUESTER, Side.COUNTERPART)
_OF_THE_ROSTER = frozenset({"SWAP-3", "SWAP-4", "SWAP-8", "SWAP-9"})


def file_swap(ctx: Context, counterpart_id: int, gives: date, takes: date, reason: str = "") -> str:
    """Ask `counterpart_id` for their shift on `takes`, for one's own on `gives`; the number.

    RuleViolated with every finding where a rule refuses it; nothing is filed then.
    """
    with ctx.write() as session:
        requester_id = _requester(ctx, session)
        asked = Asked(requester_id, gives, counterpart_id, takes)
        _refuse_oneself(asked)
        judged = judge(ctx, session, asked)
        _refuse_broken(judged)
        no = next_number(session, Swap.swap_no, "S")
        session.execute(
            insert(Swap).values(
                swap_no=no,
                filed_at=ctx.now(),
                requester_id=requester_id,
                requester_date=gives,
                counterpart_id=counterpart_id,
                counterpart_date=takes,
                status=following(SwapStatus.DRAFT, SwapAction.OFFER),
                reason=reason.strip(),
                requester_shift_id=shift_id(session, judged.facts.requester.given),
                counterpart_shift_id=shift_id(session, judged.facts.counterpart.given),
                version=1,
            )
        )
        _record(ctx, session, no, SwapAction.OFFER, judged, reason)
        ctx.audit(session, "swap.offer", _subject(no), after=_told(judged))
        tell(ctx, session, [counterpart_id], "swap.offered", _subject(no), **_told(judged))
        return no


def agree(ctx: Context, no: str, version: int) -> None:
    """The counterpart agrees: from here on the request holds its place in both months."""
    with ctx.write() as session:
        row = _claim(session, no, version)
        if ctx.actor.person_id != row.counterpart.person_id:
            raise NotAllowed(
                msg("Not allowed"),
                msg("Only {name}, who was asked, can agree.", name=row.counterpart.name),
            )
        judged = judge(ctx, session, asked_of(row), row)
        _refuse_broken(judged)
        _move(ctx, session, row, SwapAction.AGREE)
        _record(ctx, session, no, SwapAction.AGREE, judged)
        waiting = (consenters(judged.facts, side, judged.people) for side in SIDES)
        leaders = ids(session, numbers=[person.no for side in waiting for person in side]).values()
        told = [row.requester.person_id, *leaders]
        tell(ctx, session, told, "swap.agreed", _subject(no), **_told(judged))


def approve(ctx: Context, no: str, version: int) -> SwapStatus:
    """Consent for the side or sides that are the actor's to consent for; the state it is in then.

    The last consent makes the swap effective, judged once more against this very moment.
    """
    with ctx.write() as session:
        row = _claim(session, no, version)
        judged = judge(ctx, session, asked_of(row), row)
        sides = open_sides(ctx, session, row, judged)
        if not sides:
            raise permission.refusal(session, Action.DECIDE_SWAP)
        last = all(row.side(side).consent_at or side in sides for side in SIDES)
        action = SwapAction.COMPLETE if last else SwapAction.APPROVE
        _refuse_wrong_turn(row, action)
        for side in sides:
            session.execute(
                insert(SwapConsent).values(
                    swap_id=row.id, side=side, by_no=ctx.actor.name, at=ctx.now()
                )
            )
        judged = judged_again(ctx, judged, _row(session, no))
        _refuse_broken(judged, whole=last)
        _move(ctx, session, row, action, effective_at=judged.facts.moment if last else None)
        for side in sides:
            record(
                ctx,
                session,
                _subject(no),
                f"consent.{side}",
                verdict=judged.verdict,
                policy=judged.policy,
            )
        parties = [row.requester.person_id, row.counterpart.person_id]
        code = "swap.effective" if last else "swap.part_approved"
        tell(ctx, session, parties, code, _subject(no), **_told(judged))
        return SwapStatus.EFFECTIVE if last else SwapStatus.PART_APPROVED


def decline(ctx: Context, no: str, version: int, reason: str) -> None:
    """The counterpart, or a leader whose consent is asked, says no, and why."""
    if not reason.strip():
        raise BadInput(msg("A reason is needed"), msg("Say why; the other side will read it."))
    with ctx.write() as session:
        row = _claim(session, no, version)
        asked = ctx.actor.person_id == row.counterpart.person_id
        if not (asked and row.status is SwapStatus.OFFERED):
            judged = judge(ctx, session, asked_of(row), row)
            if not open_sides(ctx, session, row, judged):
                raise permission.refusal(session, Action.DECIDE_SWAP)
        _end(ctx, session, row, SwapAction.DECLINE, reason.strip())


def withdraw(ctx: Context, no: str, version: int, reason: str = "") -> None:
    """Either party steps back before the swap is effective (the counterpart, once they agreed)."""
    with ctx.write() as session:
        row = _claim(session, no, version)
        parties = {row.requester.person_id}
        if row.status is not SwapStatus.OFFERED:
            parties.add(row.counterpart.person_id)
        if ctx.actor.person_id not in parties:
            raise NotAllowed(msg("Not allowed"), msg("Only the parties of a swap can withdraw it."))
        _end(ctx, session, row, SwapAction.WITHDRAW, reason.strip())


def expire_due(ctx: Context) -> int:
    """End every undecided request whose earlier shift has started (SWAP-8); how many."""
    with ctx.read() as session:
        due = [row for row in rows.undecided(session) if _is_due(ctx, session, row)]
    if not due:
        return 0
    with ctx.write() as session:
        still = [row for row in rows.undecided(session) if _is_due(ctx, session, row)]
        for row in still:
            _end(ctx, session, row, SwapAction.EXPIRE, "")
        return len(still)


def recheck(ctx: Context, session: Session, cells: Collection[tuple[int, date]]) -> list[str]:
    """After the roster moved under `cells` (person id, date): cancel the requests that no longer
    hold, inside the transaction of the edit; their numbers."""
    people, cancelled = {person for person, _day in cells}, []
    for row in rows.undecided(session):
        if people & {row.requester.person_id, row.counterpart.person_id}:
            why = _moved(session, ctx, row)
            if why is not None:
                _end(ctx, session, row, SwapAction.CANCEL, why)
                cancelled.append(row.no)
    return cancelled


def open_sides(ctx: Context, session: Session, row: SwapRow, judged: Judged) -> list[Side]:
    """The sides whose consent is still to come and is the actor's to give now (SWAP-1)."""
    me = judged.people.get(ctx.actor.name)
    parties = {row.requester.no, row.counterpart.no}
    if me is None or me.no in parties or not me.employed_on(ctx.today()):
        return []
    standing = permission.standing(ctx, session)
    mine = me.post_on(ctx.today())
    return [
        side
        for side in SIDES
        if row.side(side).consent_at is None
        and standing.may(
            Action.DECIDE_SWAP, place_of(session, row.side(side).person_id, ctx.today())
        )
        and may_consent(mine, judged.people[row.side(side).no].post_on(ctx.today()))
    ]


def _requester(ctx: Context, session: Session) -> int:
    person_id = ctx.actor.person_id
    if person_id is None:
        raise NotAllowed(msg("Not allowed"), msg("Swaps are between people with shifts."))
    permission.require_for(ctx, session, Action.FILE_SWAP, person_id)
    return person_id


def _refuse_oneself(asked: Asked) -> None:
    if asked.requester_id == asked.counterpart_id:
        raise BadInput(msg("Two people are needed"), msg("A swap is with somebody else (SWAP-8)."))


def _refuse_broken(judged: Judged, *, whole: bool = False) -> None:
    """RuleViolated for what a rule refuses; `whole`: a missing decision refuses as well."""
    refusals = judged.verdict.refusals
    if refusals or (whole and judged.verdict.outcome is not Outcome.ALLOWED):
        raise RuleViolated(
            msg("The rulebook does not allow this swap"),
            msg("Nothing was changed. See what each rule says."),
            refusals,
        )


def _refuse_wrong_turn(row: SwapRow, action: SwapAction) -> SwapStatus:
    state = following(row.status, action)
    if state is None:
        raise Conflict(
            msg("That is not its turn"),
            msg("Swap {no} is {state} now.", no=row.no, state=row.status),
        )
    return state


def _claim(session: Session, no: str, version: int) -> SwapRow:
    row = _row(session, no)
    if row.version != version:
        raise Conflict(
            msg("Somebody was faster"),
            msg(
                "Swap {no} has changed since you opened it: it is {state} now.",
                no=no,
                state=row.status,
            ),
        )
    return row


def _row(session: Session, no: str) -> SwapRow:
    row = rows.swap(session, no)
    if row is None:
        raise NotFound(msg("No such swap"), msg("There is no swap {no} in this store.", no=no))
    return row


def _move(ctx: Context, session: Session, row: SwapRow, action: SwapAction, **values: Any) -> None:
    """Take the one step that the table allows, compared and set on the row's version."""
    state = _refuse_wrong_turn(row, action)
    moved: Any = session.execute(
        update(Swap)
        .where(Swap.id == row.id, Swap.version == row.version, Swap.status == row.status)
        .values(status=state, version=row.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    assert moved.rowcount == 1, "the writing transaction holds the lock"
    ctx.audit(
        session,
        f"swap.{action}",
        _subject(row.no),
        {"status": row.status},
        {"status": state, **values},
    )


def _end(ctx: Context, session: Session, row: SwapRow, action: SwapAction, reason: str) -> None:
    _move(ctx, session, row, action, ended_reason=reason)
    record(ctx, session, _subject(row.no), action, reason=reason)
    told = {person.person_id for person in (row.requester, row.counterpart)}
    tell(
        ctx,
        session,
        told,
        f"swap.{following(row.status, action)}",
        _subject(row.no),
        reason=reason,
        requester=row.requester.name,
        counterpart=row.counterpart.name,
        gives=row.requester.gives_on,
        takes=row.counterpart.gives_on,
    )


def _record(
    ctx: Context, session: Session, no: str, step: str, judged: Judged, reason: str = ""
) -> None:
    record(
        ctx, session, _subject(no), step,
        reason=reason, verdict=judged.verdict, policy=judged.policy,
    )  # fmt: skip


def _is_due(ctx: Context, session: Session, row: SwapRow) -> bool:
    starts = [
        start
        for side in SIDES
        if (start := start_of(ctx.time, session, row.side(side).shift, row.side(side).gives_on))
    ]
    return bool(starts) and ctx.now() >= min(starts)


def _moved(session: Session, ctx: Context, row: SwapRow) -> str | None:
    """The ids of the rules by which a request no longer holds on the roster as it is now.

    It is bound to the shifts that it was asked for; a register kept on paper does not say which.
    """
    judged = judge(ctx, session, asked_of(row), row)
    broken = {finding.rule for finding in judged.verdict.refusals} & _OF_THE_ROSTER
    for party in judged.facts.parties:
        shift = row.side(party.side).shift
        if shift and party.given != shift:
            broken.add("SWAP-8")
    return ", ".join(sorted(broken)) or None


def _subject(no: str) -> str:
    return f"swap:{no}"


def _told(judged: Judged) -> dict[str, Any]:
    one, two = judged.facts.parties
    return {
        "requester": one.person.name,
        "counterpart": two.person.name,
        "gives": one.gives_on,
        "takes": two.gives_on,
    }
