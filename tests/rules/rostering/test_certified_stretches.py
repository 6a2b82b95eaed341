"""What a certificate says of days in a row, and of a month as a whole."""

from __future__ import annotations

import pytest

from app.rules.vocabulary import Role
from tests.rules.rostering.certified import DAY, CertifiedMonth, on


@pytest.fixture
def month() -> CertifiedMonth:
    return CertifiedMonth()


def test_six_days_in_a_row_are_usual_and_each_beyond_is_told(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EEEEEE")
    assert month.days("days_in_row") == []
    month.works("2026-11-08", "EE")
    assert month.days("days_in_row") == ["2026-11-08", "2026-11-09"]


def test_a_run_counts_from_the_month_before(month: CertifiedMonth) -> None:
    month.works("2026-10-26", "EEEEEE E")
    assert month.days("days_in_row") == ["2026-11-01"]


def test_what_was_too_long_before_the_month_is_the_other_months(month: CertifiedMonth) -> None:
    month.works("2026-10-25", "EEEEEEE E")
    assert month.days("days_in_row") == ["2026-11-01"]
    month = CertifiedMonth()
    month.works("2026-10-23", "EEEEEEEE")
    assert month.days("days_in_row") == []


def test_a_run_that_leaves_the_month_is_told_to_its_end() -> None:
    for first in ("2026-11-01", "2026-12-01"):
        month = CertifiedMonth(first)
        month.works("2026-11-25", "EEEEEE EE")
        assert month.days("days_in_row") == ["2026-12-01", "2026-12-02"]
    month = CertifiedMonth()
    month.works("2026-11-24", "EEEEEE")
    month.works("2026-11-30", "E")
    assert month.days("days_in_row") == ["2026-11-30"]


def test_unknown_days_end_a_run(month: CertifiedMonth) -> None:
    month.works("2026-10-26", "EEEEEE E")
    month.unknown(*(on("2026-10-26") + number * DAY for number in range(6)))
    assert month.days("days_in_row") == []


def test_a_day_of_leave_ends_a_run(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EEEEEE.E")
    month.away("2026-11-08")
    assert month.days("days_in_row") == []


def test_a_rostered_day_of_leave_ends_a_run_as_well(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EEEEEEEE")
    month.away("2026-11-08")
    assert month.broken() == [("leave", "101", "2026-11-08")]


def test_three_nights_in_a_row_are_usual(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "NNN")
    assert month.days("nights_in_row") == []
    month.works("2026-11-05", "NN")
    assert month.days("nights_in_row") == ["2026-11-05", "2026-11-06"]


def test_nights_with_another_shift_between_are_not_in_a_row(month: CertifiedMonth) -> None:
    month.policy(swap_rest_hours=0)
    month.works("2026-11-02", "NNLNN")
    assert month.days("nights_in_row") == []


def test_one_day_off_is_a_break_unless_two_are_due(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EE.EE..EE")
    assert month.days("days_off") == []
    month.rules(days_off_in_row_least=2)
    assert month.days("days_off") == ["2026-11-04"]


def test_a_break_is_told_by_its_first_day_in_the_month(month: CertifiedMonth) -> None:
    month.rules(days_off_in_row_least=3)
    month.works("2026-10-28", "EEE..EE")
    assert month.days("days_off") == ["2026-11-01"]


def test_a_break_of_the_month_before_is_not_told(month: CertifiedMonth) -> None:
    month.rules(days_off_in_row_least=2)
    month.works("2026-10-27", "EEE.EE")
    assert month.days("days_off") == []


def test_a_break_that_may_have_begun_before_is_never_too_short(month: CertifiedMonth) -> None:
    month.rules(days_off_in_row_least=2)
    month.works("2026-11-02", "EE")
    assert month.days("days_off") == []
    month.reaches("2026-11-01", "2026-12-01")
    assert month.days("days_off") == []


def test_a_break_that_may_go_on_is_never_too_short(month: CertifiedMonth) -> None:
    month.rules(days_off_in_row_least=2)
    month.works("2026-11-28", "EE.E")
    assert month.days("days_off") == ["2026-11-30"]
    month.unknown(on("2026-12-01"))
    assert month.days("days_off") == []


def test_a_leave_is_a_break_and_may_be_too_short(month: CertifiedMonth) -> None:
    month.rules(days_off_in_row_least=2)
    month.works("2026-11-02", "EE.EE")
    month.away("2026-11-04")
    assert month.days("days_off") == ["2026-11-04"]


def test_two_days_of_work_in_a_row_where_they_are_due(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EE..E..")
    assert month.days("days_in_row_least") == []
    month.rules(days_in_row_least=2)
    assert month.days("days_in_row_least") == ["2026-11-06"]


def test_days_of_work_that_began_before_the_month_are_told_in_it(month: CertifiedMonth) -> None:
    month.rules(days_in_row_least=3)
    month.works("2026-10-31", "EE")
    assert month.days("days_in_row_least") == ["2026-11-01"]


def test_who_was_just_hired_works_no_too_short_run() -> None:
    month = CertifiedMonth()
    month.person("101", hired="2026-11-05", left="2026-11-10")
    month.rules(days_in_row_least=3)
    month.works("2026-11-05", "E....E")
    assert month.broken() == []
    month.works("2026-11-07", "E")
    assert month.days("days_in_row_least") == ["2026-11-07"]


def test_a_month_has_no_more_hours_than_it_may(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EEEES")
    month.rules(month_hours_most=35.5)
    assert month.days("hours_most") == []
    month.rules(month_hours_most=35)
    assert month.days("hours_most") == ["2026-11-01"]
    (found,) = month.certificate().hard
    assert (found.found, found.limit) == (35.5, 35)


def test_hours_beside_the_month_do_not_count(month: CertifiedMonth) -> None:
    month.rules(month_hours_most=8)
    month.works("2026-10-31", "EE")
    month.works("2026-12-01", "E")
    assert month.days("hours_most") == []


def test_a_night_belongs_to_the_month_in_which_it_begins(month: CertifiedMonth) -> None:
    month.works("2026-10-31", "N")
    month.works("2026-11-30", "N")
    (one,) = month.certificate().people
    assert (one.hours, one.nights) == (8, 1)


def test_a_clock_that_changes_makes_no_shift_longer() -> None:
    month = CertifiedMonth("2026-10-01", "Europe/Berlin")
    month.works("2026-10-24", "N")
    assert month.certificate().people[0].hours == 8


def test_a_shift_that_ends_when_it_begins_lasts_a_day(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "W")
    assert month.certificate().people[0].hours == 24


def test_leave_counts_towards_the_least_of_hours(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EE")
    month.away("2026-11-05", "2026-11-07", "2026-12-01")
    month.rules(month_hours_least=32)
    assert month.days("hours_least") == []
    month.rules(month_hours_least=32.5)
    assert month.days("hours_least") == ["2026-11-01"]
    month.policy(plan_leave_hours=9)
    assert month.days("hours_least") == []
    assert month.certificate().people[0].hours == 16


def test_leave_after_the_last_day_employed_counts_nothing() -> None:
    month = CertifiedMonth()
    month.person("101", left="2026-11-05")
    month.away("2026-11-05", "2026-11-06")
    month.rules(month_hours_least=8)
    assert month.days("hours_least") == []
    month.rules(month_hours_least=9)
    assert month.days("hours_least") == ["2026-11-01"]


@pytest.mark.parametrize(("role", "told"), [
    (Role.AGENT, ["2026-11-01"]), (Role.TEAM_LEADER, ["2026-11-01"]),
    (Role.QA_INSPECTOR, []), (Role.DEPARTMENT_HEAD, []),
])  # fmt: skip
def test_a_least_of_hours_is_due_of_who_is_on_a_roster(role: Role, told: list[str]) -> None:
    """An inspector who takes over one shift has that month's line, and owes no hours."""
    month = CertifiedMonth()
    month.person("101", role=role)
    month.works("2026-11-02", "E")
    month.rules(month_hours_least=9)
    assert month.days("hours_least") == told
    assert month.certificate().people[0].hours == 8


def test_who_is_employed_on_no_day_owes_no_hours() -> None:
    month = CertifiedMonth()
    month.person("101", hired="2026-12-01")
    month.works("2026-11-02", "E")
    month.rules(month_hours_least=9)
    assert month.broken() == [("employed", "101", "2026-11-02")]


def test_a_least_of_hours_is_due_in_full_of_who_is_there_for_one_day() -> None:
    month = CertifiedMonth()
    month.person("101", hired="2026-11-30")
    month.works("2026-11-30", "E")
    month.rules(month_hours_least=8)
    assert month.days("hours_least") == []
    month.rules(month_hours_least=9)
    assert month.days("hours_least") == ["2026-11-01"]


def test_who_becomes_an_inspector_owes_the_hours_of_the_month() -> None:
    month = CertifiedMonth()
    month.moves("101", "2026-11-02", role=Role.QA_INSPECTOR)
    month.rules(month_hours_least=9)
    assert month.days("hours_least") == ["2026-11-01"]


def test_weekends_are_those_of_which_either_day_is_worked(month: CertifiedMonth) -> None:
    month.works("2026-11-07", "EE")
    month.works("2026-11-15", "E")
    month.rules(weekends_most=2)
    assert month.days("weekends") == []
    month.rules(weekends_most=1)
    assert month.days("weekends") == ["2026-11-01"]


def test_a_weekend_over_the_edge_counts_by_its_day_in_the_month(month: CertifiedMonth) -> None:
    month.rules(weekends_most=0)
    month.works("2026-10-31", "E")
    assert month.days("weekends") == []
    month.works("2026-11-01", "E")
    assert month.days("weekends") == ["2026-11-01"]
