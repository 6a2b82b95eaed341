"""The reports of inspections against plain loops that were written from DAYBOOKS.md alone."""

import pytest

from benchmarks.compare_reports import differing

pytestmark = pytest.mark.rule("QA-7")


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_both_count_the_same_in_random_small_months(first: int) -> None:
    """More of them: python -m benchmarks.compare_reports."""
    assert [
        (seed, places) for seed in range(first, first + 100) if (places := differing(seed))
    ] == []
