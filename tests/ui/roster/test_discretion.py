"""What the roster tells whom of a colleague's leave (CONF-1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.context import Actor
from app.services.leave.requests import Wish, file_leave
from tests.factories import SmallCentre
from tests.ui.roster.conftest import Seat

pytestmark = pytest.mark.rule("CONF-1")


@pytest.fixture
def ill(centre: SmallCentre) -> str:
    """1002 asks for sick leave on 20 October."""
    mine = centre.people["1002"]
    context = centre.context.acting_as(Actor("1002", mine))
    day = date(2026, 10, 20)
    return file_leave(context, Wish(mine, "sick", day, day, "fever"))


@pytest.mark.usefixtures("ill")
def test_a_colleague_sees_that_somebody_is_away_and_not_why(
    seat_of: Callable[[str], Seat],
) -> None:
    heard = seat_of("1001").hears("1002", 20)
    assert "Leave asked for" in heard
    assert "sick" not in heard


@pytest.mark.parametrize("who", ["1002", "1000", "0002"])
def test_the_person_their_leader_and_their_head_see_which_leave_it_is(
    seat_of: Callable[[str], Seat], ill: str, who: str
) -> None:
    assert f"sick leave, {ill}" in seat_of(who).hears("1002", 20)
