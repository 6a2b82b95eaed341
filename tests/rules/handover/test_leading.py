"""Who runs a shift, and which shift takes it over (docs/decisions/0025)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.rules.handover.leading import Span, duty_leader, successor

DAY = date(2026, 10, 12)
MIDNIGHT = datetime(2026, 10, 12, tzinfo=UTC)


def span(code: str, begin: float, end: float) -> Span:
    return Span(DAY, code, MIDNIGHT + timedelta(hours=begin), MIDNIGHT + timedelta(hours=end))


EARLY = span("E", 7.5, 15.5)


@pytest.mark.parametrize(
    ("acting", "leaders", "heads", "leader"),
    [
        ("101", ["200", "100"], ["900"], "101"),
        ("", ["200", "100"], ["900"], "100"),
        ("", [], ["901", "900"], "900"),
        ("", [], [], ""),
    ],
)
def test_an_acting_one_then_the_first_leader_then_the_head(
    acting: str, leaders: list[str], heads: list[str], leader: str
) -> None:
    assert duty_leader(acting, leaders, heads) == leader


def test_the_shift_that_starts_as_this_one_ends_takes_over() -> None:
    late, night = span("L", 15.5, 23.5), span("N", 23.5, 31.5)
    assert successor(EARLY, [EARLY, late, night]) == late
    assert successor(late, [EARLY, late, night]) == night


@pytest.mark.parametrize(("begin", "comes"), [(15.5, True), (16.5, True), (16.51, False)])
def test_it_starts_within_an_hour_of_the_end(begin: float, comes: bool) -> None:
    other = span("X", begin, 24)
    assert successor(EARLY, [EARLY, other]) == (other if comes else None)


@pytest.mark.parametrize(("begin", "first"), [(14.5, "X"), (14.49, "Y")])
def test_one_that_is_worked_already_takes_over_where_none_starts(begin: float, first: str) -> None:
    """X starts within the hour before the end or not; Y, which began at noon, is worked still."""
    found = successor(EARLY, [EARLY, span("X", begin, 20), span("Y", 14.49, 20)])
    assert found is not None
    assert found.code == first
    assert successor(EARLY, [EARLY, span("Y", 12, 20)]) == span("Y", 12, 20)


def test_of_several_the_nearest_takes_over() -> None:
    near, far = span("B", 15.75, 23), span("A", 15, 23)
    assert successor(EARLY, [far, near]) == near


def test_one_that_ends_no_later_does_not() -> None:
    assert successor(EARLY, [span("X", 15, 15.5)]) is None


def test_where_nobody_works_around_the_end_there_is_none() -> None:
    assert successor(EARLY, [EARLY, span("N", 23.5, 31.5)]) is None
