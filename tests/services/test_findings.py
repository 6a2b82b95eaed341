"""Findings are shown as far as the asker's registers reach."""

from __future__ import annotations

import pytest

from app.context import Actor
from app.reading.findings import LastCheck, findings_for
from app.rules.vocabulary import DayKind
from app.services.keeping import calendar
from tests.factories import SmallCentre, TestClock
from tests.recorded import record_breaches

EVERYTHING = {("ATT-2", "1001"), ("ATT-2", "1002"), ("ATT-4", "1000"), ("QA-3", "2000")}
OF_TEAM_A = {(rule, no) for rule, no in EVERYTHING if rule.startswith("ATT")}


@pytest.fixture(autouse=True)
def _breaches(centre: SmallCentre) -> None:
    record_breaches(centre)


def seen_by(centre: SmallCentre, no: str) -> set[tuple[str, str]]:
    found = findings_for(centre.context.acting_as(Actor(no, centre.people[no])))
    return {(row.finding.rule, row.finding.person) for row in found.rows}


@pytest.mark.parametrize(
    ("no", "seen"),
    [
        ("1001", {("ATT-2", "1001")}),
        ("1003", set()),
        ("1000", OF_TEAM_A),
        ("2000", {("QA-3", "2000")}),
        ("0003", set()),
        ("0002", EVERYTHING),
        ("0001", EVERYTHING),
        ("0004", EVERYTHING),
    ],
)
def test_each_role_sees_what_its_registers_reach(
    centre: SmallCentre, no: str, seen: set[tuple[str, str]]
) -> None:
    assert seen_by(centre, no) == seen


def test_the_keeper_at_the_command_line_sees_everything(centre: SmallCentre) -> None:
    found = findings_for(centre.context)
    assert {(row.finding.rule, row.finding.person) for row in found.rows} == EVERYTHING


def test_a_finding_carries_the_post_of_its_day(centre: SmallCentre) -> None:
    row = next(row for row in findings_for(centre.context).rows if row.finding.rule == "ATT-4")
    assert (row.name, row.department, row.team) == ("Person 1000", "Service", "A")


def test_what_is_not_due_yet_is_not_found(centre: SmallCentre) -> None:
    before = centre.context.time.instant(centre.month)
    assert {row.finding.rule for row in findings_for(centre.context, before).rows} == {"QA-3"}


def test_a_store_without_registers_says_that_nothing_is_recorded(
    context: object, centre: SmallCentre
) -> None:
    assert findings_for(centre.context).recorded


@pytest.mark.files
def test_a_check_stands_until_something_is_recorded_or_time_goes_on(
    centre: SmallCentre, clock: TestClock
) -> None:
    ctx, check = centre.context, LastCheck()
    first = check.found(ctx)
    assert check.found(ctx) is first
    calendar.set_day(ctx, centre.month, "Rest", DayKind.HOLIDAY)
    second = check.found(ctx)
    assert second is not first
    clock.pass_by(minutes=4)
    assert check.found(ctx) is second
    clock.pass_by(minutes=1)
    assert check.found(ctx) is not second


def test_a_check_that_is_asked_for_anew_is_made(centre: SmallCentre) -> None:
    ctx, check = centre.context, LastCheck()
    first = check.found(ctx)
    check.forget()
    assert check.found(ctx) is not first
