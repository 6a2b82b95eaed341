"""Nine digits of every figure hold, from one agent to 5,000, in the middle and far out."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from app.planning import leaving, needed
from app.planning.erlang import Answer, Goal, answer
from app.planning.load import loads_of
from app.planning.waiting import blocked
from tests.planning.exactly import Figures, erlang_a, erlang_c

CLOSE = Decimal("1e-9")
UNDERFLOW = Decimal("1e-290")
"""Below it floats themselves have no nine digits."""


def agree(found: Answer, exactly: Figures) -> None:
    for name, figure in exactly.items():
        apart = abs(Decimal(getattr(found, name)) - figure)
        assert apart <= CLOSE * max(figure, UNDERFLOW), (name, found, figure)


@pytest.mark.parametrize("agents", [1, 2, 14, 300, 5000])
@pytest.mark.parametrize("share", [0.01, 0.5, 0.95, 1 - 1e-11])
@pytest.mark.parametrize("within", [0.0, 20.0, 3000.0])
def test_erlang_c(agents: int, share: float, within: float) -> None:
    """Also where agents are more than erlangs by next to nothing."""
    contacts = agents * share
    exactly = erlang_c(contacts, 3.0, 180.0, within, agents)
    agree(answer(contacts, 3, 180, Goal(0.8, within), agents), exactly)


@pytest.mark.parametrize("agents", [1, 14, 100])
@pytest.mark.parametrize("share", [0.01, 0.8, 1.0, 1.01, 3.0])
@pytest.mark.parametrize("patience", [0.001, 2.0, 180.0, 600.0])
@pytest.mark.parametrize("within", [0.0, 0.01, 20.0, 900.0])
def test_erlang_a(agents: int, share: float, patience: float, within: float) -> None:
    """Also far too few, and callers who give up at once or hardly ever."""
    contacts = agents * share
    exactly = erlang_a(contacts, 3.0, 180.0, within, patience, agents)
    agree(answer(contacts, 3, 180, Goal(0.8, within, patience), agents), exactly)


@pytest.mark.parametrize(
    ("agents", "share", "patience", "within"),
    [
        (5000, 0.97, 60.0, 20.0),
        (5000, 1.0, 60.0, 1.0),
        (5000, 1.05, 30.0, 5.0),
        (1000, 3.0, 20.0, 0.0),
        (3, 0.9, 100_000.0, 20.0),
        (3, 1.2, 100_000.0, 600.0),
    ],
)
def test_erlang_a_of_many_agents_and_of_much_patience(
    agents: int, share: float, patience: float, within: float
) -> None:
    contacts = agents * share
    exactly = erlang_a(contacts, 3.0, 180.0, within, patience, agents)
    agree(answer(contacts, 3, 180, Goal(0.8, within, patience), agents), exactly)


def test_patience_without_end_is_erlang_c() -> None:
    for agents in (11, 14, 5000):
        patient = answer(agents * 9.5, 30, 180, Goal(0.8, 20, patience=1e9), agents)
        endless = answer(agents * 9.5, 30, 180, Goal(0.8, 20), agents)
        assert patient.wait_probability == pytest.approx(endless.wait_probability, rel=1e-5)
        assert patient.service_level == pytest.approx(endless.service_level, rel=1e-5)
        assert patient.mean_wait == pytest.approx(endless.mean_wait, rel=1e-4)


def test_few_points_are_far_surer_than_they_are_taken_for() -> None:
    """The search looks exactly wherever they come nearer to a limit than `UNSURE`."""
    chance = np.random.default_rng(12)
    for _ in range(300):
        agents = int(10 ** chance.uniform(0, 3))
        share, aht = 10 ** chance.uniform(-0.5, 0.5), 10 ** chance.uniform(0, 3)
        patience, within = 10 ** chance.uniform(-3, 6), 10 ** chance.uniform(-2, 4)
        loads = list(loads_of([(float(agents * share), 1.0, float(aht))]))
        asked = leaving.queues(loads, [aht], patience, within)
        blocking = np.array([blocked(loads[0].erlangs, agents - 1)])
        few, many = (
            leaving.leaving(asked, np.array([agents]), blocking, points)
            for points in (leaving.COARSE, leaving.EXACT)
        )
        assert abs(few.answered - many.answered)[0] < needed.UNSURE / 10
        assert abs(few.occupancy - many.occupancy)[0] < needed.UNSURE / 10
