"""Decisions on a server: what eight processes can break, how many they take, what one costs."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select

from app.address import ServerAddress
from app.bootstrap import verify_store
from app.context import Context
from app.models import LeaveStep, Swap, SwapConsent
from app.queries import facts
from app.rules.check import check
from app.rules.swap_states import HOLDING
from app.rules.vocabulary import SwapStatus
from benchmarks import approvals
from benchmarks.desks_bench import Bench, Row, at_least, at_most, exactly, opened
from tests.factories import as_it_stands
from tests.services.requests.contest import PROCESSES, Tally, Try, contest
from tests.services.requests.crowd import ALONE, CONSECUTIVE, DOUBLE, LIMIT, Case, crowd, leaves
from tests.services.requests.test_races import requests
from tests.store.server.test_sending import GOAL, Traced

TOLD = {"decided", "Conflict", "RuleViolated", "NotAllowed"}
"""What somebody may be told who decides while others do."""


def races(bench: Bench) -> Iterator[Row]:
    """Everybody decides on everything at once. A raw error of the driver ends its process, and
    with it the benchmark."""
    broken, odd = Counter[str](), Counter[str]()
    attempts = 0
    for name in ("limit", "consecutive", "double", "sides", "leave"):
        address = bench.store()
        with opened(address) as context:
            tries, violations = _staged(context, name, bench.attempts // PROCESSES)
            as_it_stands(context)
            tally = _race(address, tries)
            attempts += tally.attempts
            broken[name] = violations(context) + _faults(context, address)
            odd.update({told: n for told, n in tally.outcomes.items() if told not in TOLD})
        bench.drop(address)
    told = f" {dict(+broken)}" if +broken else f" of {len(broken)} kinds"
    yield exactly(f"violations in {attempts:,} attempts", 0, broken.total(), told)
    yield exactly("told neither yes nor no", 0, odd.total(), f" {dict(odd)}" if odd else "")


def _staged(context: Context, name: str, requests_: int) -> tuple[list[Try], Any]:
    """What is tried, and what counts the violations afterwards."""
    if name == "leave":
        centre = leaves(context, requests_)
        who = ("1000", centre.people["1000"])
        with context.read() as session:
            numbers = [one.no for one in facts.leaves(session)]
        return [Try("leave", no, *who, 1) for no in numbers], _twice_decided
    if name == "sides":
        centre = crowd(context, ALONE, requests_ // 4, SwapStatus.AGREED, teams="AB")
        by = ("1000", "2000", "0002", "0002")
        return requests(context, "swap", centre, by=by), _wrongly_signed
    case: Case = {"limit": LIMIT, "consecutive": CONSECUTIVE, "double": DOUBLE}[name]
    status = SwapStatus.OFFERED if case is LIMIT else SwapStatus.AGREED
    centre = crowd(context, case, requests_ // len(case.asks), status)
    kind, allowed, states = ("agree", 2, HOLDING) if case is LIMIT else ("swap", 1, _EFFECTIVE)
    return requests(context, kind, centre), _Held(allowed, states)


_EFFECTIVE = (SwapStatus.EFFECTIVE,)


class _Held:
    """How many have other than `allowed` swaps in one of these states."""

    def __init__(self, allowed: int, states: Sequence[SwapStatus]) -> None:
        self._allowed, self._states = allowed, states

    def __call__(self, context: Context) -> int:
        with context.read() as session:
            everybody = set(session.scalars(select(Swap.requester_id)))
            held = Counter(
                session.scalars(select(Swap.requester_id).where(Swap.status.in_(self._states)))
            )
        return sum(held[person] != self._allowed for person in everybody)


_SIGNED = {SwapStatus.EFFECTIVE: 2, SwapStatus.PART_APPROVED: 1, SwapStatus.AGREED: 0}
"""How many sides have agreed. Who was second has seen less than stands there and is told so."""


def _wrongly_signed(context: Context) -> int:
    with context.read() as session:
        consents = Counter(session.scalars(select(SwapConsent.swap_id)))
        swaps = session.execute(select(Swap.id, Swap.status)).all()
        return sum(consents[key] != _SIGNED.get(status) for key, status in swaps)


def _twice_decided(context: Context) -> int:
    with context.read() as session:
        steps = session.scalar(select(func.count()).select_from(LeaveStep)) or 0
        return abs(steps - len(facts.leaves(session)))


def _faults(context: Context, address: ServerAddress) -> int:
    """What the rules and the trail find afterwards."""
    with context.read() as session:
        centre, policies = facts.centre(session), facts.policies(session)
    found = check(centre, policies, context.time, context.now())
    return len(found) + len(verify_store(address).faults)


def _race(address: ServerAddress, tries: Sequence[Try]) -> Tally:
    chance = random.Random(20261127)
    return contest(address, [chance.sample(tries, len(tries)) for _ in range(PROCESSES)])


def rates(bench: Bench) -> Iterator[Row]:
    """Each request is decided once; as many bare writes (`Context.write` of one row) before."""
    for name, stage, goal in (
        ("approvals by 8 / bare writes", approvals.swaps, 0.25),
        ("leave steps by 8 / bare writes", approvals.steps, 0.5),
    ):
        address = bench.store()
        approvals.COUNT = bench.attempts
        with opened(address) as context:
            tries = stage(context)
        tally = contest(address, [tries[n::PROCESSES] for n in range(PROCESSES)])
        assert tally.decided == len(tries), tally.outcomes
        told = f" ({tally.rate:.0f}/s, {tally.bare_rate:.0f}/s)"
        yield at_least(name, goal, tally.rate / tally.bare_rate, told)
        bench.drop(address)


def round_trips(bench: Bench) -> Iterator[Row]:
    """As a libpq trace of the writer's connection has them, once every statement is prepared."""
    address = bench.store()
    with opened(address) as context:
        approvals.COUNT = 20
        tries = approvals.swaps(context)
        found = [_traced(context, each) for each in tries][-1]
    yield at_most("round trips of an approval", GOAL, found)
    bench.drop(address)


def _traced(context: Context, each: Try) -> int:
    from tests.services.requests.contest import _once

    with Traced(context) as traced:
        assert _once(context, each) == "decided"
    return traced.round_trips
