"""The fewest paid minutes that cover every interval, held against all that can be tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from app.planning.covering import Numbers, Required, ShiftSpan, cover

MONDAY = date(2026, 11, 2)
TUESDAY = MONDAY + timedelta(1)
SUNDAY = MONDAY - timedelta(1)
EARLY = ShiftSpan("E", 6 * 60, 14 * 60)
LATE = ShiftSpan("L", 14 * 60, 22 * 60)
NIGHT = ShiftSpan("N", 22 * 60, 30 * 60)
ROUND = (EARLY, LATE, NIGHT)


def half_hours(day: date, first: int, last: int, heads: int) -> list[Required]:
    """From one hour to another."""
    return [Required(day, minute, 30, heads) for minute in range(first * 60, last * 60, 30)]


def test_each_shift_has_the_heads_of_its_busiest_interval() -> None:
    needs = [*half_hours(MONDAY, 6, 14, 3), *half_hours(MONDAY, 14, 22, 2)]
    needs[4] = Required(MONDAY, needs[4].minute, 30, 5)
    found = cover(needs, ROUND, [MONDAY])
    assert found.numbers == {("E", MONDAY): 5, ("L", MONDAY): 2, ("N", MONDAY): 0}
    assert (found.short, found.paid_minutes) == ((), 7 * 480)


def test_a_night_shift_covers_the_next_morning() -> None:
    found = cover(half_hours(TUESDAY, 0, 6, 2), ROUND, [MONDAY, TUESDAY])
    assert found.numbers[("N", MONDAY)] == 2
    assert found.paid_minutes == 2 * 480


def test_the_night_before_covers_already() -> None:
    needs = half_hours(MONDAY, 0, 6, 3)
    assert cover(needs, ROUND, [MONDAY], {("N", SUNDAY): 3}).short == ()
    lacking = cover(needs, ROUND, [MONDAY], {("N", SUNDAY): 2})
    assert {each.heads for each in lacking.short} == {1}
    assert lacking.short_minutes == 6 * 60
    assert lacking.paid_minutes == 0


def test_what_no_shift_spans_is_short_and_the_rest_is_covered() -> None:
    needs = [*half_hours(MONDAY, 6, 7, 1), Required(MONDAY, 13 * 60 + 30, 60, 4)]
    found = cover(needs, (EARLY, LATE), [MONDAY])
    assert found.short == (needs[-1],)
    assert found.short_minutes == 240
    assert found.numbers == {("E", MONDAY): 1, ("L", MONDAY): 0}


def test_a_long_shift_goes_before_two_short_ones_where_it_is_cheaper() -> None:
    long = ShiftSpan("D", 8 * 60, 18 * 60)
    halves = (ShiftSpan("A", 8 * 60, 14 * 60), ShiftSpan("B", 12 * 60, 18 * 60))
    found = cover(half_hours(MONDAY, 8, 18, 2), (long, *halves), [MONDAY])
    assert found.numbers[("D", MONDAY)] == 2
    assert found.paid_minutes == 2 * 600


def test_nothing_is_needed_where_nothing_is_required() -> None:
    found = cover(half_hours(MONDAY, 6, 14, 0), ROUND, [MONDAY])
    assert set(found.numbers.values()) == {0}
    assert cover([], ROUND, []).numbers == {}
    assert cover(half_hours(MONDAY, 6, 7, 1), (), [MONDAY]).short_minutes == 60


SPANS = st.builds(
    lambda start, length: (start * 360, (start + length) * 360),
    st.integers(0, 3),
    st.integers(1, 4),
)


@given(
    spans=st.lists(SPANS, min_size=1, max_size=3),
    heads=st.lists(st.integers(0, 2), min_size=8, max_size=8),
    night=st.integers(0, 2),
)
def test_nothing_that_can_be_tried_is_better(
    spans: list[tuple[int, int]], heads: list[int], night: int
) -> None:
    shifts = [ShiftSpan(str(at), start, end) for at, (start, end) in enumerate(spans)]
    days = [MONDAY, TUESDAY]
    needs = [Required(days[at // 4], at % 4 * 360, 360, n) for at, n in enumerate(heads)]
    before = {("0", SUNDAY): night}
    found = cover(needs, shifts, days, before)
    best = min(valued(needs, shifts, {**before, **tried}) for tried in all_numbers(shifts, days))
    assert valued(needs, shifts, {**before, **found.numbers}) == best
    standing = night * shifts[0].paid
    assert (found.short_minutes, found.paid_minutes + standing) == best
    assert cover(needs, shifts, days, before) == found


def all_numbers(shifts: list[ShiftSpan], days: list[date]) -> Iterator[Numbers]:
    keys = [(shift.code, day) for shift in shifts for day in days]
    for numbers in product(range(3), repeat=len(keys)):
        yield dict(zip(keys, numbers, strict=True))


def valued(needs: list[Required], shifts: list[ShiftSpan], numbers: Numbers) -> tuple[int, int]:
    """People times minutes that are lacking, and paid minutes."""
    short = 0
    for need in needs:
        first = (need.day - SUNDAY).days * 1440 + need.minute
        have = sum(
            numbers.get((shift.code, day), 0)
            for shift in shifts
            for day in (SUNDAY, MONDAY, TUESDAY)
            if (day - SUNDAY).days * 1440 + shift.start <= first
            and first + need.minutes <= (day - SUNDAY).days * 1440 + shift.end
        )
        short += max(0, need.heads - have) * need.minutes
    by_code = {shift.code: shift for shift in shifts}
    return short, sum(by_code[code].paid * n for (code, _day), n in numbers.items())
