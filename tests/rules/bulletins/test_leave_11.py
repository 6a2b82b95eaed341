"""LEAVE-11: who returns from leave reports back by the start of the first shift after it."""

import pytest

from app.rules.vocabulary import LeaveStatus
from tests.rules.bulletins.centre import Floor

pytestmark = pytest.mark.rule("LEAVE-11")


@pytest.fixture
def floor() -> Floor:
    """101 is away from the 12th to the 13th, and works again on the 15th at 07:30; that reporting
    back is kept is known since the 10th."""
    floor = Floor()
    floor.rostered("101", d1012="E", d1015="E", d1016="E")
    floor.leave("101", "2026-10-12", "2026-10-13")
    floor.leave("202", "2026-10-09")
    floor.back("L-2", "2026-10-10 09:00")
    return floor


@pytest.mark.parametrize(
    ("back", "said"),
    [
        ("", ["not_reported/warning"]),
        ("2026-10-14 09:00", []),
        ("2026-10-15 07:30", []),
        ("2026-10-15 07:31", ["late/warning"]),
    ],
)
def test_by_the_start_and_not_a_minute_later(floor: Floor, back: str, said: list[str]) -> None:
    if back:
        floor.back("L-1", back)
    assert floor.codes("LEAVE-11") == said


def test_it_is_about_the_leave_and_the_day_of_the_shift_after_it(floor: Floor) -> None:
    (finding,) = [row for row in floor.findings() if row.rule == "LEAVE-11"]
    assert (finding.subject, finding.person, finding.day.isoformat()) == (
        "L-1", "101", "2026-10-15",
    )  # fmt: skip


@pytest.mark.parametrize(("as_of", "found"), [("2026-10-15 07:29", 0), ("2026-10-15 07:30", 1)])
def test_nothing_is_said_before_that_shift_has_started(
    floor: Floor, as_of: str, found: int
) -> None:
    assert len(floor.found("LEAVE-11", as_of)) == found


def test_where_nobody_ever_reported_back_it_is_not_kept_and_not_judged() -> None:
    floor = Floor()
    floor.rostered("101", d1015="E")
    floor.leave("101", "2026-10-12", "2026-10-13")
    assert floor.found("LEAVE-11") == []


@pytest.mark.parametrize(("first_report", "found"), [("2026-10-13", 1), ("2026-10-14", 0)])
def test_leaves_that_ended_before_the_first_report_are_left_alone(
    floor: Floor, first_report: str, found: int
) -> None:
    floor.back("L-2", f"{first_report} 00:00")
    assert len(floor.found("LEAVE-11")) == found


def test_the_report_from_any_leave_counts_even_one_that_was_withdrawn(floor: Floor) -> None:
    floor.back("L-2", "2026-11-01 09:00")
    assert floor.found("LEAVE-11") == []
    no = floor.leave("201", "2026-10-01", status=LeaveStatus.WITHDRAWN)
    floor.back(no, "2026-10-02 09:00")
    assert floor.found("LEAVE-11") == [("101", "2026-10-15")]


@pytest.mark.parametrize("status", [one for one in LeaveStatus if one != LeaveStatus.APPROVED])
def test_only_approved_leaves_are_returned_from(floor: Floor, status: LeaveStatus) -> None:
    floor.rostered("102", d1015="E")
    floor.leave("102", "2026-10-12", status=status)
    assert floor.found("LEAVE-11") == [("101", "2026-10-15")]


def test_of_leaves_before_one_shift_only_the_last_is_judged(floor: Floor) -> None:
    no = floor.leave("101", "2026-10-14", filed="2026-10-01 09:00")
    assert [row.subject for row in floor.findings() if row.rule == "LEAVE-11"] == [no]
    floor.back(no, "2026-10-15 07:00")
    assert floor.found("LEAVE-11") == []


def test_of_leaves_that_end_on_one_day_the_greatest_number_is_judged(floor: Floor) -> None:
    no = floor.leave("101", "2026-10-13", filed="2026-10-01 09:00")
    assert [row.subject for row in floor.findings() if row.rule == "LEAVE-11"] == [no]


def test_leaves_before_different_shifts_are_each_judged(floor: Floor) -> None:
    floor.rostered("101", d1014="E")
    floor.leave("101", "2026-10-15")
    assert floor.found("LEAVE-11") == [("101", "2026-10-14"), ("101", "2026-10-16")]


def test_a_shift_that_is_covered_by_a_later_leave_is_not_the_return(floor: Floor) -> None:
    no = floor.leave("101", "2026-10-15")
    rows = [row for row in floor.findings() if row.rule == "LEAVE-11"]
    assert [(row.subject, row.day.isoformat()) for row in rows] == [(no, "2026-10-16")]


def test_the_shift_after_swaps_counts(floor: Floor) -> None:
    floor.rostered("102", d1017="E")
    floor.swap("101", "2026-10-15", "102", "2026-10-17")
    assert floor.found("LEAVE-11") == [("101", "2026-10-16")]


def test_who_does_not_work_again_need_not_report(floor: Floor) -> None:
    floor.employed("101", left="2026-10-14")
    assert floor.found("LEAVE-11") == []


def test_the_return_to_a_night_shift_over_the_end_of_a_month() -> None:
    floor = Floor()
    floor.rostered("101", d1031="N")
    floor.leave("101", "2026-10-30")
    floor.back("L-1", "2026-11-01 00:10")
    assert floor.found("LEAVE-11") == []
    floor.leave("102", "2026-10-29")
    floor.back("L-2", "2026-10-30 09:00")
    assert floor.found("LEAVE-11") == [("101", "2026-10-31")]
