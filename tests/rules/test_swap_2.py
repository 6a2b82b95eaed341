"""SWAP-2: at most 2 swaps for a person in a calendar month, counted by the date given away."""

import pytest

from app.rules.figures.swaps import SwapsUsedUp
from app.rules.vocabulary import SwapStatus
from tests.figured import counted
from tests.rules.centre import Centre

pytestmark = pytest.mark.rule("SWAP-2")

OTHERS = ("102", "103", "201", "202")


@pytest.fixture
def centre() -> Centre:
    return Centre()


def gives(centre: Centre, *days: str, **words: object) -> None:
    """101 gives a shift away on each day, each time to somebody else, for one in December."""
    for index, (day, other) in enumerate(zip(days, OTHERS, strict=False)):
        centre.swap("101", day, other, f"2026-12-{10 + index}", **words)  # type: ignore[arg-type]


def test_second_swap_in_a_month_is_allowed(centre: Centre) -> None:
    gives(centre, "2026-10-12", "2026-10-20")
    assert centre.found("SWAP-2") == []


def test_third_swap_in_a_month_is_refused(centre: Centre) -> None:
    gives(centre, "2026-10-12", "2026-10-20", "2026-10-28")
    assert centre.found("SWAP-2") == [("101", "2026-10-28")]


def test_the_refusal_names_the_swaps_and_days_counted(centre: Centre) -> None:
    gives(centre, "2026-10-20", "2026-10-12", "2026-10-28")
    finding = next(row for row in centre.findings() if row.rule == "SWAP-2")
    figures = counted(finding, SwapsUsedUp)
    assert figures.count == figures.limit == 2
    assert figures.swaps == ("S-1", "S-2")
    assert [day.day for day in figures.dates] == [12, 20]


def test_a_month_ends_with_its_last_day(centre: Centre) -> None:
    gives(centre, "2026-10-30", "2026-10-31", "2026-11-01")
    assert centre.found("SWAP-2") == []


def test_the_last_day_of_the_month_still_counts(centre: Centre) -> None:
    gives(centre, "2026-10-01", "2026-10-02", "2026-10-31")
    assert centre.found("SWAP-2") == [("101", "2026-10-31")]


def test_the_29th_of_february_belongs_to_february(centre: Centre) -> None:
    gives(centre, "2028-02-01", "2028-02-02", "2028-02-29", "2028-03-01")
    assert centre.found("SWAP-2") == [("101", "2028-02-29")]


def test_the_same_month_of_another_year_is_another_month(centre: Centre) -> None:
    gives(centre, "2026-10-12", "2026-10-20", "2027-10-12")
    assert centre.found("SWAP-2") == []


def test_it_counts_for_the_counterpart_in_the_month_that_they_give_away(centre: Centre) -> None:
    for index, requester in enumerate(OTHERS[:3]):
        centre.swap(requester, f"2026-1{index}-05", "101", f"2026-09-{20 + index}")
    assert centre.found("SWAP-2") == [("101", "2026-09-22")]


def test_a_date_on_which_nobody_was_rostered_counts_all_the_same(centre: Centre) -> None:
    assert not centre.rows
    gives(centre, "2026-10-12", "2026-10-20", "2026-10-28")
    assert centre.found("SWAP-2") == [("101", "2026-10-28")]


@pytest.mark.parametrize(
    "status", [SwapStatus.DECLINED, SwapStatus.WITHDRAWN, SwapStatus.EXPIRED, SwapStatus.OFFERED]
)
def test_swaps_that_never_took_effect_are_not_in_the_register_count(
    centre: Centre, status: SwapStatus
) -> None:
    gives(centre, "2026-10-02", "2026-10-03", status=status)
    gives(centre, "2026-10-12", "2026-10-20")
    assert centre.found("SWAP-2") == []


def test_the_order_is_that_of_taking_effect_not_of_filing(centre: Centre) -> None:
    centre.swap("101", "2026-10-12", "102", "2026-12-10", effective="2026-09-03 10:00")
    centre.swap("101", "2026-10-20", "103", "2026-12-11", effective="2026-09-02 10:00")
    centre.swap("101", "2026-10-28", "201", "2026-12-12", effective="2026-09-01 10:00")
    assert centre.found("SWAP-2") == [("101", "2026-10-12")]


def test_the_limit_in_force_when_it_took_effect_is_what_judges(centre: Centre) -> None:
    centre.value("swap_monthly_limit", 3, since="2026-09-02 00:00")
    gives(centre, "2026-10-12", "2026-10-20", effective="2026-09-01 10:00")
    centre.swap("101", "2026-10-28", "201", "2026-12-12", effective="2026-09-01 23:59")
    centre.swap("101", "2026-10-29", "202", "2026-12-13", effective="2026-09-02 00:00")
    assert centre.found("SWAP-2") == [("101", "2026-10-28"), ("101", "2026-10-29")]
    centre.swaps.pop(2)
    assert centre.found("SWAP-2") == []
