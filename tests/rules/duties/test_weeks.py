"""The duty logs rolled up to weeks (DUTY-1)."""

from __future__ import annotations

from datetime import date

from app.rules.books import DutyLog
from app.rules.duties.figures import WeekFigures, weekly_figures

JANUARY = (date(2026, 1, 1), date(2026, 1, 31))


def log(day: str, *counts: int | None, department: str = "客服部") -> DutyLog:
    """A log with its counts: enquiries, look-ups, outbound, backlog."""
    given = [*counts, *(None,) * (4 - len(counts))]
    enquiries, lookups, outbound, backlog = given
    return DutyLog(
        department=department,
        day=date.fromisoformat(day),
        leader="100",
        enquiries=enquiries,
        lookups=lookups,
        outbound=outbound,
        backlog=backlog,
    )


def test_the_counts_of_a_week_are_added_up() -> None:
    logs = [log("2026-01-05", 10, 4, 1, 7), log("2026-01-11", 20, 6, 2, 3)]
    assert weekly_figures(logs, *JANUARY) == [
        WeekFigures("2026-W02", "客服部", 2, 30, 10, 3, 3),
    ]


def test_a_blank_count_is_nothing() -> None:
    assert weekly_figures([log("2026-01-05")], *JANUARY) == [
        WeekFigures("2026-W02", "客服部", 1, 0, 0, 0, None),
    ]


def test_the_backlog_is_the_last_that_was_given() -> None:
    logs = [log("2026-01-07"), log("2026-01-06", 0, 0, 0, 0), log("2026-01-05", 0, 0, 0, 9)]
    (week,) = weekly_figures(logs, *JANUARY)
    assert week.backlog == 0


def test_only_days_of_the_span_count_its_ends_too() -> None:
    logs = [log(f"2026-01-{day:02}", 1) for day in range(5, 12)]
    (week,) = weekly_figures(logs, date(2026, 1, 6), date(2026, 1, 8))
    assert (week.days, week.enquiries) == (3, 3)


def test_new_years_day_may_lie_in_a_week_of_the_year_before() -> None:
    logs = [log("2027-01-03", 1), log("2027-01-04", 1)]
    found = weekly_figures(logs, date(2027, 1, 1), date(2027, 1, 31))
    assert [week.week for week in found] == ["2026-W53", "2027-W01"]


def test_weeks_come_in_order_and_in_them_departments() -> None:
    logs = [
        log("2026-01-12", 1), log("2026-01-05", 1, department="外呼部"), log("2026-01-05", 1),
    ]  # fmt: skip
    found = weekly_figures(logs, *JANUARY)
    assert [(week.week, week.department) for week in found] == [
        ("2026-W02", "外呼部"), ("2026-W02", "客服部"), ("2026-W03", "客服部"),
    ]  # fmt: skip


def test_without_logs_there_are_no_weeks() -> None:
    assert weekly_figures([], *JANUARY) == []
