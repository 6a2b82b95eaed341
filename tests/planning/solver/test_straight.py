"""A problem with straight lines for its burdens never costs more than the true one."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.planning.solver.problem import OFF, Burden, Problem, ShiftKind, Worker
from app.planning.solver.straight import straightened
from app.planning.solver.valuing import value_of

DAYS = 7
steps = st.lists(st.integers(-3, 9), max_size=5).map(sorted).map(tuple)
cells = st.frozensets(st.tuples(st.integers(0, DAYS - 1), st.integers(0, 1)), min_size=1)
lines = st.lists(st.integers(OFF, 1), min_size=DAYS, max_size=DAYS).map(tuple)


def problem(counted: frozenset[tuple[int, int]] | None, told: Sequence[int]) -> Problem:
    burden = Burden(tuple(told), counted)
    worker = Worker(
        "1", (frozenset({0, 1}),) * DAYS, costs={(0, 0): 3, (1, OFF): 2}, burdens=(burden,)
    )
    kinds = (ShiftKind("E", 480), ShiftKind("N", 480, night=True))
    return Problem(DAYS, kinds, (worker,), (), weekends=((5, 6),))


@given(cells, steps, lines)
def test_it_never_costs_more(
    counted: frozenset[tuple[int, int]], told: Sequence[int], line: tuple[int, ...]
) -> None:
    true = problem(counted, told)
    straight = straightened(true)
    assert straight is not None
    assert value_of(straight, (line,)) <= value_of(true, (line,))


def test_burdens_of_weekends_cost_nothing_where_they_cannot_gain() -> None:
    line = ((0,) * DAYS,)
    straight = straightened(problem(None, (4,)))
    assert straight is not None
    assert value_of(straight, line) == value_of(problem(None, (4,)), line) - 4
    assert straightened(problem(None, (-1, 4))) is None
