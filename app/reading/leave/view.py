"""One leave as it is shown: before it is filed, and with everything that was decided on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.queries.leave import rows
from app.queries.leave.counting import balance_of, days_counted, taken_by
from app.queries.leave.giving_up import CancellationRow, waiting_on
from app.queries.leave.kinds import own_kind_details
from app.queries.leave.rows import LeaveRow
from app.queries.requests.cover_effect import CoverEffect, cover_effect
from app.queries.requests.decisions import DecisionRow, history
from app.queries.roster.grid import person_month
from app.queries.roster.rows import PersonDay
from app.queries.swaps.rows import swaps_of
from app.reading import permission
from app.reading.leave.certificates import CertificateRow, certificates_of, may_hand_in
from app.reading.leave.judging import JudgedLeave, Wish, judge_leave, judge_wish
from app.reading.leave.moves import moves_of
from app.reading.requests.discretion import Discretion
from app.rules.balances import DaysLeft
from app.rules.facts import Post
from app.rules.leave import asks_circumstances, late_step
from app.rules.leave_verdict import deciders
from app.rules.permissions import Action
from app.rules.requests import RequestKind
from app.rules.verdict import Verdict
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, msg


class StepState(Enum):
    """Where a step of a chain stands."""

    DONE = "done"
    OPEN = "open"
    LATER = "later"
    DECLINED = "declined"
    SKIPPED = "skipped"
    """Nobody decided it: the request ended before."""


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step: who decided it and when, or who may."""

    step: LeaveStepKind
    state: StepState
    who: tuple[str, ...]
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A leave that would be filed now. `balance`: of its kind; None: it has none, or is not the
    actor's. `counted`: the days that it would take of it, `back`: what it gives back of a changed
    one."""

    verdict: Verdict
    names: Mapping[str, str]
    chain: tuple[ChainStep, ...]
    effect: CoverEffect
    days: int
    run_days: int
    balance: DaysLeft | None
    counted: int
    back: int
    asks_circumstances: bool
    """Whether a night or a holiday is among the days (LEAVE-6, LEAVE-7)."""
    offered: tuple[str, ...]
    """Undecided swaps of the person with a shift of these days (SWAP-7)."""
    among: tuple[PersonDay, ...]
    """The days as they are rostered, of one's own leave."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One filed leave, as far as the actor may see it.

    `certificates` is None for whoever may not see them; `verdict` None once it is decided.
    """

    row: LeaveRow
    kind: str
    """The name of a kind of the centre's own, else its code."""
    place: str
    """Department and team of the person, by the post of the day of filing."""
    names: Mapping[str, str]
    chain: tuple[ChainStep, ...]
    verdict: Verdict | None
    effect: CoverEffect
    history: Sequence[DecisionRow]
    certificates: Sequence[CertificateRow] | None
    certificate_due: date | None
    giving_up: CancellationRow | None
    decides: bool
    accepts_late: bool
    decides_giving_up: bool
    withdraws: bool
    gives_up: bool


def preview(ctx: Context, wish: Wish) -> Preview:
    """The verdict on a wish, the chain with its names, and what it does to cover.

    NotAllowed for somebody whom the actor may not see; only one's own balance is told, and other
    leaves only to those who may see them.
    """
    with ctx.read() as session:
        permission.require_for(ctx, session, Action.SEE_PEOPLE, wish.person_id)
        judged = judge_wish(ctx, session, wish)
        seen = permission.sight(ctx, session)
        kinds = {kind.code: kind for kind in own_kind_details(session)}
        own = wish.person_id == ctx.actor.person_id
        counted = own and wish.kind in kinds and kinds[wish.kind].has_balance
        days = (wish.last - wish.first).days + 1
        return Preview(
            verdict=Discretion(session, seen).verdict(judged.verdict),
            names=_names(judged),
            chain=chain_of(judged),
            effect=cover_effect(
                session,
                moves_of(ctx, session, judged, wish.person_id, -1, replaces=wish.replaces_no),
                ctx.today(),
            ),
            days=days,
            run_days=judged.facts.run_days if seen.leaves_of(wish.person_id) else days,
            balance=balance_of(session, wish.person_id, wish.kind, ctx.today())
            if counted
            else None,
            counted=days_counted(session, wish.person_id, wish.kind, wish.first, wish.last),
            back=taken_by(session, wish.person_id, wish.kind, wish.replaces_no) if counted else 0,
            asks_circumstances=asks_circumstances(judged.facts),
            offered=_offered(session, wish) if own else (),
            among=_among(ctx, session, wish) if own else (),
        )


