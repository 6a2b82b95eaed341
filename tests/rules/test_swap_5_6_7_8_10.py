"""SWAP-5 same work, SWAP-6 no holidays, SWAP-7 no leave, SWAP-8 real shifts, SWAP-10 the debt."""

import pytest

from app.rules.vocabulary import LeaveStatus
from tests.rules.centre import Centre

pytestmark = [pytest.mark.rule(f"SWAP-{number}") for number in (5, 6, 7, 8, 10)]


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.rostered("101", d1012="E")
    centre.rostered("102", d1014="E")
    return centre


def swap(centre: Centre, **words: str) -> None:
    centre.swap("101", "2026-10-12", "102", "2026-10-14", **words)  # type: ignore[arg-type]


@pytest.mark.parametrize(("mine", "theirs"), [("呼入", "投诉"), ("", "呼入"), ("呼入", "")])
def test_swap_5_another_job_type_is_refused_and_blank_equals_only_blank(
    centre: Centre, mine: str, theirs: str
) -> None:
    centre.moves("101", "2026-01-01", job_type=mine)
    centre.moves("102", "2026-01-01", job_type=theirs)
    swap(centre)
    assert centre.found("SWAP-5") == [("101", "2026-10-12")]


def test_swap_5_two_blank_job_types_are_the_same(centre: Centre) -> None:
    for no in ("101", "102"):
        centre.moves(no, "2026-01-01", job_type="")
    swap(centre)
    assert centre.found("SWAP-5") == []


@pytest.mark.parametrize(
    ("mine", "theirs", "refused"),
    [(2, 3, False), (3, 2, False), (2, 4, True), (5, 1, True), (None, 5, False), (3, 3, False)],
)
def test_swap_5_skill_levels_are_at_most_one_apart_and_a_blank_one_is_not_compared(
    centre: Centre, mine: int | None, theirs: int | None, refused: bool
) -> None:
    centre.moves("101", "2026-01-01", skill_level=mine)
    centre.moves("102", "2026-01-01", skill_level=theirs)
    swap(centre)
    assert bool(centre.found("SWAP-5")) is refused


def test_swap_5_the_posts_of_the_day_on_which_it_took_effect_count(centre: Centre) -> None:
    centre.moves("102", "2026-09-02", job_type="投诉")
    swap(centre, effective="2026-09-01 23:59")
    assert centre.found("SWAP-5") == []
    centre.swaps.clear()
    swap(centre, effective="2026-09-02 00:00")
    assert centre.found("SWAP-5") == [("101", "2026-10-12")]


def test_swap_6_a_holidays_duty_is_not_swapped(centre: Centre) -> None:
    centre.holiday("2026-10-12")
    swap(centre)
    assert centre.found("SWAP-6") == [("101", "2026-10-12")]


def test_swap_6_the_day_next_to_a_holiday_is_ordinary(centre: Centre) -> None:
    centre.holiday("2026-10-13")
    swap(centre)
    assert centre.found("SWAP-6") == []


def test_swap_6_needs_no_roster(centre: Centre) -> None:
    centre.rows.clear()
    centre.holiday("2026-10-12")
    swap(centre)
    assert centre.found("SWAP-6") == [("101", "2026-10-12")]


def test_swap_7_leave_on_the_date_given_and_on_the_date_received_are_two_findings(
    centre: Centre,
) -> None:
    centre.leave("101", "2026-10-12", "2026-10-14", approved="2026-08-31 12:00")
    swap(centre)
    assert centre.found("SWAP-7") == [("101", "2026-10-12"), ("101", "2026-10-14")]


@pytest.mark.parametrize(("first", "found"), [("2026-10-13", 0), ("2026-10-14", 1)])
def test_swap_7_leave_beside_the_shifts_is_no_matter(
    centre: Centre, first: str, found: int
) -> None:
    centre.leave("101", first, first, approved="2026-08-31 12:00")
    swap(centre)
    assert len(centre.found("SWAP-7")) == found


def test_swap_7_only_leave_approved_before_it_took_effect_counts(centre: Centre) -> None:
    swap(centre, effective="2026-09-01 10:00")
    centre.leave("101", "2026-10-12", approved="2026-09-01 10:00")
    assert centre.found("SWAP-7") == []
    centre.leave("102", "2026-10-14", approved="2026-09-01 09:59")
    assert centre.found("SWAP-7") == [("102", "2026-10-14")]


