"""Checking in frees the one before; nobody leaves before their relief (HAND-2)."""

from __future__ import annotations

import pytest

from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.services.desks import checking, stopping
from app.services.desks import floor as leaving
from tests.services.desks.floor import Floor, codes_of

pytestmark = [pytest.mark.rule("HAND-2"), pytest.mark.rule("DUTY-5")]


@pytest.fixture
def seats(floor: Floor) -> tuple[int, int]:
    """1004 early and 1002 late at desk A1; 1004 is there."""
    early, late = floor.seat("1004", "A1", "E"), floor.seat("1002", "A1", "L")
    checking.check_in(floor.at("1004"), early)
    return early, late


def test_one_checks_in_at_the_own_desk(floor: Floor) -> None:
    seat = floor.seat("1004", "A1", "E")
    with pytest.raises(NotAllowed):
        checking.check_in(floor.at("2004"), seat)
    checking.check_in(floor.at("1004"), seat)
    assert floor.row("A1", "E").checked_in_at == floor.clock.now
    with pytest.raises(Conflict):
        checking.check_in(floor.at("1004"), seat)


@pytest.mark.parametrize(
    ("wall", "right"), [("05:29", False), ("05:30", True), ("15:29", True), ("15:30", False)]
)
def test_one_checks_in_at_the_time_of_the_shift(floor: Floor, wall: str, right: bool) -> None:
    floor.time("05:00")
    seat = floor.seat("1004", "A1", "E")
    floor.time(wall)
    if right:
        checking.check_in(floor.at("1000"), seat)
    else:
        with pytest.raises(BadInput):
            checking.check_in(floor.at("1000"), seat)


def test_the_desk_is_kept_until_the_relief_has_come(floor: Floor, seats: tuple[int, int]) -> None:
    early, late = seats
    floor.time("15:30")
    with pytest.raises(RuleViolated) as refused:
        checking.release(floor.at("1004"), early)
    assert codes_of(refused.value) == ["HAND-2.no_relief"]
    floor.time("15:33")
    assert checking.check_in(floor.at("1002"), late) == ["Person 1004"]
    assert floor.row("A1", "E").released_at == floor.clock.now


def test_a_relief_that_comes_early_frees_nobody_before_the_end(
    floor: Floor, seats: tuple[int, int]
) -> None:
    early, late = seats
    floor.time("15:20")
    assert checking.check_in(floor.at("1002"), late) == []
    with pytest.raises(BadInput):
        checking.release(floor.at("1004"), early)
    floor.time("15:30")
    checking.release(floor.at("1004"), early)
    row = floor.row("A1", "E")
    assert (row.released_at, row.override_by) == (floor.clock.now, "")


def test_without_a_successor_one_goes_at_the_end(floor: Floor) -> None:
    seat = floor.seat("1004", "A1", "E")
    checking.check_in(floor.at("1004"), seat)
    floor.time("15:29")
    with pytest.raises(BadInput):
        checking.release(floor.at("1004"), seat)
    floor.time("15:30")
    checking.release(floor.at("1004"), seat)
    with pytest.raises(Conflict):
        checking.release(floor.at("1004"), seat)


@pytest.mark.parametrize("by", ["1000", "2000", "0002"])
def test_who_leads_overrides_with_a_reason(floor: Floor, seats: tuple[int, int], by: str) -> None:
    floor.time("15:31")
    with pytest.raises(RuleViolated):
        checking.release(floor.at(by), seats[0], "  ")
    checking.release(floor.at(by), seats[0], "1002 is ill")
    row = floor.row("A1", "E")
    assert (row.override_by, row.override_reason) == (by, "1002 is ill")


def test_nobody_overrides_for_themselves(floor: Floor, seats: tuple[int, int]) -> None:
    floor.time("15:31")
    with pytest.raises(RuleViolated) as refused:
        checking.release(floor.at("1004"), seats[0], "I have to go")
    assert codes_of(refused.value) == ["HAND-2.override"]
    with pytest.raises(NotAllowed):
        checking.release(floor.at("2004"), seats[0], "he has to go")


def test_before_the_end_only_a_leader_lets_somebody_go(
    floor: Floor, seats: tuple[int, int]
) -> None:
    early, late = seats
    floor.time("15:20")
    checking.check_in(floor.at("1002"), late)
    with pytest.raises(BadInput):
        checking.release(floor.at("1004"), early, "the bus goes")
    checking.release(floor.at("1000"), early, "the bus goes")
    assert floor.row("A1", "E").override_by == "1000"


def test_a_desk_nobody_came_to_is_not_let_go(floor: Floor) -> None:
    seat = floor.seat("1004", "A1", "E")
    floor.time("15:40")
    with pytest.raises(Conflict):
        checking.release(floor.at("1000"), seat, "whatever")


def test_who_is_off_the_floor_comes_back_first(floor: Floor, seats: tuple[int, int]) -> None:
    person = floor.centre.people["1004"]
    leaving.allow(floor.at("1000"), person)
    floor.time("15:40")
    with pytest.raises(Conflict):
        checking.release(floor.at("1000"), seats[0], "gone")
    leaving.come_back(floor.at("1000"), person)
    checking.release(floor.at("1000"), seats[0], "gone")


def test_who_was_told_to_stop_does_not_check_in(floor: Floor) -> None:
    seat, person = floor.seat("1004", "A1", "E"), floor.centre.people["1004"]
    order = stopping.order_stop(floor.at("1000"), person, "shouted at a customer", "a talk")
    with pytest.raises(RuleViolated):
        checking.check_in(floor.at("1004"), seat)
    stopping.end_stop(floor.at("2000"), order)
    checking.check_in(floor.at("1004"), seat)
