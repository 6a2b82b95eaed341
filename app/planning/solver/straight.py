"""Burdens as straight lines: a problem that costs no more than the true one, and is soon priced.

How often somebody carries a burden is one more axis of their table of states, and there may be
several. A burden's steps never fall, so that each time costs at least what the first one does: what
is a bound with that as the price of every time is one of the true problem, too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from app.planning.solver.problem import Problem, Worker


def straightened(problem: Problem) -> Problem | None:
    """The problem with such prices in place of burdens. Those of weekends, which no single cell
    says, cost nothing in it; None where one of them could gain."""
    burdens = [burden for worker in problem.workers for burden in worker.burdens]
    if any(burden.counted is None and min(burden.steps, default=0) < 0 for burden in burdens):
        return None
    return replace(problem, workers=tuple(map(_straight, problem.workers)))


def _straight(worker: Worker) -> Worker:
    costs = defaultdict(int, worker.costs)
    for burden in worker.burdens:
        for cell in burden.counted or ():
            costs[cell] += burden.steps[0] if burden.steps else 0
    return replace(worker, costs=dict(costs), burdens=())
