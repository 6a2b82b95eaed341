"""Eight processes at once on a server: no limit is overrun, no number is given twice."""

from __future__ import annotations

import pytest

from app.address import ServerAddress
from tests.store.server.desks import LONG, there
from tests.store.server.working import take_numbers
from tests.store.writers import LIMIT, take_places, together

pytestmark = pytest.mark.server

PROCESSES = 8
ATTEMPTS = 200 if LONG else 10


def test_a_limit_is_reached_and_never_overrun(address: ServerAddress) -> None:
    taken = together(address, take_places, [(ATTEMPTS,)] * PROCESSES)
    assert sum(taken) == LIMIT
    assert there(address) == []


def test_each_takes_the_next_link_and_the_next_number(address: ServerAddress) -> None:
    shares = [(f"{number}-", ATTEMPTS) for number in range(PROCESSES)]
    told = together(address, take_numbers, shares)
    assert all(said == [None] * ATTEMPTS for said, _numbers in told)
    numbers = sorted(number for _said, numbers in told for number in numbers)
    assert numbers == list(range(1, PROCESSES * ATTEMPTS + 1))
    assert len(there(address)) == PROCESSES * ATTEMPTS
