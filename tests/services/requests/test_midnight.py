"""At midnight the night shift goes on: its sheet and its day stay until it is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.context import Actor, Context
from app.errors import BadInput
from app.reading.attendance.page import AFTER_THE_NIGHT, day_at_hand, read_sheet
from app.reading.today.page import read_today
from app.services.attendance.roll_call import Entry, record_roll_call
from tests.factories import SmallCentre, TestClock

DAY = date(2026, 10, 14)


def at(clock: TestClock, wall: str) -> datetime:
    clock.now = datetime.fromisoformat(f"{wall}:00+08:00")
    return clock.now


def leader(centre: SmallCentre) -> Context:
    return centre.context.acting_as(Actor("1000", centre.people["1000"]))


def night_worker(centre: SmallCentre, day: date) -> str:
    sheet = read_sheet(leader(centre), centre.teams["A"], day, by_month=False)
    return next(row.no for row in sheet.rows if row.shift == "N" and not row.leave)


def test_the_night_shifts_sheet_stays_after_midnight_until_the_day_shift_draws_near(
    centre: SmallCentre, clock: TestClock
) -> None:
    at(clock, "2026-10-14T20:00")
    night_worker(centre, DAY)
    team = centre.teams["A"]
    at(clock, "2026-10-14T23:59")
    assert day_at_hand(leader(centre), team) == DAY
    at(clock, "2026-10-15T00:00")
    assert day_at_hand(leader(centre), team) == DAY
    near = datetime.fromisoformat("2026-10-15T07:30:00+08:00") - AFTER_THE_NIGHT
    clock.now = near - timedelta(minutes=1)
    assert day_at_hand(leader(centre), team) == DAY
    clock.now = near
    assert day_at_hand(leader(centre), team) == DAY + timedelta(days=1)
    assert read_sheet(leader(centre), team, None, by_month=False).day == DAY + timedelta(days=1)


def test_ones_own_night_stays_among_ones_shifts_until_it_ends(
    centre: SmallCentre, clock: TestClock
) -> None:
    at(clock, "2026-10-14T20:00")
    no = night_worker(centre, DAY)
    mine = centre.context.acting_as(Actor(no, centre.people[no]))
    for wall, first in (
        ("2026-10-15T00:00", DAY),
        ("2026-10-15T07:29", DAY),
        ("2026-10-15T07:30", DAY + timedelta(days=1)),
    ):
        at(clock, wall)
        own = read_today(mine).rows.mine
        assert own is not None
        assert own.days[0].head.day == first


def test_nobody_is_off_the_post_before_the_shift_begins(
    centre: SmallCentre, clock: TestClock
) -> None:
    now = at(clock, "2026-10-14T20:00")
    who = centre.people[night_worker(centre, DAY)]
    now = at(clock, "2026-10-14T23:29")
    with pytest.raises(BadInput):
        record_roll_call(leader(centre), centre.teams["A"], DAY, [Entry(who, now, 25)])
    now = at(clock, "2026-10-14T23:30")
    record_roll_call(leader(centre), centre.teams["A"], DAY, [Entry(who, now, 25)])
