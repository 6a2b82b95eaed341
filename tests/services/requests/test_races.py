"""Eight processes decide at once on one store: no limit is overrun, no step decided twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.bootstrap import verify_store
from app.context import Context
from app.models import Decision, LeaveStep, Person, Swap, SwapConsent
from app.queries import facts
from app.rules.check import check
from app.rules.swap_states import HOLDING
from app.rules.vocabulary import SwapStatus
from tests.factories import SmallCentre, as_it_stands
from tests.services.requests.contest import PROCESSES, Tally, Try, contest
from tests.services.requests.crowd import ALONE, CONSECUTIVE, DOUBLE, LIMIT, Case, crowd, leaves
from tests.store.writers import TIMES

REQUESTS = 400 if TIMES > 1 else 24
"""Each is decided by all processes: 3,200 attempts at leisure, 192 in the gate."""


def race(centre: SmallCentre, tries: Sequence[Try]) -> Tally:
    """All processes try all of it, each in an order of its own."""
    chance = random.Random(20261124)
    shares = [chance.sample(tries, len(tries)) for _ in range(PROCESSES)]
    tally = contest(as_it_stands(centre.context).store.address, shares)
    print(tally)
    assert tally.attempts == PROCESSES * len(tries)
    assert set(tally.outcomes) <= {"decided", "Conflict", "RuleViolated", "NotAllowed"}
    return tally


def clean(context: Context) -> None:
    with context.read() as session:
        centre, policies = facts.centre(session), facts.policies(session)
        steps = session.execute(
            select(Decision.request, Decision.step, func.count()).group_by(
                Decision.request, Decision.step
            )
        ).all()
    assert check(centre, policies, context.time, context.now()) == []
    assert all(count == 1 for _request, _step, count in steps)
    assert verify_store(context.store.address).whole


def requests(
    context: Context, kind: str, centre: SmallCentre, by: Sequence[str] = ("0002",)
) -> list[Try]:
    """Every swap, to be agreed to by its counterpart or approved by each of `by` (numbers)."""
    with context.read() as session:
        rows = session.execute(select(Swap.swap_no, Swap.counterpart_id, Swap.version)).all()
        numbers = dict(session.execute(select(Person.id, Person.employee_no)).all())
    approvers = [(no, centre.people[no]) for no in by]
    return [
        Try(kind, no, *who, version)
        for no, other, version in rows
        for who in ([(numbers[other], other)] if kind == "agree" else approvers)
    ]


def held(context: Context, states: Sequence[SwapStatus]) -> Counter[int]:
    """How many swaps of each asker are in one of `states`."""
    with context.read() as session:
        return Counter(session.scalars(select(Swap.requester_id).where(Swap.status.in_(states))))


def test_the_monthly_limit_holds_when_eight_agree_at_once(context: Context) -> None:
    cases = REQUESTS // len(LIMIT.asks)
    centre = crowd(context, LIMIT, cases, SwapStatus.OFFERED)
    tally = race(centre, requests(context, "agree", centre))
    assert set(held(context, HOLDING).values()) == {2}
    assert tally.decided == 2 * cases
    clean(context)


@pytest.mark.parametrize("case", [CONSECUTIVE, DOUBLE], ids=["consecutive", "double"])
def test_of_two_swaps_that_exclude_each_other_one_takes_effect(
    context: Context, case: Case
) -> None:
    cases = REQUESTS // len(case.asks)
    centre = crowd(context, case, cases, SwapStatus.AGREED)
    tally = race(centre, requests(context, "swap", centre))
    assert held(context, [SwapStatus.EFFECTIVE]) == Counter(
        dict.fromkeys(held(context, list(SwapStatus)), 1)
    )
    assert tally.decided == cases
    with context.read() as session:
        assert session.scalar(select(func.count()).select_from(SwapConsent)) == 2 * cases
    clean(context)


def test_a_side_of_a_swap_is_consented_to_once_by_leader_or_head(context: Context) -> None:
    """The leader of the requester's team, that of the counterpart's and the head of both: the
    first to come is heard, and whoever saw what stood before is told that it stands no more."""
    centre = crowd(context, ALONE, REQUESTS // 4, SwapStatus.AGREED, teams="AB")
    tries = requests(context, "swap", centre, by=("1000", "2000", "0002", "0002"))
    for tally in (race(centre, tries), race(centre, _seen_again(context, tries))):
        assert tally.outcomes["RuleViolated"] == 0
    with context.read() as session:
        consents = Counter(session.scalars(select(SwapConsent.swap_id)))
        states = Counter(session.scalars(select(Swap.status)))
        written = session.scalar(
            select(func.count()).select_from(Decision).where(Decision.step.like("consent.%"))
        )
    assert states == {SwapStatus.EFFECTIVE: REQUESTS // 4}
    assert set(consents.values()) == {2}
    assert written == consents.total()
    clean(context)


def _seen_again(context: Context, tries: Sequence[Try]) -> list[Try]:
    """The same attempts on the versions that stand now."""
    with context.read() as session:
        now = dict(session.execute(select(Swap.swap_no, Swap.version)).all())
    return [replace(each, version=now[each.no]) for each in tries]


def test_a_step_of_a_leave_is_decided_once_whoever_is_fastest(context: Context) -> None:
    centre = leaves(context, REQUESTS)
    leader = ("1000", centre.people["1000"])
    with context.read() as session:
        numbers = [leave.no for leave in facts.leaves(session)]
    tally = race(centre, [Try("leave", no, *leader, 1) for no in numbers])
    assert tally.decided == REQUESTS
    with context.read() as session:
        assert session.scalar(select(func.count()).select_from(LeaveStep)) == REQUESTS
    clean(context)
