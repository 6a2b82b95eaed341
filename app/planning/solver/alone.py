"""A first roster, one worker after the other: each the line that helps the covers most."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from app.planning.solver.budget import Budget
from app.planning.solver.model import build
from app.planning.solver.problem import Line, Problem, Rows, Worker
from app.planning.solver.searching import search
from app.progress import Cancel

WORK = 0.2
"""CP-SAT's measure of the work for a good line; beyond it any line will do."""


def one_by_one(problem: Problem, budget: Budget, seed: int, stop: Cancel) -> Rows | None:
    """A roster that breaks no limit; None: somebody has no line at all, or it was stopped."""
    lines: dict[int, Line] = {}
    order = list(range(len(problem.workers)))
    Random(seed).shuffle(order)
    have: Counter[int] = Counter()
    for place in order:
        costs = _worth(problem, place, have)
        line = _line(problem, problem.workers[place], costs, budget, stop)
        if line is None:
            return None
        lines[place] = line
        for number in _covers_at(problem, place, line):
            have[number] += 1
    return tuple(lines[place] for place in range(len(problem.workers)))


def _worth(problem: Problem, place: int, have: Counter[int]) -> dict[tuple[int, int], int]:
    """What one more person changes at each cover."""
    costs: Counter[tuple[int, int]] = Counter(problem.workers[place].costs)
    for number, cover in enumerate(problem.covers):
        if cover.workers is None or place in cover.workers:
            change = cover.cost(have[number] + 1) - cover.cost(have[number])
            costs[cover.day, cover.shift] += change
    return dict(costs)


def _covers_at(problem: Problem, place: int, line: Line) -> list[int]:
    return [
        number
        for number, cover in enumerate(problem.covers)
        if line[cover.day] == cover.shift and (cover.workers is None or place in cover.workers)
    ]


def _line(
    problem: Problem,
    worker: Worker,
    costs: dict[tuple[int, int], int],
    budget: Budget,
    stop: Cancel,
) -> Line | None:
    one = replace(problem, workers=(replace(worker, costs=costs),), covers=())
    found = search(build(one), budget, 0, _silent, stop, WORK)
    if found.rows is None and not found.impossible:
        free = replace(problem, workers=(replace(worker, costs={}, burdens=()),), covers=())
        found = search(build(free), budget, 0, _silent, stop)
    return found.rows[0] if found.rows is not None else None


def _silent(_rows: Rows | None, _value: int | None, _bound: int | None) -> None:
    """A line's bound says nothing of the whole."""
