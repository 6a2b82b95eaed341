"""What of the handover waits for somebody, as Today tells it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.queries.handover.rows import LogKey
from app.reading.handover.waiting import waiting
from app.services.handover import signing
from tests.factories import SmallCentre, TestClock
from tests.services.handover.desk import acting, log_of, page, raised, signed_out


def sign_out(centre: SmallCentre, no: str) -> tuple[LogKey, ...]:
    return waiting(acting(centre, no)).sign_out


def today_alone(keys: tuple[LogKey, ...]) -> list[str]:
    """The shifts of the 15th among them; the head's list has unsigned ones of days before."""
    return [key.shift for key in keys if key.day == date(2026, 10, 15)]


@pytest.mark.parametrize(("minutes", "told"), [(359, []), (360, ["E"])])
def test_the_log_is_to_be_signed_from_half_an_hour_before_the_end(
    centre: SmallCentre, clock: TestClock, minutes: int, told: list[str]
) -> None:
    """It is 09:00, and the shift ends at 15:30."""
    clock.pass_by(minutes=minutes)
    assert today_alone(sign_out(centre, "1000")) == told
    assert today_alone(sign_out(centre, "2000")) == [], "one runs the shift"


def test_what_is_signed_waits_for_who_runs_the_next_shift(
    centre: SmallCentre, clock: TestClock
) -> None:
    """No leader works L: the head answers for it, or whoever was named."""
    clock.pass_by(hours=6, minutes=15)
    assert waiting(acting(centre, "0002")).sign_in == ()
    signed_out(centre)
    assert today_alone(sign_out(centre, "1000")) == []
    assert waiting(acting(centre, "0002")).sign_in == (log_of(centre),)
    late = log_of(centre, "L")
    signing.name_acting(acting(centre, "0002"), late, centre.people["1004"], 0)
    assert waiting(acting(centre, "0002")).sign_in == ()
    assert waiting(acting(centre, "1004")).sign_in == (log_of(centre),)
    signing.sign_in(acting(centre, "1004"), log_of(centre), page(centre, "1004").version)
    assert waiting(acting(centre, "1004")).sign_in == ()


def test_ones_own_open_items_are_told_with_what_is_past(
    centre: SmallCentre, clock: TestClock
) -> None:
    raised(centre, owner="1004", due=date(2026, 10, 16))
    raised(centre, owner="1003")
    clock.now += timedelta(days=8)
    [one] = waiting(acting(centre, "1004")).items
    assert (one.age_days, one.old, one.overdue, one.may_close) == (8, True, True, True)


@pytest.mark.parametrize("no", ["0001"])
def test_nothing_waits_for_who_is_in_no_department(centre: SmallCentre, no: str) -> None:
    found = waiting(acting(centre, no))
    assert (found.sign_out, found.sign_in, found.items) == ((), (), ())
