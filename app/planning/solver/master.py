"""The linear programme over the lines that are known: which mixture of them costs least.

Each worker has shares of lines that make up one whole; each cover has as many people as the shares
bring. What one more person at a cover would be worth (its dual value) prices new lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.planning.solver.heads import Heads
from app.planning.solver.problem import Line
from app.planning.solver.valuing import line_value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEVER = 1e7
"""What it costs to leave a worker without a line."""


class Master:
    """Lines are added as they are found; `fix` leaves a worker only one."""

    def __init__(self, heads: Heads) -> None:
        from ortools.linear_solver import pywraplp

        self._heads = heads
        problem = heads.problem
        self.pool: list[dict[Line, Any]] = [{} for _ in problem.workers]
        self._shares: list[list[tuple[float, Line]]] = [[] for _ in problem.workers]
        # GLOP gives up (ABNORMAL) on some dives, from the beginning, too.
        create = pywraplp.Solver.CreateSolver
        self._lp = create("CLP") or create("GLOP")
        self._goal = self._lp.Objective()
        self._goal.SetMinimization()
        self._base = float(heads.empty_value)
        self._rows = [self._cover_row(number) for number in range(len(problem.covers))]
        self._whole = [self._lp.Constraint(1, 1) for _ in problem.workers]
        for whole in self._whole:
            none = self._lp.NumVar(0, 1, "")
            whole.SetCoefficient(none, 1)
            self._goal.SetCoefficient(none, _NEVER)

    def _cover_row(self, number: int) -> Any:
        row = self._lp.Constraint(0, 0)
        for slope, width in self._heads.slopes(number):
            people = self._lp.NumVar(0, width, "")
            row.SetCoefficient(people, -1)
            self._goal.SetCoefficient(people, slope)
        return row

    def add(self, place: int, line: Line) -> bool:
        """False: it is known already."""
        if line in self.pool[place]:
            return False
        problem = self._heads.problem
        share = self._lp.NumVar(0, 1, "")
        self.pool[place][line] = share
        self._whole[place].SetCoefficient(share, 1)
        for number in self._heads.at(place, line):
            self._rows[number].SetCoefficient(share, 1)
        self._goal.SetCoefficient(share, line_value(problem, problem.workers[place], line))
        return True

    def solve(self, seconds: float) -> float | None:
        """The least cost; None: not found in time."""
        self._lp.SetTimeLimit(max(1, int(seconds * 1000)))
        if not self._is_solved():
            return None
        self._shares = [self._read_shares(place) for place in range(len(self.pool))]
        return float(self._goal.Value()) + self._base

    def _is_solved(self) -> bool:
        """Where it stood may lead nowhere: then from the beginning."""
        optimal = self._lp.OPTIMAL
        return bool(self._lp.Solve() == optimal or self._lp.Solve(_afresh()) == optimal)

    def worth(self) -> NDArray[np.float64]:
        """Of each cover: what one more person there changes."""
        import numpy as np

        return np.array([row.dual_value() for row in self._rows])

    def shares(self, place: int) -> list[tuple[float, Line]]:
        """The lines of a worker that had a share when it was solved, the largest first."""
        return self._shares[place]

    def _read_shares(self, place: int) -> list[tuple[float, Line]]:
        shares = [(share.solution_value(), line) for line, share in self.pool[place].items()]
        return sorted((pair for pair in shares if pair[0] > 1e-6), reverse=True)

    def fix(self, place: int, line: Line) -> None:
        for known, share in self.pool[place].items():
            share.SetUb(1.0 if known == line else 0.0)

    def free(self) -> None:
        for shares in self.pool:
            for share in shares.values():
                share.SetUb(1.0)


def _afresh() -> Any:
    from ortools.linear_solver import pywraplp

    parameters = pywraplp.MPSolverParameters()
    parameters.SetIntegerParam(parameters.INCREMENTALITY, parameters.INCREMENTALITY_OFF)
    return parameters
