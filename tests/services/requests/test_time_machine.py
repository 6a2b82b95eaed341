"""The time machine: a period judged by other values, and what past decisions rested on."""

from __future__ import annotations

from datetime import date

import pytest

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed, NotFound
from app.reading.what_if.time_machine import decided, past, rejudge
from app.rules.figures.kept import StepAwaited
from app.rules.vocabulary import LeaveKind, LeaveStepKind
from app.services.keeping import policy
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.swaps import requests as swaps
from tests.factories import SmallCentre, TestClock
from tests.figured import counted
from tests.recorded import everything_in, record_breaches

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
DAY = date(2026, 10, 20)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def swapped(centre: SmallCentre) -> str:
    """An effective swap of 1001's late for 1002's early shift."""
    no = swaps.file_swap(acting(centre, "1001"), centre.people["1002"], DAY, DAY, "An exam")
    swaps.agree(acting(centre, "1002"), no, 1)
    swaps.approve(acting(centre, "1000"), no, 2)
    return no


def test_the_values_in_force_change_nothing(centre: SmallCentre) -> None:
    record_breaches(centre)
    before = everything_in(centre.context)
    found = rejudge(acting(centre, "0002"), FIRST, LAST, {})
    assert (found.appear, found.disappear, found.stay) == ((), (), 4)
    assert everything_in(centre.context) == before


def test_a_swap_limit_of_nought_finds_every_swap(centre: SmallCentre) -> None:
    no = swapped(centre)
    found = rejudge(acting(centre, "0002"), FIRST, LAST, {"swap_monthly_limit": 0})
    assert {
        (row.finding.rule, row.finding.subject, row.finding.person) for row in found.appear
    } == {
        ("SWAP-2", no, "1001"),
        ("SWAP-2", no, "1002"),
    }
    assert not rejudge(acting(centre, "0002"), FIRST, LAST, {"swap_monthly_limit": 1}).appear


def test_only_findings_of_the_period_are_told(centre: SmallCentre) -> None:
    swapped(centre)
    other = rejudge(acting(centre, "0002"), date(2026, 10, 21), LAST, {"swap_monthly_limit": 0})
    assert not other.appear


def test_an_agent_of_another_team_is_not_told_of(centre: SmallCentre) -> None:
    swapped(centre)
    assert not rejudge(acting(centre, "2000"), FIRST, LAST, {"swap_monthly_limit": 0}).appear
    assert rejudge(acting(centre, "1000"), FIRST, LAST, {"swap_monthly_limit": 0}).appear


@pytest.mark.parametrize(("key", "value"), [("swap_monthly_limit", 32), ("no_such", 1)])
def test_values_that_nobody_could_set_are_refused(
    centre: SmallCentre, key: str, value: int
) -> None:
    with pytest.raises(BadInput):
        rejudge(acting(centre, "0002"), FIRST, LAST, {key: value})
    with pytest.raises(BadInput):
        rejudge(acting(centre, "0002"), LAST, FIRST, {})


def test_a_decision_shows_the_values_of_its_own_day(centre: SmallCentre, clock: TestClock) -> None:
    no = swapped(centre)
    clock.pass_by(hours=1)
    policy.set_value(acting(centre, "0002"), "swap_monthly_limit", 5, "A quiet month")
    steps = past(acting(centre, "0002"), no).steps
    assert [(step.step, step.by_name) for step in steps] == [
        ("offer", "Person 1001"),
        ("agree", "Person 1002"),
        ("consent.requester", "Person 1000"),
        ("consent.counterpart", "Person 1000"),
    ]
    assert {step.policy.swap_monthly_limit for step in steps if step.policy} == {2}
    assert {line.rule for line in steps[0].lines} >= {"SWAP-2", "SWAP-4"}


def test_what_was_not_judged_has_neither_verdict_nor_values(centre: SmallCentre) -> None:
    no = swaps.file_swap(acting(centre, "1001"), centre.people["1002"], DAY, DAY)
    swaps.withdraw(acting(centre, "1001"), no, 1, "Not needed")
    last = past(acting(centre, "1000"), no).steps[-1]
    assert (last.step, last.lines, last.policy, last.reason) == ("withdraw", (), None, "Not needed")


def test_decided_requests_are_listed_to_whose_registers_reach_them(centre: SmallCentre) -> None:
    swap = swapped(centre)
    wish = Wish(centre.people["2001"], LeaveKind.PERSONAL, DAY, DAY, reason="家中有事")
    away = leave.file_leave(acting(centre, "2001"), wish)
    today = date(2026, 10, 15)

    def listed(no: str, first: date = today, last: date = today) -> set[str]:
        return {row.ref.no for row in decided(acting(centre, no), first, last)}

    assert listed("0002") == {swap, away}
    assert (listed("1000"), listed("2000")) == ({swap}, {away})
    assert listed("0002", FIRST, date(2026, 10, 14)) == set()
    assert listed("0002", date(2026, 10, 16), LAST) == set()


def test_a_request_beyond_ones_registers_is_not_opened(centre: SmallCentre) -> None:
    no = swapped(centre)
    with pytest.raises(NotAllowed):
        past(acting(centre, "2000"), no)
    with pytest.raises(NotFound):
        past(acting(centre, "0002"), "S-99999")


def test_the_steps_of_a_chain_are_read_back_as_words_of_the_vocabulary(
    centre: SmallCentre,
) -> None:
    wish = Wish(centre.people["1002"], LeaveKind.PERSONAL, DAY, DAY, reason="家中有事")
    no = leave.file_leave(acting(centre, "1002"), wish)
    filed = past(acting(centre, "1000"), no).steps[0]
    chain = next(line for line in filed.lines if line.rule == "LEAVE-1")
    assert [counted(finding, StepAwaited).step for finding in chain.said] == [
        LeaveStepKind.LEADER,
        LeaveStepKind.HEAD,
    ]
    assert all(
        isinstance(counted(finding, StepAwaited).step, LeaveStepKind) for finding in chain.said
    )
