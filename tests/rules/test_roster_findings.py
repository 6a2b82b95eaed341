"""What a roster's cells say: rest, employment, doubles, leave, holidays, undecided swaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.calendar import CentreTime
from app.rules.facts import ShiftType
from app.rules.figures.figure import Hours
from app.rules.figures.roster import (
    RestAfter,
    RestBefore,
    RosteredRest,
    RosteredTwice,
    ShiftOnLeave,
)
from app.rules.findings import Finding
from app.rules.policy import DEFAULTS
from app.rules.roster import (
    CellLeave,
    Employment,
    RosterFacts,
    cell_findings,
    need_weekday,
    reach,
    touched,
)
from app.rules.vocabulary import LeaveStatus, Level
from app.rules.work import Moved
from tests.figured import counted

DAY = date(2026, 10, 15)
NEXT = DAY + timedelta(days=1)
SHANGHAI = CentreTime()
BERLIN = CentreTime("Europe/Berlin")


def shift(code: str, start: str, end: str) -> ShiftType:
    return ShiftType(code, code, time.fromisoformat(start), time.fromisoformat(end), False)


SHIFTS = {
    one.code: one
    for one in (
        shift("E", "07:30", "15:30"),
        shift("L", "15:30", "23:30"),
        shift("N", "23:30", "07:30"),
        shift("E-1", "07:29", "15:30"),
        shift("DAY", "00:00", "00:00"),
        shift("NOON", "12:00", "12:00"),
        shift("LATE", "16:00", "00:00"),
        shift("DAWN", "08:00", "12:00"),
        shift("DAWN-1", "07:59", "12:00"),
    )
}


def findings(
    roster: Mapping[date, str], day: date = DAY, clock: CentreTime = SHANGHAI, **more: Any
) -> list[Finding]:
    facts = replace(RosterFacts(SHIFTS, {"1": dict(roster)}), **more)
    return cell_findings(facts, [("1", day)], DEFAULTS, clock)["1", day]


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


def test_eight_hours_between_two_shifts_are_enough() -> None:
    assert findings({DAY: "L", NEXT: "E"}) == []
    assert findings({DAY: "L", NEXT: "E"}, NEXT) == []


def test_a_minute_under_eight_hours_is_too_little_on_both_days() -> None:
    roster = {DAY: "L", NEXT: "E-1"}
    (after,) = findings(roster)
    (before,) = findings(roster, NEXT)
    assert (after.rule, after.code, after.level) == (
        "SWAP-4",
        "SWAP-4.roster_rest_after",
        Level.WARNING,
    )
    assert before.code == "SWAP-4.roster_rest_before"
    assert before.figures == RestBefore("E-1", "L", DAY, Hours(7.98), 8)
    assert before.subject == f"1@{NEXT}"


@pytest.mark.parametrize(
    ("morning", "found"), [("DAWN", []), ("DAWN-1", ["SWAP-4.roster_rest_after"])]
)
def test_a_shift_that_ends_at_midnight_ends_on_the_next_day(morning: str, found: list[str]) -> None:
    assert codes(findings({DAY: "LATE", NEXT: morning})) == found


def test_shifts_that_overlap_have_a_rest_below_nothing() -> None:
    (found,) = findings({DAY: "NOON", NEXT: "E"})
    assert counted(found, RestAfter).hours == -4.5


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (date(2026, 10, 31), date(2026, 11, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 1)),
    ],
)
def test_rest_is_counted_across_the_ends_of_months_and_years(first: date, second: date) -> None:
    roster = {first: "N", second: "E"}
    assert codes(findings(roster, first)) == ["SWAP-4.roster_rest_after"]
    assert codes(findings(roster, second)) == ["SWAP-4.roster_rest_before"]


def test_the_hour_that_the_clock_skips_is_missing_from_the_rest() -> None:
    before_the_change = date(2026, 3, 28)
    roster = {before_the_change: "L", date(2026, 3, 29): "E"}
    (found,) = findings(roster, before_the_change, BERLIN)
    assert counted(found, RestAfter).hours == 7.0


def test_the_hour_that_the_clock_shows_twice_is_rest_as_well() -> None:
    before_the_change = date(2026, 10, 24)
    roster = {before_the_change: "LATE", date(2026, 10, 25): "E"}
    assert findings(roster, before_the_change, BERLIN) == []
    assert codes(findings(roster, before_the_change)) == ["SWAP-4.roster_rest_after"]


def test_a_rest_over_a_day_off_is_judged_where_the_policy_asks_for_more() -> None:
    strict = replace(DEFAULTS, swap_rest_hours=33)
    roster = {DAY: "NOON", DAY + timedelta(days=2): "DAWN"}
    facts = RosterFacts(SHIFTS, {"1": roster})
    found = cell_findings(facts, [("1", DAY)], strict, SHANGHAI)["1", DAY]
    assert [counted(finding, RestAfter).hours for finding in found] == [20.0]


def test_who_is_not_employed_on_the_day_is_warned_of() -> None:
    for_days = Employment(DAY, DAY)
    assert findings({DAY: "E"}, employed={"1": for_days}) == []
    for day in (DAY - timedelta(days=1), NEXT):
        assert codes(findings({day: "E"}, day, employed={"1": for_days})) == [
            "SWAP-8.roster_not_employed"
        ]


def test_a_shift_from_a_swap_on_top_of_a_rostered_one_is_double() -> None:
    moved = Moved("S-1", "E", own="L", received_from="2")
    (found,) = findings({DAY: "E"}, moved={("1", DAY): moved})
    assert (found.rule, found.figures) == ("SWAP-9", RosteredTwice("E", "L", "S-1"))
    alone = moved._replace(own="")
    assert findings({DAY: "E"}, moved={("1", DAY): alone}) == []


@pytest.mark.parametrize(
    ("status", "code", "level"),
    [
        (LeaveStatus.APPROVED, "LEAVE-10.roster_on_leave", Level.WARNING),
        (LeaveStatus.PENDING, "LEAVE-10.roster_pending", Level.NOTE),
    ],
)
def test_a_shift_under_a_leave_is_told(status: LeaveStatus, code: str, level: Level) -> None:
    (found,) = findings({DAY: "E"}, leaves={("1", DAY): CellLeave("L-1", status)})
    assert (found.code, found.level, counted(found, ShiftOnLeave).leave) == (code, level, "L-1")


def test_a_shift_on_a_holiday_is_noted_and_no_fault() -> None:
    (found,) = findings({DAY: "E"}, holidays={DAY: "国庆节"})
    assert (found.rule, found.level) == ("LEAVE-7", Level.NOTE)


def test_a_day_off_has_no_findings_whatever_else_is_known() -> None:
    assert (
        findings(
            {},
            holidays={DAY: "国庆节"},
            leaves={("1", DAY): CellLeave("L-1", LeaveStatus.APPROVED)},
            employed={"1": Employment(NEXT, None)},
        )
        == []
    )


def test_a_code_that_is_no_shift_is_no_work() -> None:
    assert findings({DAY: "??", NEXT: "E"}, NEXT) == []


@pytest.mark.parametrize(("set_to", "staffed_as"), [(0, 4), (7, 7), (1, 1)])
def test_a_holiday_is_staffed_as_the_weekday_that_is_set_for_it(
    set_to: int, staffed_as: int
) -> None:
    assert need_weekday(DAY, True, set_to) == staffed_as
    assert need_weekday(DAY, False, set_to) == 4


rosters = st.dictionaries(
    st.integers(0, 13).map(lambda offset: DAY + timedelta(days=offset)),
    st.sampled_from(sorted(SHIFTS)),
)


@given(rosters, st.integers(0, 13), st.sampled_from(["", *sorted(SHIFTS)]), st.integers(0, 30))
def test_a_change_bears_on_no_cell_that_is_not_touched(
    roster: dict[date, str], offset: int, code: str, hours: int
) -> None:
    policy = replace(DEFAULTS, swap_rest_hours=hours)
    changed = DAY + timedelta(days=offset)
    cells = [("1", DAY + timedelta(days=days)) for days in range(-3, 17)]
    before = cell_findings(RosterFacts(SHIFTS, {"1": roster}), cells, policy, SHANGHAI)
    edited = {**roster, changed: code}
    after = cell_findings(RosterFacts(SHIFTS, {"1": edited}), cells, policy, SHANGHAI)
    near = touched([("1", changed)], policy)
    assert {cell for cell in cells if before[cell] != after[cell]} <= near


@given(rosters, st.integers(0, 30))
def test_a_short_rest_is_told_on_both_of_its_days(roster: dict[date, str], hours: int) -> None:
    policy = replace(DEFAULTS, swap_rest_hours=hours)
    cells = [("1", day) for day in roster]
    found = cell_findings(RosterFacts(SHIFTS, {"1": roster}), cells, policy, SHANGHAI)
    told = {
        (finding.day, rest.other_day, rest.hours)
        for each in found.values()
        for finding in each
        for rest in [counted(finding, RosteredRest)]
    }
    assert told == {(other, day, rest) for day, other, rest in told}


@pytest.mark.parametrize(("hours", "days"), [(0, 1), (1, 2), (24, 2), (25, 3)])
def test_reach_holds_every_shift_that_can_stand_too_close(hours: int, days: int) -> None:
    assert reach(replace(DEFAULTS, swap_rest_hours=hours)) == days
