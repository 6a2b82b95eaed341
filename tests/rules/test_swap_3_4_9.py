"""What a party receives: SWAP-3 not consecutive, SWAP-4 rested, SWAP-9 not double-booked."""

import pytest

from app.rules.figures.swaps import RestTooShort
from tests.figured import counted
from tests.rules.centre import Centre

pytestmark = [
    pytest.mark.rule("SWAP-3"),
    pytest.mark.rule("SWAP-4"),
    pytest.mark.rule("SWAP-9"),
]


@pytest.fixture
def centre() -> Centre:
    return Centre()


def test_swap_3_next_shift_from_another_swap_is_consecutive(centre: Centre) -> None:
    centre.rostered("101", d1001="E", d1003="E")
    centre.rostered("102", d1010="E")
    centre.rostered("103", d1012="E")
    centre.swap("101", "2026-10-01", "102", "2026-10-10")
    centre.swap("101", "2026-10-03", "103", "2026-10-12")
    assert centre.found("SWAP-3") == [("101", "2026-10-12")]


def test_swap_3_days_off_between_do_not_matter(centre: Centre) -> None:
    centre.rostered("101", d1001="E", d1003="E")
    centre.rostered("102", d1010="E")
    centre.rostered("103", d1130="E")
    centre.swap("101", "2026-10-01", "102", "2026-10-10")
    centre.swap("101", "2026-10-03", "103", "2026-11-30")
    assert centre.found("SWAP-3") == [("101", "2026-11-30")]


def test_swap_3_an_own_shift_between_two_swapped_ones_is_enough(centre: Centre) -> None:
    centre.rostered("101", d1001="E", d1003="E", d1011="E")
    centre.rostered("102", d1010="E")
    centre.rostered("103", d1012="E")
    centre.swap("101", "2026-10-01", "102", "2026-10-10")
    centre.swap("101", "2026-10-03", "103", "2026-10-12")
    assert centre.found("SWAP-3") == []


def test_swap_3_the_shift_that_is_given_away_does_not_stand_between(centre: Centre) -> None:
    centre.rostered("101", d1001="E", d1011="E")
    centre.rostered("102", d1010="E")
    centre.rostered("103", d1012="E")
    centre.swap("101", "2026-10-01", "102", "2026-10-10")
    centre.swap("101", "2026-10-11", "103", "2026-10-12")
    assert centre.found("SWAP-3") == [("101", "2026-10-12")]


def test_swap_3_a_swapped_shift_is_not_given_away_again(centre: Centre) -> None:
    centre.rostered("101", d1001="E")
    centre.rostered("102", d1010="E")
    centre.rostered("103", d1012="E")
    centre.swap("101", "2026-10-01", "102", "2026-10-10")
    centre.swap("101", "2026-10-10", "103", "2026-10-12")
    assert ("101", "2026-10-10") in centre.found("SWAP-3")
    assert "given_again/breach" in centre.codes("SWAP-3")


def rest_before(centre: Centre, first: str, second: str) -> list[tuple[str, str]]:
    """101 works `first` on 12 October and receives `second` on the 13th."""
    centre.rostered("101", d1001="E", d1012=first)
    centre.rostered("102", d1013=second)
    centre.swap("101", "2026-10-01", "102", "2026-10-13")
    return centre.found("SWAP-4")


def test_swap_4_eight_hours_of_rest_are_enough(centre: Centre) -> None:
    assert rest_before(centre, "L", "E") == []  # 23:30 to 07:30


def test_swap_4_no_rest_after_a_night_is_back_to_back(centre: Centre) -> None:
    assert rest_before(centre, "N", "E") == [("101", "2026-10-13")]  # 07:30 to 07:30


def test_swap_4_a_night_ends_on_the_next_day(centre: Centre) -> None:
    assert rest_before(centre, "N", "L") == []  # 07:30 to 15:30: eight hours
    other = Centre()
    assert rest_before(other, "N", "D") == [("101", "2026-10-13")]  # 07:30 to 09:00


