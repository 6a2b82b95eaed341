"""A punch is a coming, a going, between the two, or named: the first near the start, the last near
the end, whatever the date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.punches.placing import Placed, PunchUse, ShiftSpan, Stamp, place, sent_by
from app.rules.punches.said import Direction

DAY = date(2026, 10, 12)
DAY_SHIFT = ("09:00", "17:30")
NIGHT = ("23:30", "07:30")


def moment(text: str) -> datetime:
    """`12 08:55`: that time of 12 October."""
    return datetime.strptime(f"2026-10-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def span(day: int, start: str, end: str) -> ShiftSpan:
    ends = day if end > start else day + 1
    return ShiftSpan(date(2026, 10, day), moment(f"{day} {start}"), moment(f"{ends} {end}"))


def uses(punches: str, *spans: ShiftSpan, said: str = "") -> str:
    """What each of the punches is, in a word each, with the day of its shift."""
    words = {"i": Direction.IN, "o": Direction.OUT, "b": Direction.BREAK}
    stamps = [
        Stamp(moment(text.strip()), words[said[at]] if said else Direction.UNSAID)
        for at, text in enumerate(punches.split(","))
    ]
    return ", ".join(map(told, place(stamps, spans)))


def told(placed: Placed) -> str:
    return placed.use + (f" {placed.span.day.day}" if placed.span else "")


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        ("12 08:55, 12 17:31", "came 12, went 12"),
        ("12 08:55, 12 12:01, 12 12:58, 12 17:31", "came 12, between 12, between 12, went 12"),
        ("12 05:00, 12 21:30", "came 12, went 12"),
        ("12 04:59, 12 21:31", "aside, aside"),
        ("12 11:00", "came 12"),
        ("12 11:01", "no_start 12"),
        ("12 17:31", "no_start 12"),
        ("12 13:10, 12 17:31", "no_start 12, no_start 12"),
        ("12 08:55, 12 12:01", "came 12, no_end 12"),
        ("12 08:55, 12 08:55", "came 12, between 12"),
    ],
)
def test_a_day_shift(punches: str, expected: str) -> None:
    assert uses(punches, span(12, *DAY_SHIFT)) == expected


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        ("12 07:35, 12 23:20", "no_start 11, came 12"),
        ("11 23:20, 12 07:35, 12 23:20, 13 07:35", "came 11, went 11, came 12, went 12"),
        ("12 23:20, 13 00:00, 13 03:00, 13 07:31", "came 12, between 12, between 12, went 12"),
        ("12 15:00", "aside"),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_began(punches: str, expected: str) -> None:
    assert uses(punches, span(11, *NIGHT), span(12, *NIGHT)) == expected


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        ("11 23:20, 12 07:31, 12 07:32, 12 15:31", "came 11, went 11, came 12, went 12"),
        ("11 23:20, 12 07:25, 12 07:35, 12 15:31", "came 11, went 11, came 12, went 12"),
        ("11 23:20, 12 07:28, 12 15:31", "came 11, came 12, went 12"),
        ("11 23:20, 12 07:30, 12 07:30, 12 15:31", "came 11, went 11, came 12, went 12"),
    ],
)
def test_of_two_shifts_that_touch_the_one_is_left_before_the_other_is_come_to(
    punches: str, expected: str
) -> None:
    assert uses(punches, span(11, *NIGHT), span(12, "07:30", "15:30")) == expected


def test_what_a_punch_says_of_itself_holds() -> None:
    day = span(12, *DAY_SHIFT)
    assert uses("12 08:55, 12 17:31, 12 17:40", day, said="ioi") == "came 12, went 12, against 12"
    assert uses("12 08:50, 12 08:55, 12 17:31", day, said="oio") == "against 12, came 12, went 12"
    assert uses("12 08:55, 12 17:20, 12 17:31", day, said="ibo") == "came 12, between 12, went 12"


def test_a_clock_that_was_left_at_one_direction_says_nothing() -> None:
    left = sent_by([Direction.IN, Direction.IN, Direction.UNSAID])
    assert left[Direction.IN] is Direction.UNSAID
    assert sent_by([Direction.IN, Direction.OUT])[Direction.OUT] is Direction.OUT


SHIFTS = {"E": ("07:30", "15:30"), "D": DAY_SHIFT, "L": ("15:30", "23:30"), "N": NIGHT}
off_by = st.integers(-55, 55)
weeks = st.lists(st.sampled_from(["", *SHIFTS]), min_size=1, max_size=7)


@st.composite
def worked_weeks(draw: st.DrawFn) -> tuple[list[ShiftSpan], list[tuple[datetime, PunchUse, date]]]:
    """Shifts day by day, none before the last is over, and what was punched for each: the coming
    and the going within an hour, each perhaps not at all, with meals in the middle."""
    spans: list[ShiftSpan] = []
    for at, code in enumerate(draw(weeks)):
        if code and (not spans or span(10 + at, *SHIFTS[code]).start >= spans[-1].end):
            spans.append(span(10 + at, *SHIFTS[code]))
    punched: list[tuple[datetime, PunchUse, date]] = []
    for one in spans:
        came = one.start + timedelta(minutes=draw(off_by))
        if punched:
            came = max(came, punched[-1][0] + timedelta(minutes=1))
        went = max(one.end + timedelta(minutes=draw(off_by)), came + timedelta(minutes=1))
        meals = [
            one.middle + timedelta(minutes=draw(off_by)) for _ in range(draw(st.integers(0, 2)))
        ]
        ends = draw(st.booleans())
        punched.append((came, PunchUse.CAME, one.day))
        punched += [
            (meal, PunchUse.BETWEEN if ends else PunchUse.NO_END, one.day) for meal in sorted(meals)
        ]
        if ends:
            punched.append((went, PunchUse.WENT, one.day))
    return spans, punched


@given(worked_weeks())
def test_exactly_what_was_punched_comes_back(
    week: tuple[list[ShiftSpan], list[tuple[datetime, PunchUse, date]]],
) -> None:
    """Whoever comes and goes is read as that; where the going was forgotten, it is not made up."""
    spans, punched = week
    found = place([Stamp(at) for at, _use, _day in punched], spans)
    again = [(at, one.use, one.span.day if one.span else None)
             for (at, _use, _day), one in zip(punched, found, strict=True)]  # fmt: skip
    assert again == punched


@given(
    weeks,
    st.lists(st.integers(0, 8 * 24 * 60), max_size=30),
    st.lists(st.sampled_from(list(Direction)), min_size=30, max_size=30),
)
def test_whatever_was_punched_each_is_one_thing(
    codes: list[str], minutes: list[int], said: list[Direction]
) -> None:
    """At most one coming and one going of a shift, in that order, and nothing between without."""
    spans = [span(10 + at, *SHIFTS[code]) for at, code in enumerate(codes) if code]
    begin = moment("09 20:00")
    stamps = [
        Stamp(begin + timedelta(minutes=by), one)
        for by, one in zip(sorted(minutes), said, strict=False)
    ]
    found = place(stamps, spans)
    assert len(found) == len(stamps)
    for one in spans:
        came = [at for at, placed in enumerate(found) if placed == Placed(PunchUse.CAME, one)]
        went = [at for at, placed in enumerate(found) if placed == Placed(PunchUse.WENT, one)]
        assert len(came) <= 1
        assert len(went) <= len(came)
        assert not went or came[0] < went[0]
