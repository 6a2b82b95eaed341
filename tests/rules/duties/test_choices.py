"""Recurrence in words, periods that are summed up, and where a due day stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from app.rules.duties.choices import Chosen, Every, chosen_of
from app.rules.duties.due import DUTIES, Recurrence, recurring
from app.rules.duties.forms import FORMS, STANDARD_CHECKS, period
from app.rules.duties.state import state_of
from app.rules.vocabulary import Duty, DutyForm, DutyState

NONE: frozenset[date] = frozenset()


def days(chosen: Chosen, first: str, last: str, holidays: frozenset[date] = NONE) -> list[str]:
    span = (date.fromisoformat(first), date.fromisoformat(last))
    return [day.isoformat() for day in recurring(chosen.recurrence(), *span, holidays, NONE)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Chosen(Every.DAY), [10, 11, 12, 13]),
        (Chosen(Every.WORKING_DAY), [12, 13]),
        (Chosen(Every.WEEK, weekday=0), [12]),
        (Chosen(Every.WEEK, weekday=6), [11]),
        (Chosen(Every.MONTH, day=12), [12]),
        (Chosen(Every.YEAR, day=13, month=10), [13]),
        (Chosen(Every.YEAR, day=13, month=9), []),
    ],
)
def test_a_choice_says_its_days(chosen: Chosen, expected: list[int]) -> None:
    assert [int(day[-2:]) for day in days(chosen, "2026-10-10", "2026-10-13")] == expected


@pytest.mark.parametrize(("day", "last"), [(28, 28), (29, 28), (31, 28)])
def test_a_day_that_a_month_has_not_got_is_its_last(day: int, last: int) -> None:
    chosen = Chosen(Every.MONTH, day=day)
    assert days(chosen, "2026-02-01", "2026-02-28") == [f"2026-02-{last}"]
    assert days(chosen, "2026-10-01", "2026-10-31") == [f"2026-10-{day}"]


def test_the_29th_of_february_is_the_28th_in_other_years() -> None:
    chosen = Chosen(Every.YEAR, day=29, month=2)
    assert days(chosen, "2027-01-01", "2028-12-31") == ["2027-02-28", "2028-02-29"]


def test_month_ends() -> None:
    assert days(Chosen(Every.MONTH_END), "2026-10-01", "2026-11-30") == [
        "2026-10-31", "2026-11-30",
    ]  # fmt: skip
    assert days(Chosen(Every.LAST_WORKING_DAY), "2026-10-01", "2026-11-29") == ["2026-10-30"]


@pytest.mark.parametrize("chosen", [
    Chosen(Every.DAY), Chosen(Every.WEEK, weekday=4), Chosen(Every.MONTH, day=31),
    Chosen(Every.LAST_WORKING_DAY), Chosen(Every.YEAR, day=10, month=7),
])  # fmt: skip
def test_a_recurrence_is_worded_by_its_choice(chosen: Chosen) -> None:
    assert chosen_of(chosen.recurrence()) == chosen


def test_a_recurrence_that_nobody_chose_has_no_words() -> None:
    assert chosen_of(Recurrence("FREQ=HOURLY")) is None


def test_every_duty_has_its_form_and_checklists_their_lines() -> None:
    assert set(FORMS) == set(DUTIES)
    checked = {duty for duty, form in FORMS.items() if form is DutyForm.CHECKLIST}
    assert checked == set(STANDARD_CHECKS)


@pytest.mark.parametrize(
    ("duty", "due", "first", "last"),
    [
        (Duty.WEEKLY_FIGURES, "2026-10-12", "2026-10-05", "2026-10-11"),
        (Duty.QA_WEEK, "2026-10-12", "2026-10-05", "2026-10-11"),
        (Duty.QA_MONTH, "2026-10-05", "2026-09-01", "2026-09-30"),
        (Duty.QA_MONTH, "2027-01-05", "2026-12-01", "2026-12-31"),
        (Duty.TRAINING, "2026-10-31", "2026-10-01", "2026-10-31"),
        (Duty.HALF_YEAR, "2026-07-10", "2026-01-01", "2026-06-30"),
        (Duty.HALF_YEAR, "2027-01-10", "2026-07-01", "2026-12-31"),
        (Duty.SERVICE_ANALYSIS, "2026-10-22", "2026-09-23", "2026-10-22"),
        (Duty.SERVICE_ANALYSIS, "2027-01-22", "2026-12-23", "2027-01-22"),
        ("own_1", "2026-03-31", "2026-03-01", "2026-03-31"),
    ],
)
def test_what_a_summing_up_is_about(duty: str, due: str, first: str, last: str) -> None:
    found = period(duty, date.fromisoformat(due))
    assert [day.isoformat() for day in found] == [first, last]


@dataclass(frozen=True)
class Row:
    received_at: datetime | None = None
    returned_at: datetime | None = None


MOMENT = datetime(2026, 10, 12, tzinfo=UTC)
DAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("duty", "row", "today", "state"),
    [
        (Duty.QA_WEEK, None, "2026-10-12", DutyState.DUE),
        (Duty.QA_WEEK, None, "2026-10-13", DutyState.OVERDUE),
        (Duty.QA_WEEK, Row(), "2026-10-13", DutyState.HANDED_UP),
        (Duty.QA_WEEK, Row(received_at=MOMENT), "2026-10-13", DutyState.RECEIVED),
        (Duty.QA_WEEK, Row(returned_at=MOMENT), "2026-10-13", DutyState.RETURNED),
        (Duty.WATERING, Row(), "2026-10-13", DutyState.DONE),
    ],
)
def test_where_a_due_day_stands(duty: Duty, row: Row | None, today: str, state: DutyState) -> None:
    assert state_of(DUTIES[duty], DAY, row, date.fromisoformat(today)) is state
