"""A person has one desk at a time, and what happened at a desk stays on record (DUTY-4, HAND-2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.errors import BadInput, Conflict
from app.models import Seat
from app.queries.desks.rows import desks_of
from app.services.desks import checking, plan, seating
from tests.factories import a_shift
from tests.services.desks.floor import DAY, Floor


def brought(floor: Floor, no: str, desk: str, shift: str) -> int:
    """A seat that a workbook brought, whoever works that shift."""
    centre = floor.centre
    with centre.context.write() as session:
        row = Seat(
            day=DAY, shift_id=centre.shifts[shift], desk=desk, person_id=centre.people[no]
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


def key(floor: Floor, name: str) -> int:
    with floor.centre.context.read() as session:
        return next(row.id for row in desks_of(session, floor.centre.department)
                    if row.name == name)  # fmt: skip


def long_shift(floor: Floor) -> None:
    """A shift that overlaps the early and the late one."""
    with floor.centre.context.write() as session:
        floor.centre.shifts["M"] = a_shift(session, "M", "11:00", "19:00").id  # type: ignore[index]


def test_nobody_checks_in_at_two_desks_in_shifts_that_overlap(floor: Floor) -> None:
    """Their shift was changed on the roster after they had been placed."""
    long_shift(floor)
    early, other = floor.seat("1004", "A1", "E"), brought(floor, "1004", "A2", "M")
    checking.check_in(floor.at("1004"), early)
    floor.time("11:00")
    with pytest.raises(Conflict):
        checking.check_in(floor.at("1004"), other)
    checking.release(floor.at("1000"), early, "works the other shift now")
    checking.check_in(floor.at("1004"), other)


def test_whose_shift_just_ends_may_check_in_for_the_next(floor: Floor) -> None:
    early, late = floor.seat("1004", "A1", "E"), brought(floor, "1004", "A2", "L")
    checking.check_in(floor.at("1004"), early)
    floor.time("15:25")
    checking.check_in(floor.at("1004"), late)


def test_who_was_let_go_early_may_be_placed_again_in_the_same_shift(floor: Floor) -> None:
    seat = floor.seat("1004", "A1", "E")
    checking.check_in(floor.at("1004"), seat)
    floor.time("10:00")
    checking.release(floor.at("1000"), seat, "a meeting")
    with pytest.raises(Conflict, match="let go"):
        checking.check_in(floor.at("1004"), seat)
    checking.check_in(floor.at("1004"), floor.seat("1004", "A2", "E"))


def test_who_never_came_is_not_taken_off_the_record_of_a_shift_that_is_over(floor: Floor) -> None:
    seat = floor.seat("1004", "A1", "E")
    floor.time("15:29")
    seating.strike(floor.at("0002"), floor.seat("2004", "A2", "E"))
    floor.time("15:30")
    with pytest.raises(BadInput):
        seating.strike(floor.at("0002"), seat)


def test_who_never_came_does_not_keep_a_desk_on_the_plan(floor: Floor) -> None:
    floor.seat("1004", "A1", "E")
    with pytest.raises(BadInput):
        plan.retire_desk(floor.at("0002"), key(floor, "A1"))
    floor.time("15:30")
    plan.retire_desk(floor.at("0002"), key(floor, "A1"))


def test_a_desk_is_not_called_what_a_workbook_called_another_in_that_shift(floor: Floor) -> None:
    floor.seat("1004", "A1", "E")
    brought(floor, "2004", "Z9", "E")
    with pytest.raises(BadInput):
        plan.rename_desk(floor.at("0002"), key(floor, "A1"), "Z9")
    floor.clock.now += timedelta(days=1)
    plan.rename_desk(floor.at("0002"), key(floor, "A1"), "Z9")
