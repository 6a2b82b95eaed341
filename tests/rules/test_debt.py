"""The debt of a swap: both legs, from leave and roll call."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.rules.debt import Debt, DebtState, LegFacts, LegState, debt_of, leg_state
from app.rules.facts import Attendance

DAY = date(2026, 10, 20)
START = datetime(2026, 10, 19, 23, 30, tzinfo=UTC)
END = START + timedelta(hours=8)
MINUTE = timedelta(minutes=1)
ABSENT_AFTER = 20 * MINUTE


def leg(
    worker: str = "1001",
    later: int = 0,
    *,
    on_leave: bool = False,
    held: bool = False,
    came: bool | None = None,
) -> LegFacts:
    """`came`: what roll call recorded; None: nothing of this person."""
    step = timedelta(days=later)
    call = None if came is None else Attendance(worker, DAY + step, START if came else None)
    start, end = START + step, END + step
    return LegFacts(worker, DAY + step, start, end, start + ABSENT_AFTER, on_leave, held, call)


def test_a_leg_lies_ahead_until_its_very_start() -> None:
    assert leg_state(leg(), START - MINUTE) is LegState.AHEAD
    assert leg_state(leg(), START) is LegState.RUNNING


def test_whoever_came_has_worked_it() -> None:
    assert leg_state(leg(held=True, came=True), START) is LegState.WORKED


@pytest.mark.parametrize("came", [None, False])
def test_whoever_has_not_come_by_the_time_of_an_absence_has_missed_it(came: bool | None) -> None:
    """Twenty minutes after the start, whether roll call says so or does not know them."""
    missed = leg(held=True, came=came)
    assert leg_state(missed, START + ABSENT_AFTER - MINUTE) is LegState.RUNNING
    assert leg_state(missed, START + ABSENT_AFTER) is LegState.MISSED


def test_without_a_roll_call_a_leg_is_worked_when_it_is_over() -> None:
    assert leg_state(leg(), END - MINUTE) is LegState.RUNNING
    assert leg_state(leg(), END) is LegState.WORKED


@pytest.mark.parametrize("came", [None, False])
def test_whoever_is_on_leave_is_not_absent(came: bool | None) -> None:
    assert leg_state(leg(on_leave=True, held=True, came=came), END) is LegState.REOPENED


def debt(*legs: LegFacts, now: datetime = END) -> Debt:
    return debt_of(legs, now)


def test_the_debt_is_open_first_worked_and_settled_as_time_goes_by() -> None:
    legs = (leg("1001", later=3), leg("1002"))
    states = [
        debt(*legs, now=moment).state
        for moment in (START - MINUTE, END, END + timedelta(days=3, minutes=-1),
                       END + timedelta(days=3))
    ]  # fmt: skip
    assert states == [
        DebtState.OPEN, DebtState.FIRST_WORKED, DebtState.FIRST_WORKED, DebtState.SETTLED,
    ]  # fmt: skip


def test_the_earlier_leg_stands_first() -> None:
    assert [one.worker for one in debt(leg("1001", later=3), leg("1002")).legs] == ["1002", "1001"]


def test_one_missed_leg_breaks_the_whole() -> None:
    assert debt(leg(held=True, came=False), leg("1002", 1, on_leave=True)).state is DebtState.BROKEN


def test_a_leave_on_a_leg_reopens_it() -> None:
    assert debt(leg(held=True, came=True), leg("1002", 1, on_leave=True)).state is (
        DebtState.REOPENED
    )