@pytest.mark.parametrize("status", [LeaveStatus.DECLINED, LeaveStatus.WITHDRAWN])
def test_swap_7_leave_that_was_not_granted_is_no_leave(centre: Centre, status: LeaveStatus) -> None:
    centre.leave("101", "2026-10-12", approved="2026-08-31 12:00", status=status)
    swap(centre)
    assert centre.found("SWAP-7") == []


def test_swap_8_both_parties_are_rostered_on_the_date_they_give_away(centre: Centre) -> None:
    centre.swap("101", "2026-10-13", "102", "2026-10-14")
    assert centre.found("SWAP-8") == [("101", "2026-10-13")]


def test_swap_8_with_no_shift_at_all_only_the_missing_shifts_are_said(centre: Centre) -> None:
    centre.swap("101", "2026-10-13", "102", "2026-10-15", effective="2026-12-01 09:00")
    assert centre.found("SWAP-8") == [("101", "2026-10-13"), ("102", "2026-10-15")]
    assert set(centre.codes("SWAP-8")) == {"not_rostered/breach"}


@pytest.mark.parametrize(("left", "found"), [("2026-10-11", 1), ("2026-10-12", 0)])
def test_swap_8_the_last_day_employed_is_still_employed(
    centre: Centre, left: str, found: int
) -> None:
    centre.employed("101", left=left)
    swap(centre)
    assert len(centre.found("SWAP-8")) == found


@pytest.mark.parametrize(("hired", "found"), [("2026-10-12", 0), ("2026-10-13", 1)])
def test_swap_8_the_first_day_employed_is_employed(centre: Centre, hired: str, found: int) -> None:
    centre.employed("101", hired=hired)
    swap(centre)
    assert len(centre.found("SWAP-8")) == found


@pytest.mark.parametrize(
    ("effective", "found"),
    [("2026-10-12 07:29", []), ("2026-10-12 07:30", [("101", "2026-10-12")])],
)
def test_swap_8_it_takes_effect_before_the_earlier_shift_starts(
    centre: Centre, effective: str, found: list[tuple[str, str]]
) -> None:
    swap(centre, effective=effective)
    assert centre.found("SWAP-8") == found


def test_swap_8_the_one_shift_that_exists_is_the_earlier_one(centre: Centre) -> None:
    centre.swap("103", "2026-10-01", "102", "2026-10-14", effective="2026-10-14 07:30")
    assert centre.found("SWAP-8") == [("103", "2026-10-01")], "missing and late are one finding"
    centre.rows["103"].clear()
    centre.swaps.clear()
    centre.swap("101", "2026-10-12", "103", "2026-10-01", effective="2026-10-12 07:30")
    assert centre.found("SWAP-8") == [("101", "2026-10-12"), ("103", "2026-10-01")]


def test_swap_8_a_swap_with_oneself_is_said_once_and_changes_nothing(centre: Centre) -> None:
    centre.rostered("101", d1020="E", d1021="E")
    centre.swap("101", "2026-10-12", "101", "2026-10-20", consents=("", ""))
    swap(centre)
    centre.swap("101", "2026-10-20", "103", "2026-12-01")
    rules = [(row.rule, row.person, row.subject) for row in centre.findings()]
    assert [row for row in rules if row[2] == "S-1"] == [("SWAP-8", "101", "S-1")]
    assert centre.found("SWAP-2") == [], "it takes no place in the month"


def test_swap_10_a_missed_swapped_shift_is_charged_to_both_parties(centre: Centre) -> None:
    swap(centre)
    centre.arrived("101", "2026-10-14")
    assert centre.found("SWAP-10") == [("101", "2026-10-14"), ("102", "2026-10-14")]
    assert centre.found("ATT-4") == [("101", "2026-10-14")]
    assert {row.subject for row in centre.findings() if row.rule == "SWAP-10"} == {"S-1"}


def test_swap_10_who_works_the_swapped_shift_owes_nothing(centre: Centre) -> None:
    swap(centre)
    centre.arrived("101", "2026-10-14", "07:20")
    assert centre.found("SWAP-10") == []


def test_swap_10_who_is_late_for_it_has_not_missed_it_altogether(centre: Centre) -> None:
    swap(centre)
    centre.arrived("101", "2026-10-14", "09:00")
    assert centre.found("SWAP-10") == []


def test_swap_10_an_own_shift_missed_is_charged_to_nobody_else(centre: Centre) -> None:
    centre.arrived("101", "2026-10-12")
    assert centre.found("ATT-4") == [("101", "2026-10-12")]
    assert centre.found("SWAP-10") == []
