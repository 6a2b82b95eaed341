"""One's own days as an iCalendar file: what is worked, by the centre's clock, told once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Any

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.exchange.icalendar_file import calendar_file, entries
from app.rules.calendar import CentreTime
from app.rules.facts import ShiftType
from app.rules.my_days import CalendarWords, DaysAway, MyDays, WorkedDay

WORDS = CalendarWords("{name}的班次", "换班所得，{no}", "请假")
NOW = datetime(2026, 10, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 10, 2, 1, tzinfo=UTC)
EARLY = ShiftType("E", "早班", time(7, 30), time(15, 30), night=False)
NIGHT = ShiftType("N", "夜班", time(23, 30), time(7, 30), night=True)
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")


def days(*worked: WorkedDay, away: tuple[DaysAway, ...] = (), zone: str = ZONES[0]) -> MyDays:
    return MyDays("1002", "程月华", FIRST, LAST, CentreTime(zone), worked, away)


def events(content: bytes) -> Iterator[Any]:
    yield from Calendar.from_ical(content).walk("VEVENT")


def test_a_night_shift_ends_on_the_next_day_and_a_swap_is_named() -> None:
    mine = days(WorkedDay(date(2026, 10, 5), NIGHT), WorkedDay(date(2026, 10, 7), EARLY, "S-00007"))
    night, early = events(calendar_file(mine, WORDS, NOW))
    assert night["SUMMARY"] == "夜班"
    assert night["DTSTART"].to_ical() == b"20261005T233000"
    assert night["DTEND"].to_ical() == b"20261006T073000"
    assert night["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert early["DESCRIPTION"] == "换班所得，S-00007"


def test_leave_is_told_in_whole_days_and_never_of_which_kind() -> None:
    away = DaysAway("L-00003", date(2026, 10, 8), date(2026, 10, 9))
    (event,) = events(calendar_file(days(away=(away,)), WORDS, NOW))
    assert event["SUMMARY"] == "请假"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 10, 8), date(2026, 10, 10))


def test_what_stays_is_written_again_without_a_change() -> None:
    mine = days(WorkedDay(date(2026, 10, 5), NIGHT))
    once = calendar_file(mine, WORDS, NOW)
    assert calendar_file(mine, WORDS, LATER, once) == once


def test_what_changes_counts_on_and_what_falls_away_is_cancelled() -> None:
    two = days(WorkedDay(date(2026, 10, 5), NIGHT), WorkedDay(date(2026, 10, 7), EARLY))
    once = calendar_file(two, WORDS, NOW)
    moved = days(WorkedDay(date(2026, 10, 5), EARLY))
    again = entries(calendar_file(moved, WORDS, LATER, once))
    assert [(one.title, one.sequence, one.cancelled) for one in again] == [
        ("早班", 1, False),
        ("早班", 1, True),
    ]
    back = entries(calendar_file(two, WORDS, LATER, calendar_file(moved, WORDS, LATER, once)))
    assert [(one.title, one.sequence, one.cancelled) for one in back] == [
        ("夜班", 2, False),
        ("早班", 2, False),
    ]
    assert [one.uid for one in back] == [one.uid for one in entries(once)]


@pytest.mark.parametrize("other", [b"", b"nothing of ours", b"BEGIN:VCALENDAR\r\nPRODID:-//x\r\n"])
def test_a_file_that_is_none_of_ours_is_not_counted_on(other: bytes) -> None:
    mine = days(WorkedDay(date(2026, 10, 5), NIGHT))
    assert calendar_file(mine, WORDS, NOW, other) == calendar_file(mine, WORDS, NOW)


walls = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(
    st.sampled_from(ZONES),
    st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.tuples(walls, walls),
                    max_size=12),
)  # fmt: skip
def test_read_back_it_gives_the_very_instants_at_which_the_person_works(
    zone: str, shifts: dict[date, tuple[time, time]]
) -> None:
    time_ = CentreTime(zone)
    worked = [
        WorkedDay(day, ShiftType("X", "班", start, end, night=False))
        for day, (start, end) in sorted(shifts.items())
    ]
    content = calendar_file(days(*worked, zone=zone), WORDS, NOW)
    told = [(one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC))
            for one in events(content)]  # fmt: skip
    assert told == [time_.interval(one.shift, one.day) for one in worked]


@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_that_is_written_along_says_what_the_zone_says(zone: str) -> None:
    """Read by another reader of iCalendar, at noon and midnight of each day of a year, and around
    each change of the clock."""
    mine = days(WorkedDay(date(2026, 10, 5), NIGHT), zone=zone)
    text = calendar_file(mine, WORDS, NOW).decode()
    told = tzical(StringIO(text)).get(zone)
    ours = CentreTime(zone).zone
    for hour in range(0, 24 * 365, 6):
        wall = datetime(2026, 1, 1, 0, 10) + timedelta(hours=hour)
        assert wall.replace(tzinfo=told).utcoffset() == wall.replace(tzinfo=ours).utcoffset(), wall
