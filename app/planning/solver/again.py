"""Everybody chooses their line once more, knowing what all the others have, until nobody gains."""

from __future__ import annotations

from app.planning.solver.budget import Budget
from app.planning.solver.columns import STATES_A_WORK
from app.planning.solver.constructing import WHOLE_MOST, first_line
from app.planning.solver.heads import Heads
from app.planning.solver.lines import LineFinder
from app.planning.solver.problem import Problem, Rows
from app.planning.solver.searching import Told
from app.planning.solver.valuing import line_value
from app.progress import Cancel

PASSES = 3
"""Later ones gain little."""


def choose_again(problem: Problem, rows: Rows, budget: Budget, told: Told, stop: Cancel) -> Rows:
    """A roster at least as good as `rows`."""
    turn = _Turn(problem, rows)
    for _pass in range(PASSES):
        before = turn.value
        for place in range(len(problem.workers)):
            if budget.is_over() or stop():
                break
            budget.use(turn.choose(place))
        if turn.value == before:
            break
        told(tuple(turn.lines), turn.value, None)
    return tuple(turn.lines)


class _Turn:
    """A roster while its lines are chosen again."""

    def __init__(self, problem: Problem, rows: Rows) -> None:
        self._problem = problem
        self._heads = Heads(problem)
        self._heads.fill(rows)
        self._finder = LineFinder(problem, quick=True)
        self.lines = list(rows)
        self._values = [
            line_value(problem, worker, line)
            for worker, line in zip(problem.workers, rows, strict=True)
        ]
        self._covers = self._heads.value

    @property
    def value(self) -> int:
        return sum(self._values) + self._covers

    def choose(self, place: int) -> float:
        """Another line for the worker at `place`, where it is better by the whole value; how much
        work it was."""
        old = self.lines[place]
        self._heads.add(place, old, -1)
        line = first_line(self._finder, self._heads, place) or old
        self._heads.add(place, line)
        value = line_value(self._problem, self._problem.workers[place], line)
        covers = self._heads.value
        if value + covers < self._values[place] + self._covers:
            self.lines[place], self._values[place], self._covers = line, value, covers
        else:
            self._heads.add(place, line, -1)
            self._heads.add(place, old)
        return min(WHOLE_MOST, self._finder.states(place)) / STATES_A_WORK
