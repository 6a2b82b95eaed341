from __future__ import annotations

import pytest

from tests.factories import SmallCentre, TestClock
from tests.services.desks.floor import Floor, a_floor


@pytest.fixture
def floor(centre: SmallCentre, clock: TestClock) -> Floor:
    return a_floor(centre, clock)
