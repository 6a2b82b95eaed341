"""How much a month's few inspections of somebody tell (QA-7)."""

from math import sqrt

import pytest

from app.rules.scorecards.precision import inspected_people, precision
from tests.rules.scorecards.test_quality import T_3, counted, month

pytestmark = pytest.mark.rule("QA-7")


def test_a_mean_is_known_as_well_as_its_usual_number_of_inspections_lets_it() -> None:
    found = month(counted("1", 70, 60, 50), counted("2", 90, 80))
    known = precision(found)
    assert known is not None
    assert known.inspections == 2
    assert known.one == pytest.approx(sqrt(250 / 3))
    assert known.mean == pytest.approx(T_3 * sqrt(250 / 6))
    assert inspected_people(found) == 2


def test_nobody_inspected_twice_tells_nothing() -> None:
    assert precision(month(counted("1", 70), counted("2", 90))) is None
