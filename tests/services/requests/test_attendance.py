"""The roll-call sheet: kept by the team's leader, and ATT-1 to ATT-4 follow from it."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from sqlalchemy import select

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed
from app.models import AuditEntry, Person, Team
from app.queries.attendance.month import DayMark
from app.reading.attendance.roll_call import month_sheet, sheet
from app.services.attendance.roll_call import (
    Correction,
    Entry,
    correct_roll_call,
    record_roll_call,
)
from app.store import held
from tests.factories import SmallCentre, TestClock, a_post

DAY = date(2026, 10, 14)
"""In team A: 1000 E, 1001 N (both weekdays of the 14th), 1002 L, 1003 L, 1004 E."""


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def at(wall: str) -> datetime:
    return datetime.fromisoformat(f"2026-10-14T{wall}:00+08:00")


def record(centre: SmallCentre, by: str, *entries: Entry, team: str = "A") -> dict[str, list[str]]:
    rows = record_roll_call(acting(centre, by), centre.teams[team], DAY, entries)
    return {row.no: [f"{f.rule} {f.level}" for f in row.findings] for row in rows}


def test_the_sheet_lists_who_is_rostered_by_shift(centre: SmallCentre) -> None:
    rows = sheet(acting(centre, "1000"), centre.teams["A"], DAY)
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    assert {row.no for row in rows} <= {"1000", "1001", "1002", "1003", "1004"}
    assert not any(row.recorded for row in rows)


def test_what_is_recorded_is_judged_at_once(centre: SmallCentre) -> None:
    person = centre.people["1000"]
    assert record(centre, "1000", Entry(person, at("07:15")))["1000"] == []
    assert record(centre, "1000", Entry(person, at("07:25")))["1000"] == ["ATT-1 warning"]
    assert record(centre, "1000", Entry(person, at("07:50")))["1000"] == ["ATT-2 breach"]
    assert record(centre, "1000", Entry(person, at("07:15"), 20))["1000"] == ["ATT-3 breach"]
    assert record(centre, "1000", Entry(person, None))["1000"] == ["ATT-4 breach"]


def test_every_correction_is_in_the_audit_trail(centre: SmallCentre) -> None:
    person = centre.people["1000"]
    for wall in ("07:15", "07:25"):
        record(centre, "1000", Entry(person, at(wall)))
    with centre.context.read() as session:
        rows = session.execute(
            select(AuditEntry.before, AuditEntry.after)
            .where(AuditEntry.action == "attendance.record")
            .order_by(AuditEntry.id)
        ).all()
    assert [row.before is None for row in rows] == [True, False]


@pytest.mark.parametrize("by", ["1001", "2000", "0003", "0001", "0004"])
def test_only_the_teams_leader_or_head_keeps_the_sheet(centre: SmallCentre, by: str) -> None:
    with pytest.raises(NotAllowed):
        record(centre, by, Entry(centre.people["1000"], at("07:15")))


def test_the_head_may_keep_it_in_the_leaders_stead(centre: SmallCentre) -> None:
    assert "1000" in record(centre, "0002", Entry(centre.people["1000"], at("07:15")))


def test_nobody_is_on_the_sheet_of_another_team(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        record(centre, "1000", Entry(centre.people["2000"], at("07:15")))


def test_what_is_still_to_come_is_not_recorded(centre: SmallCentre, clock: TestClock) -> None:
    clock.now = at("07:29")
    with pytest.raises(BadInput):
        record(centre, "1000", Entry(centre.people["1000"], None))
    with pytest.raises(BadInput):
        record(centre, "1000", Entry(centre.people["1000"], at("07:30")))
    clock.now = at("07:30")
    assert record(centre, "1000", Entry(centre.people["1000"], None))["1000"] == []


@pytest.mark.parametrize(("wall", "said"), [("07:49", []), ("07:50", ["ATT-4 breach"])])
def test_who_has_not_come_is_absent_from_twenty_minutes_after_the_start_on(
    centre: SmallCentre, clock: TestClock, wall: str, said: list[str]
) -> None:
    """Both the one of whom the sheet says so, and the one of whom it says nothing."""
    clock.now = at(wall)
    rows = record(centre, "1000", Entry(centre.people["1000"], None))
    assert (rows["1000"], rows["1004"]) == (said, said)


def test_the_sheet_of_one_shift_says_nothing_of_another(
    centre: SmallCentre, clock: TestClock
) -> None:
    clock.now = at("20:00")
    rows = record(centre, "1000", Entry(centre.people["1000"], at("07:15")))
    assert rows["1004"] == ["ATT-4 breach"]
    assert (rows["1002"], rows["1003"]) == ([], []), "of the late shift nothing is recorded"


def test_the_month_shows_what_the_sheet_says(centre: SmallCentre, clock: TestClock) -> None:
    def marks() -> dict[str, DayMark]:
        month = month_sheet(acting(centre, "1000"), centre.teams["A"], DAY)
        return {line.no: line.days[DAY.day - 1].mark for line in month.lines}

    clock.now = at("07:49")
    record(centre, "1000", Entry(centre.people["1000"], None))
    assert (marks()["1000"], marks()["1004"]) == (DayMark.OPEN, DayMark.OPEN)
    clock.now = at("20:00")
    assert (marks()["1000"], marks()["1004"]) == (DayMark.ABSENT, DayMark.ABSENT)
    assert marks()["1002"] is DayMark.OPEN, "of the late shift nothing is recorded"
    record(centre, "1000", Entry(centre.people["1000"], at("03:29")))
    assert marks()["1000"] is DayMark.DOUBTED


def test_one_bad_line_keeps_nothing_of_the_sheet(centre: SmallCentre) -> None:
    good, bad = Entry(centre.people["1000"], at("07:15")), Entry(centre.people["1000"], None, -1)
    with pytest.raises(BadInput):
        record(centre, "1000", good, bad)
    assert not any(row.recorded for row in sheet(acting(centre, "1000"), centre.teams["A"], DAY))


@pytest.mark.parametrize(
    ("since", "on_sheet"), [(date(2026, 10, 14), False), (date(2026, 10, 15), True)]
)
def test_who_moves_is_on_the_sheet_of_the_team_of_the_day(
    centre: SmallCentre, since: date, on_sheet: bool
) -> None:
    with centre.context.write() as session:
        person = session.get_one(Person, centre.people["1004"])
        a_post(session, person, since, team=session.get(Team, centre.teams["B"]))
    rows = sheet(acting(centre, "0002"), centre.teams["A"], DAY)
    others = sheet(acting(centre, "0002"), centre.teams["B"], DAY)
    assert ("1004" in {row.no for row in rows}) is on_sheet
    assert ("1004" in {row.no for row in others}) is not on_sheet


def test_who_has_left_is_on_no_sheet(centre: SmallCentre) -> None:
    for left_on, on_sheet in ((DAY, True), (date(2026, 10, 13), False)):
        with centre.context.write() as session:
            session.get_one(Person, centre.people["1004"]).left_on = left_on
        rows = sheet(acting(centre, "1000"), centre.teams["A"], DAY)
        assert ("1004" in {row.no for row in rows}) is on_sheet


@pytest.mark.parametrize(("wall", "open_yet"), [("05:29", False), ("05:30", True)])
def test_a_sheet_is_begun_two_hours_before_the_shift_at_the_earliest(
    centre: SmallCentre, clock: TestClock, wall: str, open_yet: bool
) -> None:
    clock.now = at(wall)
    entry = Entry(centre.people["1000"], at(wall))
    if open_yet:
        assert record(centre, "1000", entry)["1000"] == []
    else:
        with pytest.raises(BadInput):
            record(centre, "1000", entry)


def test_a_correction_puts_back_only_what_is_as_it_was_left(centre: SmallCentre) -> None:
    person, ctx = centre.people["1000"], acting(centre, "1000")
    first, second = Entry(person, at("07:15")), Entry(person, at("07:25"))
    record(centre, "1000", first)
    rows = correct_roll_call(ctx, centre.teams["A"], DAY, [Correction(person, first, None)])
    assert not any(row.recorded for row in rows)
    record(centre, "1000", second)
    with pytest.raises(Conflict):
        correct_roll_call(ctx, centre.teams["A"], DAY, [Correction(person, first, None)])
    assert record(centre, "1000")["1000"] == ["ATT-1 warning"]


def test_what_is_taken_back_is_in_the_audit_trail(centre: SmallCentre) -> None:
    person, ctx = centre.people["1000"], acting(centre, "1000")
    entry = Entry(person, at("07:15"))
    record(centre, "1000", entry)
    correct_roll_call(ctx, centre.teams["A"], DAY, [Correction(person, entry, None)])
    with centre.context.read() as session:
        query = select(AuditEntry.after).where(AuditEntry.action == "attendance.take_back")
        told = [json.loads(after or "").keys() for after in session.scalars(query)]
    assert told == [{held.KEY}], "what was taken back is gone"
