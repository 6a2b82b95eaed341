"""Items by inspectors, how far they lie apart, and what an alpha is good for."""

from __future__ import annotations

import pytest

from app.rules.scorecards.side_by_side import (
    Agreement,
    Given,
    Spread,
    agreement_of,
    item_rows,
    seed_of,
    spread_of,
)

GIVEN: Given = {
    "c-1": {"a": {"1": 90.0, "2": None}, "b": {"1": 70.0, "2": 60.0}},
    "c-2": {"a": {"1": 80.0, "2": 50.0}, "b": {"1": 80.0, "2": None}},
}


@pytest.mark.parametrize(
    ("alpha", "said"),
    [
        (None, Agreement.UNKNOWN), (1.0, Agreement.GOOD), (0.8, Agreement.GOOD),
        (0.799, Agreement.TENTATIVE), (0.667, Agreement.TENTATIVE), (0.666, Agreement.LOW),
        (-0.4, Agreement.LOW),
    ],
)  # fmt: skip
def test_what_an_alpha_is_good_for(alpha: float | None, said: Agreement) -> None:
    assert agreement_of(alpha) is said


@pytest.mark.parametrize(
    ("points", "apart"),
    [
        (None, Spread.NONE), (0, Spread.CLOSE), (8, Spread.CLOSE), (8.1, Spread.APART),
        (15, Spread.APART), (15.1, Spread.FAR),
    ],
)  # fmt: skip
def test_how_far_apart_points_are(points: float | None, apart: Spread) -> None:
    assert spread_of(points) is apart


def test_of_one_contact_each_has_what_they_gave() -> None:
    one, other = item_rows(["1", "2"], ["a", "b"], GIVEN, "c-1")
    assert (one.values, one.spread, one.apart) == ((90, 70), 20, Spread.FAR)
    assert (other.values, other.spread, other.apart) == ((None, 60), None, Spread.NONE)


def test_over_all_it_is_the_mean_of_what_each_gave() -> None:
    one, other = item_rows(["1", "2"], ["a", "b"], GIVEN)
    assert (one.values, one.spread) == ((85, 75), 10)
    assert (other.values, other.spread) == ((50, 60), 10)


def test_an_inspector_without_a_number_has_none() -> None:
    (row,) = item_rows(["1"], ["a", "z"], GIVEN)
    assert (row.values, row.spread) == ((85, None), None)


def test_the_seed_is_the_numbers_own() -> None:
    assert seed_of("C-00001") == 2823042316
    assert seed_of("C-00001") != seed_of("C-00002")
