"""What the swap rules say of a swap that is wished for, or filed, as things stand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.reference import Reference, reference
from app.queries.swaps import turns
from app.queries.swaps.rows import SwapRow
from app.queries.swaps.scene import Leg, request_scene
from app.rules.facts import Person
from app.rules.facts import Swap as SwapFact
from app.rules.policy import Policy
from app.rules.swap_states import CONSENTING
from app.rules.swap_verdict import swap_verdict
from app.rules.swaps import SwapFacts, swap_facts
from app.rules.turn import Turn
from app.rules.verdict import Verdict
from app.rules.vocabulary import SwapStatus


@dataclass(frozen=True, slots=True)
class Asked:
    """A swap as somebody would ask for it: person ids, and the date that each gives away."""

    requester_id: int
    gives: date
    counterpart_id: int
    takes: date


@dataclass(frozen=True, slots=True)
class Judged:
    """A request with what it was judged by, and the verdict."""

    facts: SwapFacts
    policy: Policy
    verdict: Verdict
    people: Mapping[str, Person]
    """By number: the parties, and all who may consent."""


def judge(
    ctx: Context,
    session: Session,
    asked: Asked,
    row: SwapRow | None = None,
    known: Reference | None = None,
) -> Judged:
    """The verdict on a swap if it took effect now. `row`: the request, once there is one, with
    the consents that it has; `known`: what this transaction has for reference already."""
    now, known = ctx.now(), known or reference(session)
    one, two = Leg(asked.requester_id, asked.gives), Leg(asked.counterpart_id, asked.takes)
    no, agreed = (row.no, row.status in CONSENTING) if row else ("", False)
    scene = request_scene(session, ctx.time, known, one, two, no, agreed=agreed)
    swap = SwapFact(
        no=no,
        filed_at=row.filed_at if row else now,
        requester=known.number(one.person_id),
        requester_date=one.gives_on,
        counterpart=known.number(two.person_id),
        counterpart_date=two.gives_on,
        status=SwapStatus.EFFECTIVE,
        requester_consent=row.requester.consent if row else None,
        counterpart_consent=row.counterpart.consent if row else None,
        effective_at=now,
    )
    bound = (row.requester.shift, row.counterpart.shift) if row else ("", "")
    found, policy = swap_facts(scene, swap, now, bound), known.policies.at(now)
    return Judged(found, policy, swap_verdict(found, policy, scene.people), scene.people)


def asked_of(row: SwapRow) -> Asked:
    """What a filed request asks."""
    one, two = row.requester, row.counterpart
    return Asked(one.person_id, one.gives_on, two.person_id, two.gives_on)


def turn_of(ctx: Context, row: SwapRow, known: Reference) -> Turn:
    """Whose word is next on a request today."""
    return turns.turn_of(known, row, ctx.today())


def may_withdraw(row: SwapRow, person_id: int | None) -> bool:
    """Whoever asked, and once they agreed the counterpart too, may still step back."""
    answered = row.status is not SwapStatus.OFFERED
    return person_id in (row.parties if answered else row.parties[:1])
