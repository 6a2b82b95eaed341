"""What the swap rules say of a swap that is wished for, or filed, as things stand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries import facts as fact_rows
from app.queries.swap_scene import approvers, ids, swap_scene
from app.queries.swaps import SwapRow
from app.rules.facts import Person, Signature
from app.rules.facts import Swap as SwapFact
from app.rules.policy import Policy
from app.rules.swap_verdict import swap_verdict
from app.rules.swaps import SwapFacts, SwapScene, swap_facts
from app.rules.verdict import Verdict
from app.rules.vocabulary import Side, SwapStatus


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
    scene: SwapScene

    @property
    def people(self) -> Mapping[str, Person]:
        """By number: the parties, and all who may consent."""
        return self.scene.people


def judge(ctx: Context, session: Session, asked: Asked, row: SwapRow | None = None) -> Judged:
    """The verdict on a swap if it took effect now. `row`: the request, once there is one."""
    parties = (asked.requester_id, asked.counterpart_id)
    scene = swap_scene(
        session,
        ctx.time,
        parties,
        signers=approvers(session, parties),
        besides=row.no if row else "",
    )
    policy = fact_rows.policies(session).at(ctx.now())
    return _judged(ctx, scene, policy, asked, row, ids(session, parties))


def judged_again(ctx: Context, judged: Judged, row: SwapRow) -> Judged:
    """The same state once more, with the consents that `row` has by now."""
    numbers = {party.no: party.person_id for party in (row.requester, row.counterpart)}
    return _judged(ctx, judged.scene, judged.policy, asked_of(row), row, numbers)


def asked_of(row: SwapRow) -> Asked:
    """What a filed request asks."""
    one, two = row.requester, row.counterpart
    return Asked(one.person_id, one.gives_on, two.person_id, two.gives_on)


def _judged(
    ctx: Context,
    scene: SwapScene,
    policy: Policy,
    asked: Asked,
    row: SwapRow | None,
    numbers: Mapping[str, int],
) -> Judged:
    no_of = {key: no for no, key in numbers.items()}
    swap = SwapFact(
        no=row.no if row else "",
        filed_at=row.filed_at if row else ctx.now(),
        requester=no_of[asked.requester_id],
        requester_date=asked.gives,
        counterpart=no_of[asked.counterpart_id],
        counterpart_date=asked.takes,
        status=SwapStatus.EFFECTIVE,
        requester_consent=_consent(row, Side.REQUESTER),
        counterpart_consent=_consent(row, Side.COUNTERPART),
        effective_at=ctx.now(),
    )
    found = swap_facts(scene, swap, ctx.now())
    return Judged(found, policy, swap_verdict(found, policy, scene.people), scene)


def _consent(row: SwapRow | None, side: Side) -> Signature | None:
    party = row.side(side) if row else None
    if party is None or not party.consent_by or party.consent_at is None:
        return None
    return Signature(party.consent_by, party.consent_at)
