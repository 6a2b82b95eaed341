"""A whole first roster: one worker at a time takes the line that helps the covers most.

Each line is the cheapest one by what one more person would change at each cover. Where a horizon is
so long that its lines cannot be looked through in one piece, some weeks at a time are.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from app.planning.solver.budget import Budget
from app.planning.solver.heads import Heads
from app.planning.solver.lines import LineFinder
from app.planning.solver.model import build
from app.planning.solver.problem import Line, Problem, Rows
from app.planning.solver.rolling import rolled_line
from app.planning.solver.searching import search
from app.progress import Cancel

WHOLE_MOST = 600_000
"""Up to so many states, over all days, a line is found in one piece."""


def construct(problem: Problem, budget: Budget, seed: int, stop: Cancel) -> Rows | None:
    """A roster that breaks no limit; None: somebody has no line at all, or it was stopped."""
    heads = Heads(problem)
    finder = LineFinder(problem, quick=True)
    lines: dict[int, Line] = {}
    for place in _order(problem, seed):
        line = None if stop() else first_line(finder, heads, place)
        if line is None and not stop():
            line = _searched(heads, place, budget, stop)
        if line is None:
            return None
        lines[place] = line
        heads.add(place, line)
    return tuple(lines[place] for place in range(len(problem.workers)))


def _order(problem: Problem, seed: int) -> list[int]:
    """Those with the fewest shifts to choose from first: the others fill what they leave."""
    order = list(range(len(problem.workers)))
    Random(seed).shuffle(order)
    return sorted(order, key=lambda place: len(frozenset().union(*problem.workers[place].may)))


def first_line(finder: LineFinder, heads: Heads, place: int) -> Line | None:
    """The line that helps the covers most; None: none was found, there may be one."""
    if finder.states(place) > WHOLE_MOST:
        return rolled_line(finder.problem, place, heads.prices(place))
    found = finder.find([place], heads.prices(place)[None])[0]
    return None if found is None else found.line


def _searched(heads: Heads, place: int, budget: Budget, stop: Cancel) -> Line | None:
    """Any line at all, by CP-SAT: it also knows what settled cells break by themselves."""
    problem, worker = heads.problem, heads.problem.workers[place]
    costs = dict(worker.costs)
    for (day, shift), price in _priced(heads, place).items():
        costs[day, shift] = costs.get((day, shift), 0) + price
    one = replace(problem, workers=(replace(worker, costs=costs),), covers=())
    found = search(build(one), budget, 0, _silent, stop, work=WORK)
    if found.rows is None and not found.impossible:
        found = search(build(one), budget, 0, _silent, stop)
    return found.rows[0] if found.rows is not None else None


def _priced(heads: Heads, place: int) -> dict[tuple[int, int], int]:
    prices = heads.prices(place)
    days, shifts = prices.nonzero()
    return {
        (int(day), int(shift)): int(prices[day, shift])
        for day, shift in zip(days, shifts, strict=True)
        if shift != prices.shape[1] - 1
    }


WORK = 0.2
"""CP-SAT's measure of the work for one line; the first line that is found will do beyond it."""


def _silent(_rows: Rows | None, _value: int | None, _bound: int | None) -> None:
    """A line's bound says nothing of the whole."""
