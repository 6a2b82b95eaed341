"""Whatever people do through the program, the registers that it leaves keep the rulebook."""

from __future__ import annotations

import os

import pytest

from tests.factories import SmallCentre, TestClock
from tests.services.requests.weeks import Weeks

TIMES = int(os.environ.get("DRILL_TIMES", "1"))
"""How many times over: 1 in the gate, more at leisure."""
SEEDS, ACTS = 2 * TIMES, 200


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_weeks_of_requests_leave_a_register_that_check_finds_clean(
    centre: SmallCentre, clock: TestClock, seed: int
) -> None:
    weeks = Weeks(centre, clock, seed)
    past = weeks.decisions()
    for step in range(ACTS):
        act = weeks.act()
        if act and step % 4 == 0:
            assert weeks.faults() == [], f"after {act}, step {step}"
            ledger = weeks.decisions()
            assert ledger[: len(past)] == past, "the ledger is only added to"
            past = ledger
    past = weeks.decisions()
    assert weeks.faults() == []
    assert weeks.moved_shifts() == {}, "a swap makes and loses no shift"
    steps = [(request, step) for request, step, _by, _at in past]
    assert len(steps) == len(set(steps)), "each step is decided once"
    assert weeks.expected_decisions() <= set(steps)
    assert min(weeks.done["consent"], weeks.done["decide_leave"]) > 0, "something was decided"
