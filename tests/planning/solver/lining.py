"""Small problems by which the solver's tests speak of one limit at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from app.planning.solver.problem import OFF, Cover, Line, Problem, ShiftKind, Worker
from app.planning.solver.valuing import broken, value_of

E, L, N = range(3)
SHIFTS = (ShiftKind("E", 480), ShiftKind("L", 450), ShiftKind("N", 600, night=True))
LETTERS = {"-": OFF, "E": E, "L": L, "N": N}


def line(text: str) -> Line:
    """A line as "EE-N"."""
    return tuple(LETTERS[letter] for letter in text)


def text_of(choices: Line) -> str:
    return "".join("ELN-"[choice] for choice in choices)


def one(days: int, shifts: str = "ELN", **limits: Any) -> Worker:
    """A worker of `days` days on each of which any of `shifts` may be worked."""
    may = (frozenset(LETTERS[letter] for letter in shifts),) * days
    return Worker("A", **{"may": may, **limits})


def alone(worker: Worker, **more: Any) -> Problem:
    """A problem of one worker."""
    return Problem(len(worker.may), SHIFTS, (worker,), **{"covers": (), **more})


def wanting(problem: Problem, wanted: str) -> Problem:
    """The problem of one worker in which each day should be as in `wanted` ("?": whatever): each
    other choice costs 1."""
    costs = {
        (day, choice): 1
        for day, letter in enumerate(wanted)
        if letter != "?"
        for choice in LETTERS.values()
        if choice != LETTERS[letter]
    }
    return replaced(problem, costs=costs)


def replaced(problem: Problem, **fields: Any) -> Problem:
    """The problem of one worker who is another in `fields`."""
    return replace(problem, workers=(replace(problem.workers[0], **fields),))


def every_line(problem: Problem, worker: Worker) -> Iterator[Line]:
    """Each line that the days allow by themselves."""
    yield from product(*(_choices(worker, day) for day in range(problem.days)))


def _choices(worker: Worker, day: int) -> tuple[int, ...]:
    if day in worker.fixed:
        return (worker.fixed[day],)
    if day in worker.outside:
        return (OFF,)
    return (OFF, *sorted(worker.may[day]))


def best_by_trying(problem: Problem) -> int | None:
    """The least value of all rosters that break no limit; None: there is none."""
    each = (every_line(problem, worker) for worker in problem.workers)
    values = (
        value_of(problem, rows) for rows in product(*each) if not broken(problem, rows, given=False)
    )
    return min(values, default=None)


def wants(day: int, shift: int, level: int, **more: Any) -> Cover:
    return Cover(day, shift, ((level, 10),), ((level, 3),), **more)
