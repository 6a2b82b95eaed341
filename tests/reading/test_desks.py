"""What of a floor somebody sees: the leader everybody, an agent no more than the shift needs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.reading.desks.floor import FloorReading, read_floor
from app.reading.desks.moment import FloorAsked
from app.rules.desks.relief import DeskState
from app.services.desks import checking, stopping
from app.services.desks import floor as leaving
from tests.factories import SmallCentre, TestClock
from tests.services.desks.floor import DAY, Floor, a_floor


@pytest.fixture
def floor(centre: SmallCentre, clock: TestClock) -> Floor:
    """1004 and 2004 early at A1 and A2, 1002 late at A1."""
    made = a_floor(centre, clock)
    checking.check_in(made.at("1004"), made.seat("1004", "A1", "E"))
    made.seat("2004", "A2", "E")
    made.seat("1002", "A1", "L")
    return made


def seen(floor: Floor, no: str, shift: str = "") -> FloorReading:
    asked = FloorAsked(None, DAY, shift) if shift else FloorAsked()
    return read_floor(floor.at(no), asked)


def states(reading: FloorReading) -> dict[str, DeskState | None]:
    return {spot.desk.name: spot.now.scene.state if spot.now else None for spot in reading.spots}


def test_a_leader_sees_the_shift_that_runs_and_who_has_no_desk(floor: Floor) -> None:
    found = seen(floor, "1000")
    assert (found.day, found.shift, found.keep) == (DAY, "E", True)
    assert states(found) == {
        "A1": DeskState.AT_DESK, "A2": DeskState.EXPECTED, "A3": None, "A4": None,
    }  # fmt: skip
    assert [one.no for one in found.loose] == ["1000", "2000"]
    relief = found.spots[0].relief
    assert relief is not None
    assert relief.no == "1002"


def test_who_has_not_let_a_desk_go_stands_beside_the_next_one(floor: Floor) -> None:
    floor.time("15:35")
    late = seen(floor, "1000", "L")
    before = late.spots[0].before
    assert before is not None
    assert before.no == "1004"
    assert states(seen(floor, "1000", "E"))["A1"] is DeskState.WAITING_RELIEF


@pytest.mark.parametrize(("no", "keeps"), [("0002", True), ("0001", False)])
def test_the_head_arranges_and_the_director_reads(floor: Floor, no: str, keeps: bool) -> None:
    found = seen(floor, no)
    assert (found.keep, found.sees_all) == (keeps, True)


@pytest.mark.parametrize("no", ["0003", "0004"])
def test_whose_business_it_is_not_sees_no_floor(floor: Floor, no: str) -> None:
    assert seen(floor, no).department is None


def test_an_agent_sees_the_own_desk_and_that_others_are_taken(floor: Floor) -> None:
    found = seen(floor, "1004")
    assert found.mine is not None
    assert found.mine.seat.desk == "A1"
    assert [relief.name for relief in found.mine.reliefs] == ["Person 1002"]
    names = {spot.now.seat.name for spot in found.spots if spot.now and not spot.mine}
    assert names == {""}
    assert not found.keep
    assert not found.loose


def test_an_agent_sees_the_own_next_shift(floor: Floor) -> None:
    found = seen(floor, "1002")
    assert (found.shift, found.mine and found.mine.seat.desk) == ("L", "A1")


def test_of_the_queue_an_agent_sees_how_many_of_the_team_come_before(floor: Floor) -> None:
    for no in ("1003", "2003", "1004"):
        leaving.ask(floor.at(no), "water")
        floor.clock.now += timedelta(minutes=1)
    found = seen(floor, "1004")
    assert found.my_wait is not None
    assert (found.queue_place, list(found.queue)) == (1, [])
    assert [row.no for row in seen(floor, "1000").queue] == ["1003", "2003", "1004"]


def test_who_is_off_the_floor_shows_at_the_desk_and_beside_it(floor: Floor) -> None:
    leaving.allow(floor.at("1000"), floor.centre.people["1004"], 5)
    found = seen(floor, "2000")
    assert states(found)["A1"] is DeskState.OFF_POST
    assert [row.no for row in found.off] == ["1004"]
    mine = seen(floor, "1004").my_off
    assert mine is not None
    assert mine.due_back == floor.clock.now + timedelta(minutes=5)


def test_a_stop_work_order_stands_before_the_head_until_it_is_seen(floor: Floor) -> None:
    stopping.order_stop(
        floor.at("1000"), floor.centre.people["2004"], "insulted a customer", "a talk"
    )
    head, leader = seen(floor, "0002"), seen(floor, "1000")
    assert head.is_head
    assert not leader.is_head
    assert [row.seen_at for row in head.stops] == [None]
    assert head.spots[1].stopped is not None