def test_swap_4_one_minute_under_eight_hours_is_too_little(centre: Centre) -> None:
    centre.rostered("101", d1001="E", d1012="L")
    centre.rostered("102", d1013="E")
    early = centre.shifts["E"]
    centre.shifts["E"] = type(early)("E", "早班", early.start.replace(minute=29), early.end, False)
    centre.swap("101", "2026-10-01", "102", "2026-10-13")
    assert centre.found("SWAP-4") == [("101", "2026-10-13")]
    finding = next(row for row in centre.findings() if row.rule == "SWAP-4")
    assert counted(finding, RestTooShort).minutes == 7 * 60 + 59


def test_swap_4_the_shift_after_counts_as_well(centre: Centre) -> None:
    centre.rostered("101", d1001="E", d1014="E")
    centre.rostered("102", d1013="N")
    centre.swap("101", "2026-10-01", "102", "2026-10-13")
    assert centre.found("SWAP-4") == [("101", "2026-10-13")]


def test_swap_4_the_shift_given_away_needs_no_rest(centre: Centre) -> None:
    centre.rostered("101", d1012="N")
    centre.rostered("102", d1013="E")
    centre.swap("101", "2026-10-12", "102", "2026-10-13")
    assert centre.found("SWAP-4") == []


def test_swap_4_rest_is_judged_across_the_end_of_the_year(centre: Centre) -> None:
    centre.rostered("101", d1001="E", d1231="N")
    centre.rostered_on("102", "2027-01-01", "E")
    centre.swap("101", "2026-10-01", "102", "2027-01-01")
    assert centre.found("SWAP-4") == [("101", "2027-01-01")]


def clocks(day: str, next_day: str, first: str, second: str) -> list[tuple[str, str]]:
    centre = Centre("Europe/Berlin")
    centre.rostered("101", d0201="E")
    centre.rostered_on("101", day, first)
    centre.rostered_on("102", next_day, second)
    centre.swap(
        "101",
        "2026-02-01",
        "102",
        next_day,
        effective="2026-01-02 10:00",
        consented="2026-01-01 09:00",
    )
    return centre.found("SWAP-4")


def test_swap_4_a_night_with_the_clock_put_forward_rests_an_hour_less() -> None:
    assert clocks("2026-03-28", "2026-03-29", "L", "E") == [("101", "2026-03-29")]


def test_swap_4_a_night_with_the_clock_put_back_rests_an_hour_more() -> None:
    assert clocks("2026-10-24", "2026-10-25", "L", "E") == []


def test_swap_9_another_shift_on_the_date_received_is_a_double_booking(centre: Centre) -> None:
    centre.rostered("101", d1012="E", d1014="L")
    centre.rostered("102", d1014="E")
    centre.swap("101", "2026-10-12", "102", "2026-10-14")
    assert centre.found("SWAP-9") == [("101", "2026-10-14")]


def test_swap_9_early_for_late_on_one_date_is_no_double_booking(centre: Centre) -> None:
    centre.rostered("101", d1012="E")
    centre.rostered("102", d1012="L")
    centre.swap("101", "2026-10-12", "102", "2026-10-12")
    assert [row.rule for row in centre.findings()] == []


def test_receiving_rules_are_silent_for_a_leg_without_a_shift(centre: Centre) -> None:
    centre.rostered("101", d1012="E", d1014="L")
    centre.swap("101", "2026-10-12", "102", "2026-10-14")
    assert centre.found("SWAP-9") == []
    assert centre.found("SWAP-8") == [("102", "2026-10-14")]


def test_a_shift_that_was_replaced_is_the_one_that_moves_on(centre: Centre) -> None:
    """101's own late shift of the 14th gives way to the early one received on it."""
    centre.rostered("101", d1012="E", d1014="L")
    centre.rostered("102", d1014="E")
    centre.rostered("103", d1020="E")
    centre.swap("101", "2026-10-12", "102", "2026-10-14")
    centre.swap("101", "2026-10-14", "103", "2026-10-20")
    assert ("103", "2026-10-14") not in centre.found("SWAP-9")
    centre.arrived("103", "2026-10-14", "07:15")
    assert centre.found("ATT-2") == [], "an early shift, for which 07:15 is in time"
