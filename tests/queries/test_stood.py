"""Which swaps were in effect at an instant, and what was worked by them, is said by one function:
the look back shows what the roster showed then, and the swap's own file tells of the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random

import pytest

from app.errors import AppError
from app.queries import facts
from app.queries.requests.decisions import history
from app.queries.roster.stood import stood
from app.queries.swaps import rows
from app.queries.swaps.taking_back import waiting_on
from app.queries.work import worked
from app.reading.findings import findings_for
from app.reading.what_if.time_machine import Held, past
from app.rules.edits import CellChange
from app.rules.requests import RequestKind
from app.rules.turn import Word
from app.rules.vocabulary import SwapStatus
from app.rules.work import in_effect_at
from app.services.keeping.policy import set_value
from app.services.requests.deciding import Reply
from app.services.roster.editing import edit_published
from app.services.swaps import requests as swaps
from app.services.swaps.taking_back import ask_back, decide
from tests.factories import NOW, SmallCentre, TestClock
from tests.services.requests.test_swaps import acting, effective
from tests.store.writers import TIMES

pytestmark = pytest.mark.rule("SWAP-11")
FIRST, LAST = date(2026, 10, 17), date(2026, 10, 26)
AGENTS = ("1001", "1002", "1003", "1004", "2001", "2002", "2003", "2004")
Roster = Mapping[str, Mapping[date, str]]


def take_back(centre: SmallCentre, no: str) -> None:
    with centre.context.read() as session:
        row = rows.swap(session, no)
    assert row is not None
    ask_back(acting(centre, row.requester.no), no, row.version, "家里的事取消了")
    for by, word in ((row.counterpart.no, Word.ANSWER), ("0002", Word.CONSENT)):
        with centre.context.read() as session:
            asked = waiting_on(session, no)
        assert asked is not None
        decide(acting(centre, by), no, Reply(word, asked.version, yes=True))


def by_hand(centre: SmallCentre, chance: Random) -> None:
    """A shift of the published roster becomes another."""
    change = CellChange(
        chance.choice(AGENTS), FIRST + timedelta(chance.randrange(10)), chance.choice("ELN")
    )
    edit_published(acting(centre, "0002"), [change], "人手不足")


def something(centre: SmallCentre, chance: Random, done: list[str]) -> None:
    """What the rules do not allow is not done."""
    act = chance.random()
    if act < 0.3 and done:
        take_back(centre, chance.choice(done))
    elif act < 0.33:
        by_hand(centre, chance)
    else:
        one, other = chance.sample(AGENTS, 2)
        day = FIRST + timedelta(chance.randrange(10))
        no = swaps.file_swap(acting(centre, one), centre.people[other], day, day)
        swaps.agree(acting(centre, other), no, 1)
        swaps.approve(acting(centre, "0002"), no, 2)
        done.append(no)


def seen(centre: SmallCentre) -> tuple[Roster, set[str]]:
    """What is worked now, and the swaps that hold."""
    with centre.context.read() as session:
        ledger = worked(session, [*centre.people.values()], FIRST, LAST)
        held = {one.no for one in facts.swaps(session) if one.status is SwapStatus.EFFECTIVE}
    return shown({no: ledger.shifts(no) for no in AGENTS}), held


def shown(roster: Roster) -> Roster:
    return {
        no: {day: code for day, code in days.items() if FIRST <= day <= LAST}
        for no, days in roster.items()
    }


def told_by_the_file(centre: SmallCentre, no: str, instant: datetime) -> bool:
    """Whether the swap's file has it in effect: both sides' consents, and not yet those to take
    it back."""
    with centre.context.read() as session:
        steps = history(session, RequestKind.SWAP.ref(no))
    done = [step.step for step in steps if step.at <= instant]
    agreed = {step for step in done if step.startswith("consent.")}
    undone = {step.split(".", 2)[2] for step in done if step.startswith("back.")}
    both = {"consent.requester", "consent.counterpart"}
    return both <= agreed and not both <= undone


@pytest.mark.parametrize("seed", range(2 * TIMES))
def test_looked_back_at_each_instant_is_as_it_was_seen_then(
    centre: SmallCentre, clock: TestClock, seed: int
) -> None:
    chance, done, was = Random(seed), list[str](), dict[datetime, tuple[Roster, set[str]]]()
    set_value(acting(centre, "0002"), "swap_monthly_limit", 9, "试一试")
    for _act in range(80):
        clock.pass_by(minutes=7)
        try:
            something(centre, chance, done)
        except AppError:
            continue
        was[clock.now] = seen(centre)
    with centre.context.read() as session:
        register, everybody = facts.swaps(session), [*centre.people.values()]
        for instant, (roster, held) in was.items():
            ledger = stood(session, everybody, FIRST, LAST, instant)
            assert shown({no: ledger.shifts(no) for no in AGENTS}) == roster
            assert {one.no for one in in_effect_at(register, instant)} == held
            one = chance.choice(AGENTS)
            alone = stood(session, [centre.people[one]], FIRST, LAST, instant)
            assert shown({one: alone.shifts(one)}) == {one: roster[one]}
            assert {no for no in done if told_by_the_file(centre, no, instant)} == held
    assert any(one.taken_back_at for one in register)


def test_the_file_of_a_swap_taken_back_tells_its_whole_course(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = effective(centre, "1001", "2002", 20, 20)
    clock.pass_by(hours=2)
    take_back(centre, no)
    told = past(acting(centre, "0002"), no)
    assert told.effect == (NOW, NOW + timedelta(hours=2))
    day = date(2026, 10, 20)
    swapped, own = (
        (Held("1001", day, mine), Held("2002", day, theirs)) for mine, theirs in ("EL", "LE")
    )
    assert [held for held in told.rosters if held] == [swapped, own]
    assert [step.step.rpartition(".")[2] for step in told.steps[-4:]] == [
        "offer", "agree", "requester", "counterpart",
    ]  # fmt: skip


def test_a_check_as_of_a_moment_between_counts_it_and_one_as_of_now_does_not(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = effective(centre, "1001", "2002", 20, 20)
    set_value(acting(centre, "0002"), "swap_monthly_limit", 0, "试一试")
    clock.pass_by(hours=2)
    take_back(centre, no)

    def about(moment: datetime) -> set[str]:
        found = findings_for(acting(centre, "0002"), moment)
        return {row.finding.rule for row in found.rows if row.finding.subject == no}

    assert about(clock.now - timedelta(minutes=1)) == {"SWAP-2"}
    assert about(clock.now) == set()
