"""Leaving the floor (ATT-5): asked for, allowed with minutes, so many of a team at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.errors import AppError, BadInput, Conflict, NotAllowed, RuleViolated
from app.models import OffPost
from app.queries.requests.notices import notices_of
from app.services.desks import floor as leaving
from app.services.keeping import policy
from tests.services.desks.floor import Floor, codes_of

pytestmark = pytest.mark.rule("ATT-5")


def ids(floor: Floor, *numbers: str) -> list[int]:
    return [floor.centre.people[no] for no in numbers]


def told(floor: Floor, no: str) -> list[str]:
    with floor.centre.context.read() as session:
        return [row.code for row in notices_of(session, floor.centre.people[no])]


def test_one_asks_and_the_leader_lets_them_go_for_the_policys_minutes(floor: Floor) -> None:
    (person,) = ids(floor, "1004")
    leaving.ask(floor.at("1004"), "water")
    assert floor.queue() == [("1004", False)]
    with pytest.raises(Conflict):
        leaving.ask(floor.at("1004"), "water")
    assert leaving.allow(floor.at("2000"), person)
    assert (floor.off(), floor.queue()) == (["1004"], [])
    with floor.centre.context.read() as session:
        row = session.scalars(select(OffPost)).one()
    assert (row.limit_minutes, row.reason, row.left_at) == (10, "water", floor.clock.now)


def test_who_asked_is_told_the_answer_and_who_takes_it_back_is_not(floor: Floor) -> None:
    (person,) = ids(floor, "1004")
    leaving.ask(floor.at("1004"), "water")
    leaving.withdraw(floor.at("1000"), person)
    assert told(floor, "1004") == ["floor.refused"]
    leaving.ask(floor.at("1004"), "water")
    leaving.withdraw(floor.at("1004"), person)
    assert told(floor, "1004") == ["floor.refused"]
    leaving.ask(floor.at("1004"), "water")
    leaving.allow(floor.at("1000"), person)
    assert sorted(told(floor, "1004")) == ["floor.allowed", "floor.refused"]


def test_coming_back_is_recorded(floor: Floor) -> None:
    (person,) = ids(floor, "1004")
    leaving.allow(floor.at("1000"), person, 5)
    floor.clock.now += timedelta(minutes=7)
    leaving.come_back(floor.at("1004"), person)
    assert floor.off() == []
    with pytest.raises(Conflict):
        leaving.come_back(floor.at("1004"), person)
    with floor.centre.context.read() as session:
        assert session.scalars(select(OffPost)).one().back_at == floor.clock.now


@pytest.mark.parametrize("minutes", [0, -1, 481])
def test_a_permission_has_a_limit(floor: Floor, minutes: int) -> None:
    with pytest.raises(BadInput):
        leaving.allow(floor.at("1000"), floor.centre.people["1004"], minutes)


def test_who_leads_the_department_allows_it_and_never_to_themselves(floor: Floor) -> None:
    (agent, leader) = ids(floor, "1004", "1000")
    for by in ("1003", "0001", "0003", "0004"):
        with pytest.raises(NotAllowed):
            leaving.allow(floor.at(by), agent)
    with pytest.raises(RuleViolated) as refused:
        leaving.allow(floor.at("1000"), leader)
    assert codes_of(refused.value) == ["ATT-5.no_permission"]
    leaving.allow(floor.at("0002"), leader)


def test_so_many_of_a_team_go_at_once_and_the_next_is_told_its_turn(floor: Floor) -> None:
    first, second, third, other = ids(floor, "1001", "1002", "1003", "2001")
    leaving.ask(floor.at("1004"), "asked first, not allowed yet")
    floor.clock.now += timedelta(minutes=1)
    assert leaving.allow(floor.at("1000"), first)
    assert leaving.allow(floor.at("1000"), second)
    assert not leaving.allow(floor.at("1000"), third)
    assert leaving.allow(floor.at("1000"), other), "another team has places of its own"
    with pytest.raises(Conflict):
        leaving.go(floor.at("1003"), third)
    floor.clock.now += timedelta(minutes=3)
    leaving.come_back(floor.at("1001"), first)
    assert floor.queue() == [("1004", False), ("1003", True)]
    assert told(floor, "1003") == ["floor.turn"]
    assert not leaving.allow(floor.at("1000"), floor.centre.people["1004"]), (
        "the turn holds its place"
    )
    leaving.go(floor.at("1003"), third)
    assert floor.off() == ["1002", "2001", "1003"]


def test_a_turn_that_is_given_back_goes_to_the_next(floor: Floor) -> None:
    policy.set_value(floor.at("0002"), "off_post_at_once", 1, "short of people")
    first, second, third = ids(floor, "1001", "1002", "1003")
    leaving.allow(floor.at("1000"), first)
    for one in (second, third):
        floor.clock.now += timedelta(minutes=1)
        leaving.allow(floor.at("1000"), one)
    leaving.come_back(floor.at("1001"), first)
    assert floor.queue() == [("1002", True), ("1003", False)]
    leaving.withdraw(floor.at("1002"), second)
    assert floor.queue() == [("1003", True)]
    with pytest.raises(Conflict):
        leaving.withdraw(floor.at("1002"), second)


def test_who_is_off_does_not_ask_again(floor: Floor) -> None:
    (person,) = ids(floor, "1004")
    leaving.allow(floor.at("1000"), person)
    for again in (lambda: leaving.ask(floor.at("1004"), "water"),
                  lambda: leaving.allow(floor.at("1000"), person)):  # fmt: skip
        with pytest.raises(Conflict):
            again()


def test_within_one_minute_nobody_leaves_twice(floor: Floor) -> None:
    (person,) = ids(floor, "1004")
    leaving.allow(floor.at("1000"), person)
    leaving.come_back(floor.at("1000"), person)
    with pytest.raises(Conflict):
        leaving.allow(floor.at("1000"), person)


def test_who_never_came_back_takes_no_place_for_ever(floor: Floor) -> None:
    policy.set_value(floor.at("0002"), "off_post_at_once", 1, "short of people")
    first, second = ids(floor, "1001", "1002")
    leaving.allow(floor.at("1000"), first)
    floor.clock.now += timedelta(days=1, minutes=1)
    assert leaving.allow(floor.at("1000"), second)


@pytest.mark.parametrize("no", ["0001"])
def test_who_has_no_department_needs_nobodys_leave(floor: Floor, no: str) -> None:
    with pytest.raises(AppError):
        leaving.ask(floor.at(no), "water")