def _among(ctx: Context, session: Session, wish: Wish) -> tuple[PersonDay, ...]:
    month = person_month(session, ctx.actor.name, wish.first, wish.last, ctx.today())
    return month.days if month is not None else ()


def _offered(session: Session, wish: Wish) -> tuple[str, ...]:
    return tuple(
        row.no
        for row in swaps_of(session, wish.person_id)
        if row.undecided and any(wish.first <= day <= wish.last for _giver, day in row.legs)
    )


def detail(ctx: Context, no: str) -> Detail:
    """The leave with this number. Raises NotFound, or NotAllowed for whom it does not concern."""
    with ctx.read() as session:
        row = rows.leave(session, no)
        if row is None:
            raise NotFound(
                msg("No such leave"), msg("There is no leave {no} in this store.", no=no)
            )
        closed = not may_hand_in(ctx, session, row)
        if closed:
            _require_sight(ctx, session, row)
        found = _detail(ctx, session, row)
    return found if closed else replace(found, certificates=certificates_of(ctx, no))


def _detail(ctx: Context, session: Session, row: LeaveRow) -> Detail:
    judged = judge_leave(ctx, session, row)
    pending = row.status is LeaveStatus.PENDING
    asked = waiting_on(session, row.no)
    me = ctx.actor.person_id
    mine = me == row.person_id
    decides = judged.turn.allows(me)
    kinds = {kind.code: kind.name for kind in own_kind_details(session)}
    moves = (
        moves_of(ctx, session, judged, row.person_id, -1, no=row.no, replaces=row.replaces_no)
        if pending
        else []
    )
    return Detail(
        row=row,
        kind=kinds.get(row.kind, row.kind),
        place=_place(judged.facts.applicant),
        names=_names(judged),
        chain=chain_of(judged, row),
        verdict=judged.verdict if pending else None,
        effect=cover_effect(session, moves, ctx.today()),
        history=history(session, RequestKind.LEAVE.ref(row.no)),
        certificates=None,
        certificate_due=row.certificate_due,
        giving_up=asked,
        decides=decides,
        accepts_late=decides and judged.late and judged.open_step is late_step(judged.facts),
        decides_giving_up=asked is not None and judged.giving_up_turn.allows(me),
        withdraws=pending and (mine or ctx.actor.name == row.filed_by_no),
        gives_up=mine
        and row.status is LeaveStatus.APPROVED
        and row.last >= ctx.today()
        and asked is None,
    )


def _require_sight(ctx: Context, session: Session, row: LeaveRow) -> None:
    """CONF-1: beyond the chain, those who may see the register of the person's place."""
    filed_on = ctx.time.local_date(row.filed_at)
    permission.require_leave(session, permission.sight(ctx, session), row, filed_on)


def _place(post: Post) -> str:
    return " / ".join(part for part in (post.department, post.team) if part)


def _names(judged: JudgedLeave) -> dict[str, str]:
    return {no: person.name for no, person in judged.facts.people.items()}


def chain_of(judged: JudgedLeave, row: LeaveRow | None = None) -> tuple[ChainStep, ...]:
    """The steps of LEAVE-1 with who decided each, or who may; `row` None: not yet filed."""
    done = {step.step: step for step in row.steps if step.at is not None} if row else {}
    status = row.status if row else LeaveStatus.PENDING
    chain = []
    for step in judged.steps:
        if step in done:
            who = (done[step].by_name or done[step].by_no,)
            chain.append(ChainStep(step, StepState.DONE, who, done[step].at))
        else:
            names = tuple(person.name for person in deciders(judged.facts, step))
            chain.append(ChainStep(step, _state(judged, step, status), names))
    return tuple(chain)


def _state(judged: JudgedLeave, step: LeaveStepKind, status: LeaveStatus) -> StepState:
    is_next = step is judged.open_step
    if status is LeaveStatus.PENDING:
        return StepState.OPEN if is_next else StepState.LATER
    return StepState.DECLINED if status is LeaveStatus.DECLINED and is_next else StepState.SKIPPED
