"""Open items: none is ever lost (HAND-3)."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.handover.items import Life, balance

pytestmark = pytest.mark.rule("HAND-3")

MONDAY = datetime(2026, 10, 12, tzinfo=UTC)
HOURS = st.integers(0, 7 * 24)


def at(hour: int) -> datetime:
    return MONDAY + timedelta(hours=hour)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """An item of a random week: raised, then closed and reopened by turns."""
    first, *later = sorted(draw(st.lists(HOURS, min_size=1, max_size=6)))
    moves = [at(hour) for hour in later]
    return Life(at(first), tuple(moves[::2]), tuple(moves[1::2]))


@given(st.lists(lives(), max_size=25), HOURS, HOURS)
def test_open_before_and_raised_are_open_after_and_closed(
    items: list[Life], one: int, other: int
) -> None:
    begin, end = at(min(one, other)), at(max(one, other))
    assert balance(items, begin, end).holds


@given(st.lists(lives(), max_size=15), st.lists(HOURS, min_size=2, max_size=12))
def test_what_one_shift_leaves_the_next_one_finds(items: list[Life], hours: list[int]) -> None:
    bounds = [at(hour) for hour in sorted(hours)]
    shifts = [balance(items, *pair) for pair in itertools.pairwise(bounds)]
    for before, after in itertools.pairwise(shifts):
        assert before.after == after.before


def test_an_item_is_open_from_its_raising_until_it_is_closed() -> None:
    item = Life(at(1), (at(3),), (at(5),))
    assert [item.is_open(at(hour)) for hour in range(7)] == [
        False, True, True, False, False, True, True,
    ]  # fmt: skip


def test_a_reopened_item_counts_as_raised_again() -> None:
    found = balance([Life(at(1), (at(3),), (at(5),))], at(2), at(6))
    assert (found.before, found.raised, found.closed, found.after) == (1, 1, 1, 1)
