"""Eight processes at the same desks: nobody shares one, nobody has two, nobody goes too early."""

from __future__ import annotations

import pytest

from app.context import Context
from tests.services.desks.contest import PROCESSES, contest, faults, stage
from tests.store.writers import TIMES

pytestmark = pytest.mark.rule("HAND-2")

DESKS = 100 if TIMES > 1 else 6
"""Five steps for each, tried by all processes: 4,000 at leisure, 240 in the gate."""


def test_at_the_change_of_shifts_every_desk_has_one_person(context: Context) -> None:
    centre, steps = stage(context, DESKS)
    outcome = contest(centre, steps)
    print(outcome)
    assert outcome.told.total() == PROCESSES * len(steps)
    assert {each.partition(": ")[2] for each in outcome.told} <= {
        "done", "Conflict", "RuleViolated", "BadInput",
    }  # fmt: skip
    assert outcome.told["check_in: done"] == DESKS
    assert outcome.told["release: done"] <= DESKS
    assert DESKS // 2 <= outcome.told["seat: done"] <= DESKS
    assert faults(centre) == []
