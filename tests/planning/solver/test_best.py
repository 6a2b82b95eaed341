"""What several searchers find is put together: the best roster, the highest bound."""

from __future__ import annotations

import pytest

from app.planning.solver.best import Best
from app.planning.solver.budget import Budget
from app.planning.solver.problem import Progress
from tests.planning.solver.lining import line

FIRST, SECOND = (line("E-"),), (line("-E"),)


@pytest.fixture
def told() -> list[Progress]:
    return []


@pytest.fixture
def best(told: list[Progress]) -> Best:
    return Best(Budget(60, 2), told.append)


def test_only_what_is_better_is_taken_and_told(best: Best, told: list[Progress]) -> None:
    best.hear(FIRST, 10, None)
    best.hear(SECOND, 10, None)
    best.hear(SECOND, 11, None)
    best.hear(None, None, 3)
    best.hear(None, None, 2)
    best.hear(SECOND, 9, 1)
    assert [(p.value, p.bound, p.rows) for p in told] == [
        (10, 0, FIRST),
        (10, 3, None),
        (9, 3, SECOND),
    ]
    assert (best.solution().rows, best.solution().value, best.solution().bound) == (SECOND, 9, 3)


def test_a_roster_of_one_and_a_bound_of_the_other_prove_each_other(best: Best) -> None:
    best.hear(FIRST, 10, None)
    best.hear(None, None, 9)
    assert not best.is_final()
    best.hear(None, None, 10)
    assert best.is_final()
    assert best.solution().proved


def test_nothing_is_proved_of_no_roster(best: Best) -> None:
    best.hear(None, None, 10)
    assert not best.is_final()
    assert not best.solution().proved
    assert best.solution().first_after is None


@pytest.mark.parametrize(
    ("value", "bound", "within"),
    [(100, 75, True), (100, 74, False), (-100, -125, True), (-100, -126, False), (0, 0, True)],
)
def test_within_a_quarter(best: Best, value: int, bound: int, within: bool) -> None:
    best.hear(FIRST, value, None)
    assert not best.is_within(0.25)
    best.hear(None, None, bound)
    assert best.is_within(0.25) is within


def test_on_one_worker_work_is_counted_and_on_two_it_is_not() -> None:
    counted, timed = Budget(10, 1), Budget(10, 2)
    for budget in (counted, timed):
        assert not budget.is_over()
        budget.use(4.9)
        assert not budget.is_over()
        budget.use(0.2)
    assert counted.is_over()
    assert not timed.is_over()


def test_without_time_it_is_over() -> None:
    budget = Budget(0, 2)
    assert budget.is_over()
    assert (budget.seconds_left(), budget.share_used()) == (0, 1)


def test_a_seed_repeats_only_what_is_ended_by_counted_work() -> None:
    assert Budget(60, 1).is_repeatable()
    assert not Budget(0, 1).is_repeatable()
    assert not Budget(60, 2).is_repeatable()


def test_the_count_ends_before_the_clock_on_any_usual_machine() -> None:
    """The seconds asked for are work; the clock allows many times as much."""
    counted = Budget(3, 1)
    assert counted.seconds_left() > 10 * 3
    counted.use(counted.work_left())
    assert counted.is_over()
    assert counted.is_repeatable()
