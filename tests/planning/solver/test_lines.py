"""The cheapest line of one worker, against looking at every line there is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.solver.lines import LineFinder
from app.planning.solver.problem import Problem
from app.planning.solver.tracks import PricedLine
from app.planning.solver.valuing import broken, line_value
from tests.planning.solver.lining import every_line
from tests.planning.solver.test_solving import problems
from tests.store.writers import TIMES


def found_alone(problem: Problem) -> PricedLine | None:
    """Without any prices but the worker's own costs."""
    prices = np.zeros((1, problem.days, len(problem.shifts) + 1))
    return LineFinder(problem).find([0], prices)[0]


@settings(max_examples=20 * TIMES, deadline=None)
@given(problems())
def test_no_line_is_cheaper_and_none_is_missed(problem: Problem) -> None:
    for worker in problem.workers:
        single = replace(problem, workers=(worker,), covers=())
        values = [
            line_value(single, worker, tried)
            for tried in every_line(single, worker)
            if not broken(single, (tried,))
        ]
        found = found_alone(single)
        assert (found is None) == (not values)
        if found is not None:
            assert not broken(single, (found.line,))
            assert found.value == line_value(single, worker, found.line) == min(values)


@settings(max_examples=20 * TIMES, deadline=None)
@given(problems(), st.data())
def test_prices_of_several_workers_do_not_mix(problem: Problem, data: st.DataObject) -> None:
    numbers = st.lists(st.integers(-5, 5), min_size=12, max_size=12)
    prices = np.array([data.draw(numbers) for _ in problem.workers], dtype=float)
    prices = prices.reshape(len(problem.workers), problem.days, -1)
    finder = LineFinder(problem)
    together = finder.find(range(len(problem.workers)), prices)
    apart = [finder.find([place], prices[place : place + 1])[0] for place in (0, 1)]
    assert [f and f.value for f in together] == [f and f.value for f in apart]
