"""Who sits where for a shift (DUTY-4)."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import AppError, BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Assignment, Person, Seat
from app.queries.desks.crew import SeatCrewRow, crew
from app.queries.desks.like import last_like
from app.services.desks import checking, seating
from tests.factories import a_shift, assign
from tests.services.desks.floor import DAY, Floor, codes_of

YESTERDAY = date(2026, 10, 13)


def seated(floor: Floor, shift: str = "E", day: date = DAY) -> dict[str, str]:
    return {row.desk: row.no for row in floor.rows(day) if row.shift == shift}


def test_people_of_the_shift_are_placed(floor: Floor) -> None:
    places = [("A1", "1004"), ("A2", "2004")]
    assert seating.seat(floor.at("1000"), floor.centre.department, DAY, "E", places) == 2
    assert seated(floor) == dict(places)


@pytest.mark.parametrize(
    ("desk", "no"), [("A1", "1002"), ("A1", "7777"), ("Z9", "2004"), ("A2", "1004"), ("A1", "2004")]
)
def test_all_or_nobody_is_placed(floor: Floor, desk: str, no: str) -> None:
    places = [("A1", "1004"), (desk, no)]
    with pytest.raises(AppError):
        seating.seat(floor.at("1000"), floor.centre.department, DAY, "E", places)
    assert seated(floor) == {}


def test_a_desk_and_a_person_are_taken_once(floor: Floor) -> None:
    floor.seat("1004", "A1", "E")
    for desk, no in (("A1", "2004"), ("A2", "1004")):
        with pytest.raises(Conflict):
            floor.seat(no, desk, "E")


def test_shifts_that_follow_each_other_share_a_desk(floor: Floor) -> None:
    for no, shift in (("1004", "E"), ("1002", "L"), ("1001", "N")):
        floor.seat(no, "A1", shift)
    assert len(floor.rows()) == 3


def test_shifts_that_overlap_do_not(floor: Floor) -> None:
    with floor.centre.context.write() as session:
        middle = a_shift(session, "M", "10:00", "18:00")
        person = session.get_one(Person, floor.centre.people["1001"])
        row = session.get_one(Assignment, (person.id, DAY))
        session.delete(row)
        session.flush()
        assign(session, person, DAY, middle)
    floor.seat("1004", "A1", "E")
    with pytest.raises(Conflict):
        floor.seat("1001", "A1", "M")
    floor.seat("1001", "A2", "M")


def test_two_of_a_shift_change_places(floor: Floor) -> None:
    first = floor.seat("1004", "A1", "E")
    floor.seat("2004", "A2", "E")
    seating.move(floor.at("2000"), first, "A2")
    assert seated(floor) == {"A1": "2004", "A2": "1004"}
    seating.move(floor.at("2000"), first, "A4")
    assert seated(floor) == {"A1": "2004", "A4": "1004"}


def test_a_seat_that_somebody_moved_is_looked_at_again(floor: Floor) -> None:
    first = floor.seat("1004", "A1", "E")
    seating.move(floor.at("2000"), first, "A2", 1)
    with pytest.raises(Conflict):
        seating.move(floor.at("1000"), first, "A3", 1)
    with pytest.raises(NotFound):
        seating.move(floor.at("1000"), first, "Z1", 2)


def test_who_has_come_is_not_taken_off(floor: Floor) -> None:
    first, other = floor.seat("1004", "A1", "E"), floor.seat("2004", "A2", "E")
    checking.check_in(floor.at("1004"), first)
    with pytest.raises(Conflict):
        seating.strike(floor.at("1000"), first)
    seating.strike(floor.at("1000"), other)
    assert seated(floor) == {"A1": "1004"}


def test_nobody_seats_themselves(floor: Floor) -> None:
    first = floor.seat("1004", "A1", "E")
    with pytest.raises(NotAllowed):
        seating.move(floor.at("1004"), first, "A2")
    with pytest.raises(NotAllowed):
        seating.seat(floor.at("2004"), floor.centre.department, DAY, "E", [("A2", "2004")])


def test_what_is_over_is_on_record(floor: Floor) -> None:
    floor.time("15:30")
    with pytest.raises(BadInput):
        floor.seat("1004", "A1", "E")


def test_a_copy_names_who_of_this_shift_has_no_desk_and_nobody_else(floor: Floor) -> None:
    """1003 sat there yesterday and is off today; 2004 works today and had no desk; the leaders,
    who had none either, walk about."""
    floor.time("07:15", YESTERDAY)
    floor.seat("1003", "A1", "E", YESTERDAY)
    floor.seat("1004", "A2", "E", YESTERDAY)
    floor.time("07:15")
    done = seating.copy_last(floor.at("1000"), floor.centre.department, DAY, "E")
    assert (done.day, done.seated) == (YESTERDAY, 1)
    assert [message.params["name"] for message in done.left_out] == ["Person 2004"]
    assert seated(floor) == {"A2": "1004"}


@pytest.mark.parametrize(
    ("day", "model"), [("2026-10-17", "2026-10-10"), ("2026-10-19", "2026-10-16")]
)
def test_a_weekend_is_like_a_weekend_and_a_workday_like_a_workday(
    floor: Floor, day: str, model: str
) -> None:
    _sat_on(floor, "2026-10-09", "2026-10-10", "2026-10-16", "2026-10-18-not-late")
    assert _last_like(floor, day) == [date.fromisoformat(model)]


def test_where_no_day_was_alike_the_last_of_that_shift_is_taken(floor: Floor) -> None:
    _sat_on(floor, "2026-10-08", "2026-10-09")
    assert _last_like(floor, "2026-10-17") == [date(2026, 10, 9)]


def _sat_on(floor: Floor, *days: str) -> None:
    with floor.centre.context.write() as session:
        for text in days:
            shift = floor.centre.shifts["E" if text.endswith("late") else "L"]
            row = Seat(day=date.fromisoformat(text[:10]), shift_id=shift, desk="A1",
                       person_id=floor.centre.people["1004"])  # fmt: skip
            session.add(row)


def _last_like(floor: Floor, day: str) -> list[date]:
    with floor.centre.context.read() as session:
        found = last_like(
            session, floor.centre.context.time, date.fromisoformat(day), "L", ["A1", "A2"]
        )
    return [row.day for row in found]


def test_nobody_is_placed_where_the_desk_was_let_go_as_nobody_followed(floor: Floor) -> None:
    """HAND-2: whoever is placed there afterwards is somebody who should have been waited for."""
    early = floor.seat("1004", "A1", "E")
    checking.check_in(floor.at("1004"), early)
    floor.time("15:30")
    checking.release(floor.at("1004"), early)
    with pytest.raises(RuleViolated) as refused:
        floor.seat("1002", "A1", "L")
    assert codes_of(refused.value) == ["HAND-2.no_relief"]
    late = floor.seat("1002", "A2", "L")
    with pytest.raises(RuleViolated):
        seating.move(floor.at("1000"), late, "A1")
    assert seated(floor, "L") == {"A2": "1002"}


def test_a_copy_leaves_out_whose_desk_was_let_go(floor: Floor) -> None:
    floor.time("15:15", YESTERDAY)
    working = [row.no for row in crew_of(floor, YESTERDAY, "L") if row.no in ("1002", "2002")]
    floor.seat(working[0], "A1", "L", YESTERDAY)
    floor.time("07:15")
    early = floor.seat("1004", "A1", "E")
    checking.check_in(floor.at("1004"), early)
    floor.time("15:30")
    checking.release(floor.at("1004"), early)
    done = seating.copy_last(floor.at("1000"), floor.centre.department, DAY, "L")
    assert done.seated == 0
    assert done.left_out[0].params["desk"] == "A1"
    assert seated(floor, "L") == {}


def crew_of(floor: Floor, day: date, shift: str) -> list[SeatCrewRow]:
    with floor.centre.context.read() as session:
        return crew(session, floor.centre.department, day, shift)


def test_who_relieved_somebody_does_not_change_places_with_who_came_later(floor: Floor) -> None:
    early = floor.seat("1004", "A1", "E")
    first, second = floor.seat("1002", "A1", "L"), floor.seat("1003", "A2", "L")
    checking.check_in(floor.at("1004"), early)
    floor.time("15:31")
    checking.check_in(floor.at("1002"), first)
    with pytest.raises(RuleViolated):
        seating.move(floor.at("1000"), first, "A2")
    seating.move(floor.at("1000"), first, "A3")
    floor.time("15:40")
    checking.check_in(floor.at("1003"), second)
    with pytest.raises(RuleViolated):
        seating.move(floor.at("1000"), second, "A1")


def test_where_nobody_ever_sat_nothing_is_copied(floor: Floor) -> None:
    done = seating.copy_last(floor.at("1000"), floor.centre.department, DAY, "E")
    assert (done.day, done.seated, done.left_out) == (None, 0, ())
