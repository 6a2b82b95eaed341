"""What a certificate says of one shift, or of one beside another."""

from __future__ import annotations

import pytest

from app.rules.rostering.certificate.judging import broken_rules
from app.rules.rostering.certificate.worked import WorkedMonth
from app.rules.rostering.hard import HardRule
from tests.rules.rostering.certified import CertifiedMonth, on

pytestmark = pytest.mark.rule("SWAP-4")


@pytest.fixture
def month() -> CertifiedMonth:
    return CertifiedMonth()


def test_a_roster_that_holds_breaks_nothing(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EEEEE.. LLLLL.. NNN...")
    assert month.broken() == []
    assert month.certificate().holds


def test_eight_hours_lie_between_two_shifts_and_are_enough(month: CertifiedMonth) -> None:
    month.works("2026-11-03", "LE")
    assert month.days("rest") == []


def test_nine_hours_are_due_where_the_centre_says_so(month: CertifiedMonth) -> None:
    month.policy(swap_rest_hours=9)
    month.works("2026-11-03", "LE")
    assert month.days("rest") == ["2026-11-04"]


def test_a_night_and_the_early_shift_after_it_leave_no_rest(month: CertifiedMonth) -> None:
    month.works("2026-11-03", "NE")
    (found,) = month.certificate().hard
    assert (found.day.isoformat(), found.shift, found.other) == ("2026-11-04", "E", "N")
    assert (found.found, found.limit) == (0, 8)


def test_a_rest_is_judged_over_the_edge_at_which_the_month_begins(month: CertifiedMonth) -> None:
    month.works("2026-10-31", "NE")
    assert month.days("rest") == ["2026-11-01"]


def test_a_rest_over_the_edge_of_two_months_is_told_by_both() -> None:
    month, next_month = CertifiedMonth(), CertifiedMonth("2026-12-01")
    for one in (month, next_month):
        one.works("2026-11-30", "NE")
        assert one.days("rest") == ["2026-12-01"]


def test_who_changes_a_month_hears_of_what_breaks_after_it(month: CertifiedMonth) -> None:
    """A repair asks for one person, and its last shift may leave no rest before the next month."""
    month.works("2026-11-30", "NE")
    judged = WorkedMonth.of(month.scene, month.scene.people["101"])
    (found,) = broken_rules(judged, month.clock)
    assert (found.rule, found.day) == (HardRule.REST, on("2026-12-01"))


def test_what_lies_beside_the_month_altogether_is_another_months(month: CertifiedMonth) -> None:
    month.works("2026-10-30", "NE")
    month.works("2026-12-01", "NE")
    assert month.broken() == []


def test_a_shift_around_the_clock_reaches_the_day_after_the_next(month: CertifiedMonth) -> None:
    month.policy(swap_rest_hours=24)
    month.works("2026-11-03", "W.E")
    assert month.days("rest") == ["2026-11-05"]


def test_on_the_last_of_february_of_a_leap_year_there_is_work(month: CertifiedMonth) -> None:
    leap = CertifiedMonth("2028-02-01")
    leap.works("2028-02-28", "NE")
    assert leap.days("rest") == ["2028-02-29"]
    leap = CertifiedMonth("2028-03-01")
    leap.works("2028-02-29", "NE")
    assert leap.days("rest") == ["2028-03-01"]


def test_a_rest_is_as_long_as_it_was_lived() -> None:
    """In Berlin the night of 29 March 2026 has an hour less, that of 25 October one more."""
    spring = CertifiedMonth("2026-03-01", "Europe/Berlin")
    spring.works("2026-03-28", "LE")
    assert spring.days("rest") == ["2026-03-29"]
    autumn = CertifiedMonth("2026-10-01", "Europe/Berlin")
    autumn.policy(swap_rest_hours=9)
    autumn.works("2026-10-24", "LE")
    assert autumn.days("rest") == []


def test_a_swap_that_brought_a_shift_onto_another_makes_two_of_a_date(
    month: CertifiedMonth,
) -> None:
    month.works("2026-11-03", "E")
    month.doubled("2026-11-03", "L")
    assert month.days("one_shift") == ["2026-11-03"]
    (found,) = month.certificate().hard
    assert (found.shift, found.other) == ("E", "L")
    assert month.certificate().people[0].hours == 8


def test_who_is_hired_that_day_may_work_and_the_day_before_may_not() -> None:
    month = CertifiedMonth()
    month.person("101", hired="2026-11-04")
    month.works("2026-11-03", "EE")
    assert month.days("employed") == ["2026-11-03"]


def test_the_last_day_of_work_is_a_day_of_work_and_the_next_is_not() -> None:
    month = CertifiedMonth()
    month.person("101", left="2026-11-04")
    month.works("2026-11-04", "EE")
    assert month.days("employed") == ["2026-11-05"]


def test_a_shift_on_a_day_of_leave_is_no_work(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EEE")
    month.away("2026-11-03")
    assert month.days("leave") == ["2026-11-03"]
    assert month.certificate().people[0].hours == 16


def test_a_shift_on_leave_needs_no_rest(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "NE")
    month.away("2026-11-03")
    assert month.days("leave") == ["2026-11-03"]


def test_only_the_shifts_that_one_may_work(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "ES")
    assert month.days("shift_allowed") == []
    month.rules("101", shifts=frozenset("EL"))
    assert month.days("shift_allowed") == ["2026-11-03"]


def test_some_shifts_do_not_follow_others(month: CertifiedMonth) -> None:
    month.rules(not_after={"L": frozenset("ES")})
    month.works("2026-11-02", "LL E LE")
    assert month.days("not_after") == ["2026-11-04", "2026-11-06"]


def test_a_day_off_between_two_shifts_lets_any_follow(month: CertifiedMonth) -> None:
    month.rules(not_after={"L": frozenset("ES")})
    month.works("2026-11-02", "L.E")
    assert month.days("not_after") == []


def test_what_does_not_follow_is_judged_over_both_edges(month: CertifiedMonth) -> None:
    month.rules(not_after={"L": frozenset("E")})
    month.works("2026-10-30", "LE")
    month.works("2026-10-31", "LE")
    month.works("2026-11-30", "LE")
    assert month.days("not_after") == ["2026-11-01", "2026-12-01"]


def test_a_row_of_ones_own_is_taken_whole(month: CertifiedMonth) -> None:
    month.rules(shifts=frozenset("E"), days_in_row_most=2)
    month.rules("101", days_in_row_most=3)
    month.works("2026-11-02", "LLLL")
    assert month.days("days_in_row") == ["2026-11-05"]
