"""LEAVE-4: which days several certificates cover together, and when that was so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.rules.certificates import together
from app.rules.facts import Certificate

NOON = datetime(2026, 10, 1, 4, tzinfo=UTC)
FIRST, LAST = date(2026, 10, 12), date(2026, 10, 16)
pytestmark = pytest.mark.rule("LEAVE-4")


def paper(first: int, last: int, handed_in: int = 0) -> Certificate:
    """From one day of October 2026 to another, handed in `handed_in` hours after the first."""
    days = date(2026, 10, first), date(2026, 10, last)
    return Certificate(*days, NOON + timedelta(hours=handed_in))


def covered(*papers: Certificate) -> tuple[int, int, int] | None:
    found = together(papers, FIRST, LAST)
    if found is None:
        return None
    hours = int((found.handed_in - NOON) / timedelta(hours=1))
    return found.first.day, found.last.day, hours


def test_no_paper_covers_nothing() -> None:
    assert covered() is None


def test_papers_that_touch_are_one_from_when_the_last_of_them_came() -> None:
    assert covered(paper(12, 13, 1), paper(14, 16, 5)) == (12, 16, 5)
    assert covered(paper(14, 16, 1), paper(12, 13, 5)) == (12, 16, 5)


def test_a_day_between_two_parts_them() -> None:
    assert covered(paper(12, 13, 1), paper(15, 16, 2)) == (12, 13, 1)


def test_the_island_that_covers_most_of_the_leave_counts() -> None:
    assert covered(paper(12, 12, 1), paper(14, 16, 2)) == (14, 16, 2)
    assert covered(paper(12, 14, 2), paper(16, 16, 1)) == (12, 14, 2)


def test_days_outside_the_leave_count_for_nothing() -> None:
    assert covered(paper(1, 12, 1), paper(14, 15, 2)) == (14, 15, 2)
    assert covered(paper(16, 30, 1), paper(12, 14, 2)) == (12, 14, 2)


def test_a_paper_within_another_shortens_nothing() -> None:
    assert covered(paper(12, 16, 1), paper(13, 14, 2)) == (12, 16, 1)
    assert covered(paper(12, 15, 2), paper(13, 13, 1)) == (12, 15, 2)


def test_once_covered_whole_a_paper_that_follows_makes_nothing_late() -> None:
    assert covered(paper(12, 16, 1), paper(16, 20, 9)) == (12, 16, 1)


def test_not_covered_whole_a_paper_that_follows_counts_from_when_it_came() -> None:
    assert covered(paper(12, 15, 1), paper(15, 16, 9)) == (12, 16, 9)
