"""Parts of a roster made better in turn: some people on some weeks are free, all others stay.

What part comes next is drawn by the seed and each is given so much work, not so many seconds: with
one worker the same seed gives the same roster.
"""

from __future__ import annotations

from random import Random

from app.planning.solver.budget import Budget
from app.planning.solver.model import Free, build
from app.planning.solver.problem import Problem, Rows
from app.planning.solver.searching import Told, search
from app.progress import Cancel

CELLS = 110
"""How many cells are free at once."""
WORK = 0.25
"""CP-SAT's measure of the work for one part."""


def improve(
    problem: Problem, rows: Rows, budget: Budget, seed: int, told: Told, stop: Cancel
) -> Rows:
    """The best roster that parts lead to from `rows` until the budget is used up."""
    chance = Random(seed)
    best = rows
    while rows and problem.days and not budget.is_over() and not stop():
        part = build(problem, best, _drawn(problem, chance))
        part.hint(best)
        found = search(part, budget, chance.randrange(1 << 30), _silent, stop, work=WORK)
        if found.rows is not None and found.rows != best:
            best = found.rows
            told(best, found.value, None)
    return best


def _drawn(problem: Problem, chance: Random) -> Free:
    """Either few people for the whole horizon or more of them for some weeks."""
    span = min(problem.days, chance.choice((7, 14, 28, problem.days)))
    first = chance.randrange(problem.days - span + 1)
    people = min(len(problem.workers), max(2, CELLS // span))
    days = range(first, first + span)
    return dict.fromkeys(sorted(chance.sample(range(len(problem.workers)), people)), days)


def _silent(_rows: Rows | None, _value: int | None, _bound: int | None) -> None:
    """The bound of a part says nothing of the whole."""
