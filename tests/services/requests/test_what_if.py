"""What if: requests tried together on a copy of the registers; the store stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed
from app.reading.what_if.tries import Outlook, Try, try_out
from app.rules.vocabulary import LeaveKind
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.swaps.requests import Asked
from tests.factories import SmallCentre, TestClock
from tests.recorded import everything_in

DAY = date(2026, 10, 20)
"""A Tuesday: of team A 1001 has L, and 1000, 1002 and 1003 have E."""


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def swap(centre: SmallCentre, one: str, gives: date, two: str, takes: date) -> Asked:
    return Asked(centre.people[one], gives, centre.people[two], takes)


def away(centre: SmallCentre, no: str, kind: str, first: date, last: date | None = None) -> Wish:
    return Wish(centre.people[no], kind, first, last or first, reason="家中有事")


def found(rows: Outlook) -> set[tuple[str, str, str]]:
    return {(row.finding.subject, row.finding.rule, row.finding.person) for row in rows.appear}


def cover(rows: Outlook) -> dict[tuple[date, str], tuple[int, int]]:
    return {
        (day.head.day, cell.code): (cell.before, cell.after)
        for day in rows.cover.days
        for cell in day.cells
        if cell.before != cell.after
    }


def test_a_swap_a_leave_and_a_sick_call_are_tried_together_and_nothing_is_written(
    centre: SmallCentre,
) -> None:
    before = everything_in(centre.context)
    tries: list[Try] = [
        swap(centre, "1001", DAY, "1002", DAY),
        away(centre, "1003", LeaveKind.PERSONAL, DAY),
        away(centre, "1004", LeaveKind.EMERGENCY_SICK, date(2026, 10, 16)),
    ]
    outlook = try_out(acting(centre, "1000"), tries)
    assert outlook.shifted
    assert everything_in(centre.context) == before


def test_no_try_changes_nothing(centre: SmallCentre) -> None:
    outlook = try_out(acting(centre, "1000"), [])
    assert (outlook.appear, outlook.disappear, outlook.stay, outlook.shifted) == ((), (), (), ())
    assert not outlook.cover.days


def test_a_leave_takes_its_person_off_the_cover(centre: SmallCentre) -> None:
    outlook = try_out(acting(centre, "1000"), [away(centre, "1002", LeaveKind.PERSONAL, DAY)])
    assert found(outlook) == set()
    assert cover(outlook) == {(DAY, "E"): (3, 2)}


def test_an_early_for_a_late_shift_of_one_day_leaves_the_cover_as_it_is(
    centre: SmallCentre,
) -> None:
    outlook = try_out(acting(centre, "1000"), [swap(centre, "1001", DAY, "1002", DAY)])
    assert {(one.person, one.before, one.after) for one in outlook.shifted} == {
        ("1001", "L", "E"),
        ("1002", "E", "L"),
    }
    assert not outlook.cover.changed


def test_a_leave_on_a_shift_from_a_tried_swap_is_found(centre: SmallCentre) -> None:
    tries: list[Try] = [
        swap(centre, "1001", DAY, "1002", DAY),
        away(centre, "1001", LeaveKind.PERSONAL, DAY),
    ]
    assert ("TRY-2", "LEAVE-8", "1001") in found(try_out(acting(centre, "1000"), tries))


def test_the_third_tried_swap_of_a_month_is_found(centre: SmallCentre) -> None:
    days = [date(2026, 10, day) for day in (20, 24, 28)]
    tries: list[Try] = [swap(centre, "1001", day, "1002", day) for day in days]
    second = try_out(acting(centre, "1000"), tries[:2])
    third = try_out(acting(centre, "1000"), tries)
    assert not [one for one in found(second) if one[1] == "SWAP-2"]
    assert {one for one in found(third) if one[1] == "SWAP-2"} == {
        ("TRY-3", "SWAP-2", "1001"),
        ("TRY-3", "SWAP-2", "1002"),
    }


def test_a_sick_call_after_the_start_of_the_shift_is_found_late(
    centre: SmallCentre, clock: TestClock
) -> None:
    sick = away(centre, "1001", LeaveKind.EMERGENCY_SICK, DAY)
    clock.now = centre.context.time.instant(DAY).replace(minute=0)
    assert not try_out(acting(centre, "1000"), [sick]).appear
    clock.pass_by(hours=16)  # her L began at 15:30
    assert "LEAVE-5" in {rule for _no, rule, _who in found(try_out(acting(centre, "1000"), [sick]))}


def test_an_approved_leave_stands_beside_the_tried_one_and_a_pending_one_does_not(
    centre: SmallCentre,
) -> None:
    wish = away(centre, "1002", LeaveKind.PERSONAL, DAY)
    no = leave.file_leave(acting(centre, "1002"), wish)
    assert found(try_out(acting(centre, "1000"), [wish])) == set()
    leave.approve_step(acting(centre, "1000"), no, 1)
    leave.approve_step(acting(centre, "0002"), no, 2)
    outlook = try_out(acting(centre, "1000"), [wish])
    assert found(outlook) == {("TRY-1", "LEAVE-9", "1002")}
    assert not outlook.shifted


def test_nobody_tries_out_people_whose_registers_they_may_not_see(centre: SmallCentre) -> None:
    theirs = away(centre, "2001", LeaveKind.PERSONAL, DAY)
    with pytest.raises(NotAllowed):
        try_out(acting(centre, "1000"), [theirs])
    with pytest.raises(NotAllowed):
        try_out(acting(centre, "1000"), [swap(centre, "2001", DAY, "2002", DAY)])
    assert try_out(acting(centre, "0002"), [theirs]).shifted


def test_a_leader_tries_a_swap_with_another_team_of_the_department(centre: SmallCentre) -> None:
    outlook = try_out(acting(centre, "1000"), [swap(centre, "1001", DAY, "2002", DAY)])
    assert {one.person for one in outlook.shifted} == {"1001", "2002"}


def test_dates_that_do_not_fit_are_refused(centre: SmallCentre) -> None:
    wish = away(centre, "1001", LeaveKind.PERSONAL, DAY)
    for last in (date(2026, 10, 19), date(2027, 10, 21)):
        with pytest.raises(BadInput):
            try_out(acting(centre, "1000"), [replace(wish, last=last)])
    longest = replace(wish, last=date(2027, 10, 20))
    assert try_out(acting(centre, "1000"), [longest]).shifted
