"""LEAVE-6 nights, LEAVE-7 holidays, LEAVE-8 swapped shifts, LEAVE-9 one leave at a time."""

import pytest

from app.rules.vocabulary import LeaveStatus
from tests.rules.centre import Centre

pytestmark = [pytest.mark.rule(f"LEAVE-{number}") for number in (6, 7, 8, 9)]


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.rostered("101", d1012="E", d1013="N", d1014="N")
    return centre


def test_leave_6_a_night_shift_needs_special_circumstances(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", "2026-10-14")
    assert centre.found("LEAVE-6") == [("101", "2026-10-13")], "dated by the first night"
    assert centre.codes("LEAVE-6") == ["no_circumstances/breach"]


def test_leave_6_blanks_are_no_circumstances(centre: Centre) -> None:
    centre.leave("101", "2026-10-13", special="  ")
    assert len(centre.found("LEAVE-6")) == 1


@pytest.mark.parametrize(("filed", "late"), [("2026-10-13 11:59", 0), ("2026-10-13 12:00", 1)])
def test_leave_6_it_is_filed_before_noon_of_the_first_nights_date(
    centre: Centre, filed: str, late: int
) -> None:
    centre.leave("101", "2026-10-13", "2026-10-14", special="家人住院", filed=filed)
    assert len(centre.found("LEAVE-6")) == late


def test_leave_6_a_leave_without_a_night_is_free_of_it(centre: Centre) -> None:
    centre.leave("101", "2026-10-12")
    assert centre.found("LEAVE-6") == []


def test_leave_6_a_night_that_began_the_day_before_is_not_covered(centre: Centre) -> None:
    """A shift belongs to the date on which it starts: the night of the 14th ends on the 15th."""
    centre.leave("101", "2026-10-15")
    assert centre.found("LEAVE-6") == []


@pytest.mark.parametrize("kind", ["sick", "emergency_sick"])
def test_leave_6_and_7_sickness_is_free_of_both(centre: Centre, kind: str) -> None:
    centre.holiday("2026-10-13")
    centre.leave("101", "2026-10-13", kind=kind)
    assert centre.found("LEAVE-6") == []
    assert centre.found("LEAVE-7") == []


def test_leave_7_a_holidays_duty_needs_exceptional_circumstances(centre: Centre) -> None:
    centre.holiday("2026-10-12")
    centre.leave("101", "2026-10-11", "2026-10-12")
    assert centre.found("LEAVE-7") == [("101", "2026-10-12")]


@pytest.mark.parametrize(("filed", "late"), [("2026-09-29 23:59", 0), ("2026-09-30 00:00", 1)])
def test_leave_7_filed_on_the_29th_for_the_1st_in_a_month_of_thirty_days(
    centre: Centre, filed: str, late: int
) -> None:
    centre.rostered("101", d1001="E")
    centre.holiday("2026-10-01")
    centre.leave("101", "2026-10-01", special="婚礼", filed=filed)
    assert len(centre.found("LEAVE-7")) == late


@pytest.mark.parametrize(("filed", "late"), [("2028-02-28 23:59", 0), ("2028-02-29 00:00", 1)])
def test_leave_7_two_days_before_the_first_of_march_in_a_leap_year(
    centre: Centre, filed: str, late: int
) -> None:
    centre.rostered_on("101", "2028-03-01", "E")
    centre.holiday("2028-03-01")
    centre.leave("101", "2028-03-01", special="婚礼", filed=filed)
    assert len(centre.found("LEAVE-7")) == late


def test_leave_7_the_first_such_day_counts(centre: Centre) -> None:
    for day in ("2026-10-12", "2026-10-13"):
        centre.holiday(day)
    centre.leave("101", "2026-10-12", "2026-10-13", special="婚礼", filed="2026-10-11 09:00")
    assert centre.found("LEAVE-7") == [("101", "2026-10-12")]


def test_leave_7_a_holiday_off_duty_is_free_of_it(centre: Centre) -> None:
    centre.holiday("2026-10-16")
    centre.leave("101", "2026-10-16")
    assert centre.found("LEAVE-7") == []


@pytest.fixture
def swapped(centre: Centre) -> Centre:
    """101 has the late shift of the 20th from 102, since 1 September at 10:00."""
    centre.rostered("102", d1020="L")
    centre.swap("101", "2026-10-12", "102", "2026-10-20")
    return centre


def test_leave_8_a_shift_from_a_swap_takes_no_leave(swapped: Centre) -> None:
    swapped.leave("101", "2026-10-20")
    assert swapped.codes("LEAVE-8") == ["swapped/breach"]


@pytest.mark.parametrize("kind", ["sick", "emergency_sick"])
def test_leave_8_sickness_is_recorded_with_a_warning(swapped: Centre, kind: str) -> None:
    swapped.leave("101", "2026-10-20", kind=kind)
    assert swapped.codes("LEAVE-8") == ["swapped/warning"]


@pytest.mark.parametrize(
    ("approved", "found"), [("2026-09-01 10:00", 1), ("2026-09-01 09:59", 0), ("", 0)]
)
def test_leave_8_the_swap_took_effect_by_the_time_of_approval(
    swapped: Centre, approved: str, found: int
) -> None:
    swapped.leave("101", "2026-10-20", approved=approved)
    assert len(swapped.found("LEAVE-8")) == found


def test_leave_8_each_such_date_is_a_finding(swapped: Centre) -> None:
    swapped.rostered("103", d1021="L")
    swapped.swap("101", "2026-10-13", "103", "2026-10-21")
    swapped.leave("101", "2026-10-20", "2026-10-21")
    assert swapped.found("LEAVE-8") == [("101", "2026-10-20"), ("101", "2026-10-21")]


def test_leave_8_who_gave_the_shift_away_is_free_again(swapped: Centre) -> None:
    swapped.leave("102", "2026-10-20")
    assert swapped.found("LEAVE-8") == []


def test_leave_9_leaves_do_not_overlap(centre: Centre) -> None:
    centre.leave("101", "2026-10-20", "2026-10-22", filed="2026-10-05 08:00")
    centre.leave("101", "2026-10-22", "2026-10-23", filed="2026-10-05 08:01")
    assert centre.found("LEAVE-9") == [("101", "2026-10-22")]


def test_leave_9_leaves_on_end_are_two_leaves(centre: Centre) -> None:
    centre.leave("101", "2026-10-20", "2026-10-21", filed="2026-10-05 08:00")
    centre.leave("101", "2026-10-22", "2026-10-23", filed="2026-10-05 08:01")
    assert centre.found("LEAVE-9") == []


def test_leave_9_the_later_filed_one_is_the_one_that_overlaps(centre: Centre) -> None:
    centre.leave("101", "2026-10-20", "2026-10-22", filed="2026-10-05 08:01")
    centre.leave("101", "2026-10-22", "2026-10-23", filed="2026-10-05 08:00")
    assert [(row.subject, row.day.day) for row in centre.findings() if row.rule == "LEAVE-9"] == [
        ("L-1", 22)
    ]


@pytest.mark.parametrize(
    "status", [LeaveStatus.DECLINED, LeaveStatus.WITHDRAWN, LeaveStatus.PENDING]
)
def test_leave_9_only_approved_leaves_stand_in_the_register(
    centre: Centre, status: LeaveStatus
) -> None:
    centre.leave("101", "2026-10-20", "2026-10-22", filed="2026-10-05 08:00", status=status)
    centre.leave("101", "2026-10-22", filed="2026-10-05 08:01")
    assert centre.found("LEAVE-9") == []


def test_leave_9_two_people_may_be_away_at_once(centre: Centre) -> None:
    centre.leave("101", "2026-10-20")
    centre.leave("102", "2026-10-20")
    assert centre.found("LEAVE-9") == []
