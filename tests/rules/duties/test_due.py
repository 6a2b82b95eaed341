"""On which days a regular duty is due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.duties.due import DUTIES, Recurrence, due_days, is_working_day, recurring
from app.rules.vocabulary import Duty, Role

pytestmark = pytest.mark.rule("MEET-2")
NONE: frozenset[date] = frozenset()
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


def days(*texts: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(text) for text in texts)


def due(
    duty: Duty,
    first: str,
    last: str,
    holidays: frozenset[date] = NONE,
    workdays: frozenset[date] = NONE,
) -> list[str]:
    span = (date.fromisoformat(first), date.fromisoformat(last))
    return [day.isoformat() for day in due_days(duty, *span, holidays, workdays)]


def meeting(month: str, holidays: frozenset[date] = NONE, workdays: frozenset[date] = NONE) -> str:
    """The only meeting of a month that lies within it."""
    (day,) = due(Duty.AGENTS_MEETING, f"{month}-01", f"{month}-28", holidays, workdays)
    return day


def test_every_duty_of_the_rulebook_has_its_line() -> None:
    assert list(DUTIES) == list(Duty)


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        (Duty.SERVICE_ANALYSIS, [22]),
        (Duty.WEEKLY_FIGURES, [5, 12, 19, 26]),
        (Duty.LEADERS_MEETING, [4, 11, 18, 25]),
        (Duty.HALF_YEAR, []),
        (Duty.TRAINING, [31]),
        (Duty.QA_WEEK, [5, 12, 19, 26]),
        (Duty.QA_MONTH, [5]),
        (Duty.SAFETY_CHECK, [2, 9, 16, 23, 30]),
        (Duty.LEAF_CLEANING, [2, 9, 16, 23, 30]),
    ],
)
def test_days_of_one_month(duty: Duty, expected: list[int]) -> None:
    assert [day.day for day in due_days(duty, *OCTOBER, NONE, NONE)] == expected


@pytest.mark.parametrize("duty", [Duty.SITE_CHECK, Duty.WATERING])
def test_some_are_due_each_day_holidays_too(duty: Duty) -> None:
    assert len(due_days(duty, *OCTOBER, days("2026-10-01"), NONE)) == 31


def test_half_years_end_with_a_summary_in_january_and_july() -> None:
    assert due(Duty.HALF_YEAR, "2026-01-10", "2027-01-10") == [
        "2026-01-10", "2026-07-10", "2027-01-10",
    ]  # fmt: skip


def test_the_last_day_of_a_february_is_its_own() -> None:
    assert due(Duty.TRAINING, "2027-12-15", "2028-03-01") == [
        "2027-12-31", "2028-01-31", "2028-02-29",
    ]  # fmt: skip


@pytest.mark.parametrize("duty", list(Duty))
def test_a_span_of_no_days_has_no_due_day(duty: Duty) -> None:
    assert due_days(duty, date(2026, 10, 24), date(2026, 10, 23), NONE, NONE) == []


def test_both_ends_of_a_span_belong_to_it() -> None:
    assert due(Duty.WEEKLY_FIGURES, "2026-10-05", "2026-10-12") == ["2026-10-05", "2026-10-12"]


def test_all_agents_meet_on_the_last_friday_before_the_25th() -> None:
    assert meeting("2026-10") == "2026-10-23"


def test_a_friday_on_the_24th_is_before_the_25th() -> None:
    assert meeting("2026-07") == "2026-07-24"


def test_where_the_25th_is_a_friday_it_is_the_friday_a_week_earlier() -> None:
    assert meeting("2026-09") == "2026-09-18"


def test_a_holiday_gives_way_to_the_last_working_day_before() -> None:
    assert meeting("2026-10", days("2026-10-23")) == "2026-10-22"


def test_a_weekend_before_the_holiday_is_no_working_day() -> None:
    break_ = days("2026-10-23", "2026-10-22", "2026-10-21", "2026-10-20", "2026-10-19")
    assert meeting("2026-10", break_) == "2026-10-16"


def test_a_make_up_workday_on_a_saturday_is_a_working_day() -> None:
    break_ = days("2026-10-23", "2026-10-22", "2026-10-21", "2026-10-20", "2026-10-19")
    assert meeting("2026-10", break_, days("2026-10-17")) == "2026-10-17"


def test_a_long_break_takes_it_into_the_month_before() -> None:
    break_ = frozenset(date(2026, 2, day) for day in range(1, 21))
    span = ("2026-01-24", "2026-02-28")
    assert due(Duty.AGENTS_MEETING, *span, break_) == ["2026-01-30"]
    assert due(Duty.AGENTS_MEETING, "2026-01-31", "2026-02-28", break_) == []


def test_the_span_that_ends_before_the_planned_friday_has_the_day_all_the_same() -> None:
    break_ = frozenset(date(2026, 2, day) for day in range(1, 21))
    assert due(Duty.AGENTS_MEETING, "2026-01-30", "2026-01-31", break_) == ["2026-01-30"]


def test_two_months_that_give_way_to_one_day_are_one_meeting() -> None:
    break_ = frozenset(date.fromordinal(n) for n in range(date(2026, 1, 10).toordinal(),
                                                         date(2026, 3, 1).toordinal()))  # fmt: skip
    found = due(Duty.AGENTS_MEETING, "2026-01-01", "2026-02-28", break_)
    assert found == ["2026-01-09"]


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 90),
    st.sets(st.dates(date(2020, 1, 1), date(2030, 4, 1)), max_size=40),
)
def test_days_of_a_span_are_those_of_its_parts(first: date, length: int, off: set[date]) -> None:
    last = date.fromordinal(first.toordinal() + length)
    middle = date.fromordinal(first.toordinal() + length // 2)
    after = date.fromordinal(middle.toordinal() + 1)
    holidays = frozenset(off)
    for duty in (Duty.AGENTS_MEETING, Duty.QA_WEEK, Duty.TRAINING):
        whole = due_days(duty, first, last, holidays, NONE)
        parts = due_days(duty, first, middle, holidays, NONE)
        assert whole == parts + due_days(duty, after, last, holidays, NONE)


def test_the_last_working_day_of_each_month_can_be_chosen() -> None:
    ends = Recurrence("FREQ=MONTHLY;BYMONTHDAY=-1", on_workday=True)
    found = recurring(ends, *OCTOBER, NONE, NONE)
    assert found == [date(2026, 10, 30)]


def test_every_working_day_can_be_chosen() -> None:
    daily = Recurrence("FREQ=DAILY", on_workday=True)
    span = (date(2026, 10, 1), date(2026, 10, 11))
    found = recurring(daily, *span, days("2026-10-01", "2026-10-02"), days("2026-10-10"))
    assert [day.day for day in found] == [5, 6, 7, 8, 9, 10]


def test_a_make_up_workday_counts_on_any_day_of_the_week() -> None:
    sunday = date(2026, 10, 11)
    assert not is_working_day(sunday, NONE, NONE)
    assert is_working_day(sunday, NONE, frozenset({sunday}))
    assert not is_working_day(date(2026, 10, 12), days("2026-10-12"), NONE)


def test_the_quality_duties_are_an_inspectors_and_the_head_receives_them() -> None:
    for duty in (Duty.QA_WEEK, Duty.QA_MONTH):
        assert (DUTIES[duty].doer, DUTIES[duty].receiver) == (
            Role.QA_INSPECTOR, Role.DEPARTMENT_HEAD,
        )  # fmt: skip
