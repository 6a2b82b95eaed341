"""Eight processes at one log: one signature a side, no item lost; and what a kill leaves."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest
from sqlalchemy import func, select

from app.address import StoreAddress
from app.bootstrap import verify_store
from app.context import Context
from app.models import Handover, HandoverItem, HandoverNote, HandoverSeal, HandoverStep
from tests.factories import SmallCentre, as_it_stands, small_centre
from tests.services.handover.contest import (
    EVENING,
    PROCESSES,
    SIGNERS,
    Outcome,
    month_of_logs,
    raise_until_killed,
    sign_all,
    write_all,
)
from tests.services.handover.desk import log_of
from tests.store.writers import TIMES, processes, together

pytestmark = [pytest.mark.rule("HAND-3"), pytest.mark.rule("HAND-4")]

LOGS, ROUNDS, KILLS = (60, 400, 200) if TIMES > 1 else (5, 4, 6)
"""At leisure (DRILL_TIMES=10) 4,320 signatures are tried, 3,200 notes, as many items and about
as many closings, and 200 kills."""


@pytest.fixture
def month(store_address: StoreAddress, context: Context) -> SmallCentre:
    """The small centre on the first of November."""
    centre = small_centre(context)
    context.clock.now = EVENING  # type: ignore[attr-defined]
    return centre


def confirmed(told: list[Counter[Outcome]], action: str) -> Counter[str]:
    """What was done, by what it was done to."""
    every = sum(told, Counter[Outcome]())
    refused = {"Conflict", "NotAllowed", "NotFound", "BadInput", "StoreProblem", "RuleViolated"}
    return Counter(
        {what: n for (did, what), n in every.items() if did == action and what not in refused}
    )


def test_each_side_of_a_log_is_signed_once(month: SmallCentre, store_address: StoreAddress) -> None:
    keys = month_of_logs(month, LOGS)
    as_it_stands(month.context)
    people = [(no, month.people[no]) for no in SIGNERS]
    turned = [(people[at % 3 :] + people[: at % 3]) * 3 for at in range(PROCESSES)]
    told = together(store_address, sign_all, [(keys, turn) for turn in turned])
    with month.context.read() as session:
        numbers = session.scalars(select(Handover.handover_no)).all()
        both = session.scalars(
            select(Handover.id).where(Handover.incoming_id != Handover.outgoing_id)
        ).all()
        seals = session.scalar(select(func.count()).select_from(HandoverSeal))
    once = Counter(dict.fromkeys(numbers, 1))
    assert confirmed(told, "sign_out") == once
    assert confirmed(told, "sign_in") == once
    assert (len(both), seals) == (LOGS, 2 * LOGS)
    assert verify_store(store_address).whole


def test_no_note_and_no_item_is_lost_and_each_is_closed_once(
    month: SmallCentre, store_address: StoreAddress
) -> None:
    as_it_stands(month.context)
    key = log_of(month)
    people = [(no, month.people[no]) for no in ("1000", "2000")] * (PROCESSES // 2)
    told = together(store_address, write_all, [(key, one, ROUNDS) for one in people])
    with month.context.read() as session:
        items = session.scalars(select(HandoverItem.item_no)).all()
        notes = session.scalar(select(func.count()).select_from(HandoverNote))
        closed = session.scalars(
            select(HandoverItem.item_no).where(HandoverItem.closed_at.is_not(None))
        ).all()
        steps = session.scalar(select(func.count()).select_from(HandoverStep))
    assert confirmed(told, "raise").total() == len(items) == PROCESSES * ROUNDS
    assert confirmed(told, "note").total() == notes == PROCESSES * ROUNDS
    assert confirmed(told, "close") == Counter(dict.fromkeys(closed, 1))
    assert steps == len(closed)
    assert verify_store(store_address).whole


def test_a_kill_loses_nothing_that_was_confirmed(
    month: SmallCentre, store_address: StoreAddress
) -> None:
    as_it_stands(month.context)
    chance, known = random.Random(8), set[str]()
    for _ in range(KILLS):
        known |= killed(month, store_address, chance)
    with month.context.read() as session:
        stands = set(session.scalars(select(HandoverItem.item_no)))
    assert known <= stands
    assert verify_store(store_address).whole


def killed(month: SmallCentre, address: StoreAddress, chance: random.Random) -> set[str]:
    """Run a writer and kill it within a few milliseconds of a commit; what it confirmed."""
    context = processes()
    ours, theirs = context.Pipe(duplex=False)
    person = ("1000", month.people["1000"])
    process = context.Process(
        target=raise_until_killed, args=(address, log_of(month), person, theirs)
    )
    process.start()
    theirs.close()
    told = {ours.recv() for _ in range(chance.randrange(1, 6))}
    time.sleep(chance.random() * 0.01)
    process.kill()
    process.join()
    while ours.poll():
        try:
            told.add(ours.recv())
        except EOFError:
            break
    ours.close()
    return told
