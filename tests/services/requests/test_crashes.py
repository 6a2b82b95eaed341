"""Somebody who files and decides is killed at any moment: what was confirmed is there, whole."""

from __future__ import annotations

import random
import time
from collections import Counter
from contextlib import closing
from datetime import date
from multiprocessing.connection import Connection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bootstrap import open_store, verify_store
from app.context import Actor, Context
from app.models import AuditEntry, Decision
from app.queries import facts
from app.queries.known import ids
from app.rules.check import check
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.swaps import requests as swaps
from app.store.places import Named
from tests.conftest import KEEPER
from tests.factories import TestClock, as_it_stands
from tests.services.requests.crowd import ALONE, Case, crowd
from tests.store.writers import TIMES, processes

KILLS = 200 if TIMES > 1 else 16
"""At leisure (DRILL_TIMES), and in the gate."""
SWAPPED, AWAY = date(2026, 11, 3), date(2026, 11, 20)


def decide_until_killed(named: Named, people: dict[str, int], told: Connection) -> None:
    """Take one pair of agents after another through a swap and a leave; tell each request's
    number whenever a service has returned."""
    context = open_store(named, KEEPER, TestClock())
    agents = sorted(no for no in people if no >= "5")
    with context.read() as session:
        begun = len(facts.swaps(session))

    def acting(no: str) -> Context:
        return context.acting_as(Actor(no, people[no]))

    for one, two in zip(agents[2 * begun :: 2], agents[2 * begun + 1 :: 2], strict=True):
        no = swaps.file_swap(acting(one), people[two], SWAPPED, SWAPPED)
        told.send(f"swap:{no}")
        swaps.agree(acting(two), no, 1)
        told.send(f"swap:{no}")
        swaps.approve(acting("1000"), no, 2)
        told.send(f"swap:{no}")
        wish = Wish(people[one], "personal", AWAY, AWAY, reason="家中有事")
        no = leave.file_leave(acting(one), wish)
        told.send(f"leave:{no}")
        for version, by in enumerate(("1000", "0002"), start=1):
            leave.approve_step(acting(by), no, version)
            told.send(f"leave:{no}")


def killed(named: Named, people: dict[str, int], chance: random.Random) -> list[str]:
    """Run the decider and kill it within a few milliseconds of a confirmation; what it told."""
    context = processes()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=decide_until_killed, args=(named, people, theirs))
    process.start()
    theirs.close()
    told = [ours.recv() for _ in range(chance.randrange(1, 8))]
    time.sleep(chance.random() * 0.03)
    process.kill()
    process.join()
    while ours.poll():
        try:
            told.append(ours.recv())
        except EOFError:
            break
    ours.close()
    return told


def steps_of(session: Session) -> Counter[str]:
    """Request -> its steps done, by its state; each agrees with its ledger and its audit."""
    done: Counter[str] = Counter()
    for swap in facts.swaps(session):
        states = (SwapStatus.OFFERED, SwapStatus.AGREED, SwapStatus.EFFECTIVE)
        done[f"swap:{swap.no}"] = 1 + states.index(swap.status)
        effective = swap.status is SwapStatus.EFFECTIVE
        consents = (swap.requester_consent, swap.counterpart_consent)
        assert [consent is not None for consent in consents] == [effective] * 2
        assert (swap.effective_at is not None) is effective
    for row in facts.leaves(session):
        signed = [row.leader is not None, row.head is not None]
        done[f"leave:{row.no}"] = 1 + sum(signed)
        assert (row.status is LeaveStatus.APPROVED) is all(signed)
    ledger = Counter(session.scalars(select(Decision.request)))
    audited = Counter(session.scalars(select(AuditEntry.subject)))
    for request, count in done.items():
        whole = 4 if request.startswith("swap:") and count == 3 else count
        assert ledger[request] == whole, f"{request}: half a decision"
        assert audited[request] == count, f"{request}: half a decision"
    return done


def test_kills_lose_no_decision_that_was_confirmed_and_leave_none_half_done(
    context: Context,
) -> None:
    crowd(context, Case(ALONE.work, ()), 8 * KILLS, SwapStatus.OFFERED)
    as_it_stands(context)
    with context.read() as session:
        people = ids(session, numbers=list(facts.persons(session)))
    named = context.store.address
    chance, confirmed = random.Random(20261124), Counter[str]()
    for kill in range(KILLS):
        confirmed.update(killed(named, people, chance))
        opened = open_store(named, KEEPER, TestClock())
        with closing(opened.store), opened.read() as session:
            done = steps_of(session)
        assert all(done[request] >= count for request, count in confirmed.items())
        assert done.total() <= confirmed.total() + kill + 1, "only the last one may be unconfirmed"
        if kill % 20 == 0:
            assert verify_store(named).whole
    assert confirmed.total() >= KILLS
    assert verify_store(named).whole
    with context.read() as session:
        found = check(facts.centre(session), facts.policies(session), context.time, context.now())
    assert found == []
