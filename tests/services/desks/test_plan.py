"""A department's floor plan."""

from __future__ import annotations

import pytest

from app.errors import AppError, BadInput, Conflict, NotAllowed, NotFound
from app.models import Department
from app.queries.desks.rows import desks_of
from app.services.desks import plan
from app.services.desks.plan import Spot
from tests.services.desks.floor import DESKS, Floor


def named(floor: Floor) -> list[tuple[str, int, int]]:
    with floor.centre.context.read() as session:
        found = desks_of(session, floor.centre.department)
    return [(row.name, row.line, row.place) for row in found]


def key(floor: Floor, name: str) -> int:
    with floor.centre.context.read() as session:
        found = desks_of(session, floor.centre.department)
    return next(row.id for row in found if row.name == name)


def test_a_row_of_desks_is_named_on(floor: Floor) -> None:
    assert named(floor) == [(name, 0, place) for place, name in enumerate(DESKS)]
    assert plan.names_from("客08", 3) == ["客08", "客09", "客10"]
    assert plan.names_from("B", 2) == ["B1", "B2"]


def test_a_desk_is_moved_and_changes_places_with_the_one_there(floor: Floor) -> None:
    plan.move_desk(floor.at("1000"), key(floor, "A1"), Spot(1, 5))
    assert ("A1", 1, 5) in named(floor)
    plan.move_desk(floor.at("1000"), key(floor, "A2"), Spot(0, 2))
    assert ("A2", 0, 2) in named(floor)
    assert ("A3", 0, 1) in named(floor)


def test_a_name_is_one_desks_in_the_whole_centre(floor: Floor) -> None:
    with floor.centre.context.write() as session:
        other = Department(name="Sales")
        session.add(other)
        session.flush()
    with pytest.raises(NotAllowed):
        plan.add_desk(floor.at("0002"), other.id, "A9", Spot(0, 0))
    for taken in ("A2", " A2 "):
        with pytest.raises(BadInput):
            plan.rename_desk(floor.at("0002"), key(floor, "A1"), taken)
        with pytest.raises(BadInput):
            plan.add_desk(floor.at("0002"), floor.centre.department, taken, Spot(3, 0))


@pytest.mark.parametrize("name", ["", "  ", "x" * 13, "A@1"])
def test_a_desk_has_a_short_name(floor: Floor, name: str) -> None:
    with pytest.raises(BadInput):
        plan.add_desk(floor.at("0002"), floor.centre.department, name, Spot(3, 0))


@pytest.mark.parametrize("spot", [Spot(-1, 0), Spot(40, 0), Spot(0, 60), Spot(0, 0)])
def test_a_desk_stands_on_the_plan_and_alone(floor: Floor, spot: Spot) -> None:
    with pytest.raises(BadInput):
        plan.add_desk(floor.at("0002"), floor.centre.department, "A9", spot)


def test_a_desk_where_somebody_is_placed_stays_on_the_plan(floor: Floor) -> None:
    floor.seat("1004", "A1", "E")
    with pytest.raises(BadInput):
        plan.retire_desk(floor.at("1000"), key(floor, "A1"))
    plan.retire_desk(floor.at("1000"), key(floor, "A2"))
    assert "A2" not in [name for name, _line, _place in named(floor)]
    plan.add_desk(floor.at("1000"), floor.centre.department, "A2", Spot(2, 2))
    assert ("A2", 2, 2) in named(floor)


def test_a_new_name_goes_with_who_is_placed_there(floor: Floor) -> None:
    floor.seat("1004", "A1", "E")
    plan.rename_desk(floor.at("1000"), key(floor, "A1"), "B1")
    assert [row.desk for row in floor.rows()] == ["B1"]


def test_a_plan_that_somebody_changed_is_looked_at_again(floor: Floor) -> None:
    desk = key(floor, "A1")
    plan.rename_desk(floor.at("1000"), desk, "B1", 1)
    with pytest.raises(Conflict):
        plan.rename_desk(floor.at("2000"), desk, "C1", 1)
    plan.retire_desk(floor.at("1000"), desk)
    with pytest.raises(NotFound):
        plan.move_desk(floor.at("1000"), desk, Spot(3, 3))


@pytest.mark.parametrize("no", ["1004", "0001", "0003", "0004"])
def test_only_who_leads_the_department_draws_the_plan(floor: Floor, no: str) -> None:
    with pytest.raises(AppError):
        plan.add_desk(floor.at(no), floor.centre.department, "A9", Spot(3, 0))
