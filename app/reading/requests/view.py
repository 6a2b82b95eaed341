"""A request as whoever decides on it, or is concerned by it, sees it: verdict, cover, history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.queries.leave import rows as leave_rows
from app.queries.leave.rows import LeaveRow
from app.queries.people.rows import place_of
from app.queries.reference import reference
from app.queries.requests.cover_effect import NOTHING, CoverEffect, Move, cover_effect
from app.queries.roster import load as roster_load
from app.queries.roster.rows import ShiftRow
from app.queries.swaps import rows as swap_rows
from app.queries.swaps.rows import DecisionRow, SwapRow
from app.queries.today.waiting import WaitsFor
from app.reading import permission
from app.reading.requests.discretion import Discretion
from app.rules.leave import LeaveFacts, late_step
from app.rules.permissions import Action
from app.rules.swaps import SwapFacts
from app.rules.verdict import Verdict
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, SwapStatus, msg
from app.services.leave import cancelling
from app.services.leave.cancelling import CancellationRow
from app.services.leave.requests import JudgedLeave, judge_leave, may_decide_now
from app.services.swaps.requests import SIDES, asked_of, judge, open_sides

_HALFWAY = (SwapStatus.AGREED, SwapStatus.PART_APPROVED)


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request as it stands. Of `swap` and `leave` one is there.

    `asked`: what the actor is to decide now, None for nothing. `verdict` is None once nothing is
    to be decided; `late`: this decision takes a late filing as in time (LEAVE-2).
    """

    swap: SwapRow | None
    leave: LeaveRow | None
    shifts: tuple[ShiftRow, ...]
    history: Sequence[DecisionRow]
    asked: WaitsFor | None = None
    verdict: Verdict | None = None
    cover: CoverEffect = NOTHING
    names: Mapping[str, str] | None = None
    cancelling: CancellationRow | None = None
    chain: tuple[LeaveStepKind, ...] = ()
    late: bool = False

    @property
    def no(self) -> str:
        row = self.swap or self.leave
        assert row is not None
        return row.no

    @property
    def status(self) -> SwapStatus | LeaveStatus:
        row = self.swap or self.leave
        assert row is not None
        return row.status

    @property
    def version(self) -> int:
        """What a decision is compared with: the cancellation's, where that is what waits."""
        row = self.cancelling or self.swap or self.leave
        assert row is not None
        return row.version


def open_request(ctx: Context, no: str) -> RequestView:
    """The swap or leave with this number, for whom it concerns; NotFound, NotAllowed."""
    with ctx.read() as session:
        swap = swap_rows.swap(session, no)
        if swap is not None:
            return _swap(ctx, session, swap)
        leave = leave_rows.leave(session, no)
        if leave is not None:
            return _leave(ctx, session, leave)
    raise NotFound(msg("No such request"), msg("There is no request {no} in this store.", no=no))


def _swap(ctx: Context, session: Session, row: SwapRow) -> RequestView:
    history = swap_rows.history(session, f"swap:{row.no}")
    shifts = roster_load.shift_rows(session)
    if not row.undecided:
        _require_swap(ctx, session, row)
        return RequestView(row, None, shifts, history)
    judged = judge(ctx, session, asked_of(row), row)
    asked = None
    if row.status is SwapStatus.OFFERED and ctx.actor.person_id == row.counterpart.person_id:
        asked = WaitsFor.SWAP_ANSWER
    elif row.status in _HALFWAY and open_sides(ctx, session, row, reference(session)):
        asked = WaitsFor.SWAP_CONSENT
    if asked is None:
        _require_swap(ctx, session, row)
    discretion = Discretion(ctx, session, permission.standing(ctx, session))
    return RequestView(
        row,
        None,
        shifts,
        history,
        asked,
        discretion.verdict(judged.verdict),
        cover_effect(session, _swap_moves(judged.facts, row), ctx.today()),
        {no: person.name for no, person in judged.people.items()},
    )


def _leave(ctx: Context, session: Session, row: LeaveRow) -> RequestView:
    history = swap_rows.history(session, f"leave:{row.no}")
    shifts = roster_load.shift_rows(session)
    judged = judge_leave(ctx, session, row)
    names = {no: person.name for no, person in judged.facts.people.items()}
    giving_up = next((one for one in cancelling.waiting(session) if one.leave_no == row.no), None)
    asked = _asked_of_leave(ctx, session, row, judged, giving_up)
    if asked is None:
        _require_leave(ctx, session, row)
    pending = row.status is LeaveStatus.PENDING
    more = -1 if pending else 1 if giving_up else 0
    return RequestView(
        None,
        row,
        shifts,
        history,
        asked,
        judged.verdict if pending else None,
        cover_effect(session, _leave_moves(judged.facts, row, more), ctx.today()),
        names,
        giving_up,
        judged.steps,
        asked is WaitsFor.LEAVE_STEP
        and judged.late
        and judged.open_step is late_step(judged.facts),
    )


def _asked_of_leave(
    ctx: Context,
    session: Session,
    row: LeaveRow,
    judged: JudgedLeave,
    giving_up: CancellationRow | None,
) -> WaitsFor | None:
    if giving_up is not None and ctx.actor.name in cancelling.decides(ctx, session, row):
        return WaitsFor.LEAVE_CANCELLING
    if row.status is LeaveStatus.PENDING and may_decide_now(ctx, session, judged):
        return WaitsFor.LEAVE_STEP
    return None


def _swap_moves(facts: SwapFacts, row: SwapRow) -> list[Move]:
    moves = []
    for side, giver in zip(SIDES, facts.parties, strict=True):
        party = row.side(side)
        other = row.counterpart if party is row.requester else row.requester
        if giver.given:
            moves.append(Move(party.person_id, party.gives_on, giver.given, -1))
            moves.append(Move(other.person_id, party.gives_on, giver.given, 1))
    return moves


def _leave_moves(facts: LeaveFacts, row: LeaveRow, more: int) -> list[Move]:
    """Nobody moves (`more` 0) where nothing is to be decided."""
    if not more:
        return []
    return [Move(row.person_id, shift.day, shift.shift.code, more) for shift in facts.covered]


def _require_swap(ctx: Context, session: Session, row: SwapRow) -> None:
    """CONF-1: the parties, and those who decide on swaps where one of them belongs."""
    parties = {row.requester.person_id, row.counterpart.person_id}
    _require(ctx, session, Action.DECIDE_SWAP, parties, {row.requester.no})


def _require_leave(ctx: Context, session: Session, row: LeaveRow) -> None:
    """CONF-1: whom it is for, who filed it, and those who decide on leave there."""
    _require(ctx, session, Action.DECIDE_LEAVE, {row.person_id}, {row.filed_by_no})


def _require(
    ctx: Context, session: Session, action: Action, people: set[int], numbers: set[str]
) -> None:
    if ctx.actor.person_id in people or ctx.actor.name in numbers:
        return
    mine, today = permission.standing(ctx, session), ctx.today()
    if not any(mine.may(action, place_of(session, person, today)) for person in people):
        raise permission.refusal(session, action, place_of(session, min(people), today))
