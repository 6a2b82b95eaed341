"""LEAVE-10: an approved leave opens the shifts that it covers."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.rules.calendar import CentreTime
from app.rules.facts import ShiftType
from app.rules.policy import DEFAULTS
from app.rules.roster import CellLeave, RosterFacts, cell_findings
from app.rules.vocabulary import LeaveStatus, Level

pytestmark = pytest.mark.rule("LEAVE-10")

FIRST, LAST, AFTER = date(2026, 10, 12), date(2026, 10, 13), date(2026, 10, 14)
EARLY = ShiftType("E", "早班", time(7, 30), time(15, 30), False)


def codes(day: date, status: LeaveStatus = LeaveStatus.APPROVED) -> list[tuple[str, Level]]:
    """What is said of a shift on `day`, with a leave on the first two of three days."""
    facts = RosterFacts(
        shifts={"E": EARLY},
        roster={"101": dict.fromkeys((FIRST, LAST, AFTER), "E")},
        leaves={("101", leave_day): CellLeave("L-1", status) for leave_day in (FIRST, LAST)},
    )
    found = cell_findings(facts, [("101", day)], DEFAULTS, CentreTime())
    return [(finding.code, finding.level) for finding in found["101", day]]


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_a_shift_on_a_day_of_approved_leave_is_open(day: date) -> None:
    assert codes(day) == [("LEAVE-10.roster_on_leave", Level.WARNING)]


def test_a_shift_on_the_day_after_the_leave_is_not_open() -> None:
    assert codes(AFTER) == []


def test_a_leave_that_is_not_decided_yet_is_only_noted() -> None:
    assert codes(FIRST, LeaveStatus.PENDING) == [("LEAVE-10.roster_pending", Level.NOTE)]
