"""Taking an effective swap back, as the services judge it and whoever it concerns sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.reference import Reference, reference
from app.queries.requests.cover_effect import cover_effect
from app.queries.requests.decisions import history
from app.queries.requests.undecided import Moment
from app.queries.roster.load import shift_rows
from app.queries.swaps import rows, taking_back
from app.queries.swaps.rows import SwapRow
from app.queries.swaps.scene import Leg, request_scene
from app.queries.swaps.taking_back import TakingBackRow
from app.reading import permission
from app.reading.requests.discretion import Discretion
from app.reading.requests.view import RequestView
from app.reading.swaps.judging import Judged
from app.reading.swaps.moves import moves
from app.rules.facts import Swap as SwapFact
from app.rules.requests import RequestKind
from app.rules.swaps import swap_facts
from app.rules.taking_back import BackFacts, taking_back_verdict
from app.rules.turn import Turn
from app.rules.vocabulary import SwapStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBackView(RequestView):
    """An effective swap that one of its parties wants to take back."""

    row: SwapRow
    asking: TakingBackRow


def open_taking_back(ctx: Context, session: Session, no: str) -> TakingBackView | None:
    """The swap with this number, if somebody asks to take it back."""
    asking, row = taking_back.waiting_on(session, no), rows.swap(session, no)
    if asking is None or row is None:
        return None
    turn = turn_of(ctx, row, asking, reference(session))
    may_speak = turn.allows(ctx.actor.person_id)
    sight = permission.sight(ctx, session)
    if not may_speak:
        permission.require_swap(session, sight, row)
    judged = judge_back(ctx, session, row, asking)
    ref = RequestKind.TAKING_BACK.ref(no)
    return TakingBackView(
        ref=ref,
        status=asking.status,
        version=asking.version,
        filed_at=asking.filed_at,
        shifts=shift_rows(session),
        history=history(session, ref),
        asked=turn.word if may_speak else None,
        verdict=Discretion(session, sight).verdict(judged.verdict),
        cover=cover_effect(session, moves(judged.facts), ctx.today()),
        names={no: person.name for no, person in judged.people.items()},
        row=row,
        asking=asking,
    )


def turn_of(ctx: Context, row: SwapRow, asked: TakingBackRow, known: Reference) -> Turn:
    """Whose word is next today."""
    return taking_back.turn_of(known, row, asked, Moment(ctx.time, ctx.now()))


def judge_back(
    ctx: Context, session: Session, row: SwapRow, asked: TakingBackRow | None = None
) -> Judged:
    """The verdict on taking a swap back now. `asked`: the request, once there is one, with the
    consents that it has."""
    now, known = ctx.now(), reference(session)
    one, two = row.requester, row.counterpart
    scene = request_scene(
        session,
        ctx.time,
        known,
        Leg(one.person_id, two.gives_on),
        Leg(two.person_id, one.gives_on),
        row.no,
    )
    undone = SwapFact(
        no=row.no,
        filed_at=asked.filed_at if asked else now,
        requester=one.no,
        requester_date=two.gives_on,
        counterpart=two.no,
        counterpart_date=one.gives_on,
        status=SwapStatus.EFFECTIVE,
        requester_consent=asked.requester if asked else None,
        counterpart_consent=asked.counterpart if asked else None,
        effective_at=now,
    )
    found, policy = swap_facts(scene, undone, now), known.policies.at(now)
    starts = [party.given_start for party in found.parties if party.given_start]
    facts = BackFacts(
        found,
        min(starts, default=begins(ctx, row, known)),
        taking_back.later_swaps(session, row),
    )
    verdict = taking_back_verdict(facts, policy, scene.people)
    return Judged(found, policy, verdict, scene.people)


def begins(ctx: Context, row: SwapRow, known: Reference) -> datetime:
    """When the earlier of the two shifts starts, as far as the swap itself says."""
    return taking_back.begins(row, ctx.time, known.shifts)


def may_ask(ctx: Context, row: SwapRow, asked: TakingBackRow | None, known: Reference) -> bool:
    """Whether the actor may still ask to take this swap back."""
    return (
        row.status is SwapStatus.EFFECTIVE
        and asked is None
        and ctx.actor.person_id in row.parties
        and ctx.now() < begins(ctx, row, known)
    )


def may_withdraw_back(row: SwapRow, asked: TakingBackRow, person_id: int | None) -> bool:
    """Whoever asked, and once they agreed the other party too, may let the swap stand."""
    answered = asked.status is not SwapStatus.OFFERED
    return person_id in (row.parties if answered else (row.side(asked.side).person_id,))
