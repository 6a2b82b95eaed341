"""One search by OR-Tools' CP-SAT over a model: told of what is found, stopped from outside."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import Any

from app.planning.solver.budget import Budget
from app.planning.solver.model import Part
from app.planning.solver.problem import Rows
from app.planning.solver.valuing import value_of
from app.progress import Cancel

LOOKS_EACH = 0.05
"""Seconds between two looks at whether somebody has stopped the search."""

Told = Callable[[Rows | None, int | None, int | None], None]
"""The best rows and their value, or a bound; None where it is as before."""


class Manner(Enum):
    """How a model is searched."""

    PROVE = "prove"
    """In one thread, by a bound that is raised until a roster meets it: finds little before."""
    IMPROVE = "improve"
    """In one thread, from what it begins with: for a part of a problem."""
    WHOLE = "whole"
    """By all workers, each in a way of its own, that of `PROVE` among them."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to. `bound` None: nothing is known."""

    rows: Rows | None
    value: int | None
    bound: int | None
    impossible: bool = False


def search(
    part: Part,
    budget: Budget,
    seed: int,
    told: Told,
    stop: Cancel,
    *,
    manner: Manner = Manner.PROVE,
    work: float | None = None,
) -> Found:
    """Search until the optimum is proved, the budget or `work` (as CP-SAT counts it) is used up, or
    `stop` says so."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    _manage(solver.parameters, budget, manner)
    _set(solver.parameters, budget, seed, work)
    solver.best_bound_callback = _bounds(told)
    with _Watch(solver, stop):
        status = solver.solve(part.model, _listener(part, told))
    budget.use(solver.response_proto.deterministic_time)
    if status == cp_model.MODEL_INVALID:
        raise ValueError(part.model.validate())
    if status == cp_model.INFEASIBLE:
        return Found(None, None, None, impossible=True)
    bound = _whole(solver.best_objective_bound)
    if status == cp_model.UNKNOWN:
        return Found(None, None, bound)
    rows = part.read(solver.boolean_value)
    return Found(rows, value_of(part.problem, rows), bound)


def _manage(parameters: Any, budget: Budget, manner: Manner) -> None:
    """CP-SAT's own choice of strategies is weak here; whole linear relaxations help all of them."""
    parameters.num_workers = budget.workers if manner is Manner.WHOLE else 1
    parameters.use_objective_lb_search = manner is Manner.PROVE
    if manner is Manner.WHOLE:
        parameters.subsolvers.extend(["objective_lb_search_max_lp"])
    else:
        parameters.linearization_level = 2


def _set(parameters: Any, budget: Budget, seed: int, work: float | None) -> None:
    """In one thread it is the same at every run."""
    parameters.random_seed = seed
    parameters.max_time_in_seconds = budget.seconds_left()
    if budget.is_counted:
        work = min(work or budget.work_left(), budget.work_left())
    if work is not None:
        parameters.max_deterministic_time = work


def _whole(bound: float) -> int:
    """A bound on integers is one of them."""
    return ceil(bound - 1e-6)


def _bounds(told: Told) -> Callable[[float], None]:
    return lambda bound: told(None, None, _whole(bound))


def _listener(part: Part, told: Told) -> Any:
    from ortools.sat.python import cp_model

    class Listener(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            # By our own measure: the search may still count more short than there are.
            rows = part.read(self.boolean_value)
            told(rows, value_of(part.problem, rows), _whole(self.best_objective_bound))

    return Listener()


class _Watch:
    """Stops a search as soon as `stop` says so."""

    def __init__(self, solver: Any, stop: Cancel) -> None:
        self._solver = solver
        self._stop = stop
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOKS_EACH):
            if self._stop():
                self._solver.stop_search()
