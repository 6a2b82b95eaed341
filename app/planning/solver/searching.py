"""One search by OR-Tools' CP-SAT over a model: told of what is found, stopped from outside."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from app.planning.solver.budget import Budget
from app.planning.solver.model import Part
from app.planning.solver.problem import Rows
from app.planning.solver.valuing import value_of
from app.progress import Cancel

LOOKS_EACH = 0.05
"""Seconds between two looks at whether somebody has stopped the search."""
STRONG = "objective_lb_search_max_lp"
"""The strategy that CP-SAT's others are weak beside: it raises the bound by whole relaxations. The
other worker then searches near the best so far."""

Told = Callable[[Rows | None, int | None, int], None]
"""The best rows (None where they are as before), their value, and the bound."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to."""

    rows: Rows | None
    value: int | None
    bound: int
    impossible: bool


def search(part: Part, budget: Budget, seed: int, told: Told, stop: Cancel) -> Found:
    """Search until the optimum is proved, the budget is used up or `stop` says so."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    _set(solver.parameters, budget, seed)
    solver.best_bound_callback = _bounds(told)
    with _Watch(solver, stop):
        status = solver.solve(part.model, _listener(part, told))
    budget.use(solver.response_proto.deterministic_time)
    if status == cp_model.MODEL_INVALID:
        raise ValueError(part.model.validate())
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        rows = part.read(solver.boolean_value)
        return Found(
            rows, round(solver.objective_value), _whole(solver.best_objective_bound), False
        )
    bound = 0 if status == cp_model.INFEASIBLE else _whole(solver.best_objective_bound)
    return Found(None, None, bound, status == cp_model.INFEASIBLE)


def _set(parameters: Any, budget: Budget, seed: int) -> None:
    parameters.random_seed = seed
    parameters.num_workers = budget.workers
    parameters.subsolvers.extend([STRONG])
    parameters.max_time_in_seconds = budget.seconds_left()
    if budget.is_counted:
        parameters.interleave_search = True
        parameters.max_deterministic_time = budget.work_left()


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
