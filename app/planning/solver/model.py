"""A roster, or a part of one, as a model of OR-Tools' CP-SAT."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.planning.solver.line_model import LineModel, add_line
from app.planning.solver.problem import OFF, Burden, Cover, Problem, Rows
from app.planning.solver.terms import Term, parted
from app.planning.solver.valuing import open_days, settled, steps_value

Free = Mapping[int, Collection[int]]
"""Worker (by place) -> the days that may be changed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A model with the workers in it; all others stay as in `rows`. Its objective is the value of
    the whole roster."""

    problem: Problem
    model: Any
    lines: dict[int, LineModel]
    rows: Rows

    def read(self, chosen: Any) -> Rows:
        """The roster of a solution. `chosen`: literal -> bool."""
        rows = list(self.rows)
        for worker, line in self.lines.items():
            rows[worker] = tuple(_chosen(choices, chosen) for choices in line.choices)
        return tuple(rows)

    def hint(self, rows: Rows) -> None:
        """Begin with what stands in `rows`."""
        self.model.clear_hints()
        for worker, line in self.lines.items():
            for day, choices in enumerate(line.choices):
                for shift, term in choices.items():
                    if not isinstance(term, int):
                        self.model.add_hint(term, rows[worker][day] == shift)
                work = line.works[day]
                if len(choices) > 1 and not isinstance(work, int):
                    self.model.add_hint(work, rows[worker][day] != OFF)


def _chosen(choices: Mapping[int, Term], chosen: Any) -> int:
    for shift, term in choices.items():
        if term if isinstance(term, int) else chosen(term):
            return shift
    return OFF


def build(problem: Problem, rows: Rows | None = None, free: Free | None = None) -> Part:
    """The model of the whole problem, or with `free` of those cells of it, the rest as in `rows`.

    Cells that are settled stay, free or not. A limit that a cell which is not free breaks already
    is broken no further.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    lines = {}
    base = rows or tuple((OFF,) * problem.days for _worker in problem.workers)
    for place, worker in enumerate(problem.workers):
        if free is not None and place not in free:
            continue
        days = open_days(worker)
        if free is not None:
            days = days.intersection(free[place])
        given = {
            day: settled(worker, day) if rows is None or free is None else rows[place][day]
            for day in range(problem.days)
            if day not in days
        }
        lines[place] = add_line(model, problem, worker, given, f"w{place}")
    part = Part(problem, model, lines, base)
    _minimize(part)
    return part


class _Costs:
    """An objective while it is gathered."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.known = 0
        self.weights: list[int] = []
        self.literals: list[Term] = []

    def add(self, term: Term, weight: int) -> None:
        if isinstance(term, int):
            self.known += weight * term
        elif weight:
            self.weights.append(weight)
            self.literals.append(term)


def _minimize(part: Part) -> None:
    costs = _Costs(part.model)
    for place, worker in enumerate(part.problem.workers):
        line = part.lines.get(place) or _standing(part.problem, part.rows[place])
        for (day, shift), cost in worker.costs.items():
            if shift == OFF and not isinstance(line.works[day], int):
                costs.known += cost
                costs.add(line.works[day], -cost)
            else:
                costs.add(line.at(day, shift), cost)
        for number, burden in enumerate(worker.burdens):
            _burden(costs, burden, line, f"w{place}b{number}")
    for number, cover in enumerate(part.problem.covers):
        _cover(costs, part, cover, f"c{number}")
    _tell(part.model, costs)


def _tell(model: Any, costs: _Costs) -> None:
    from ortools.sat.python import cp_model

    if costs.literals:
        objective = cp_model.LinearExpr.weighted_sum(costs.literals, costs.weights)
        model.minimize(objective + costs.known)
    else:
        model.minimize(costs.known)


def _standing(problem: Problem, row: tuple[int, ...]) -> LineModel:
    """The line of somebody who is not in the model."""
    choices: list[dict[int, Term]] = [{} if shift == OFF else {shift: 1} for shift in row]
    works: list[Term] = [int(shift != OFF) for shift in row]
    weekends: list[Term] = [int(any(row[day] != OFF for day in w)) for w in problem.weekends]
    return LineModel(choices, works, weekends)


def _burden(costs: _Costs, burden: Burden, line: LineModel, name: str) -> None:
    """Steps that never fall: the cheapest are taken first by themselves."""
    if burden.counted is None:
        terms = line.weekends
    else:
        terms = [line.at(day, shift) for day, shift in sorted(burden.counted)]
    known, literals = parted(terms)
    costs.known += steps_value(burden, known)
    if not literals or not burden.steps:
        return
    steps = []
    for number in range(len(literals)):
        step = costs.model.new_bool_var(f"{name}s{number}")
        steps.append(step)
        costs.add(step, burden.steps[min(known + number, len(burden.steps) - 1)])
    costs.model.add(sum(literals) == sum(steps))


def _cover(costs: _Costs, part: Part, cover: Cover, name: str) -> None:
    workers = range(len(part.rows)) if cover.workers is None else sorted(cover.workers)
    known = 0
    literals = []
    for worker in workers:
        line = part.lines.get(worker)
        if line is None:
            known += part.rows[worker][cover.day] == cover.shift
            continue
        term = line.at(cover.day, cover.shift)
        if isinstance(term, int):
            known += term
        else:
            literals.append(term)
    if not literals:
        costs.known += cover.cost(known)
        return
    levels = {level for level, _weight in (*cover.under, *cover.over)}
    for level in sorted(levels):
        under = sum(weight for at, weight in cover.under if at == level)
        over = sum(weight for at, weight in cover.over if at == level)
        _level(costs, literals, (level - known, under, over), f"{name}l{level}")


def _level(costs: _Costs, literals: list[Term], level: tuple[int, int, int], name: str) -> None:
    """So many below or above one level, each at its weight."""
    wanted, under, over = level
    model = costs.model
    have = sum(literals)
    short = max(0, wanted)
    beyond = max(0, len(literals) - wanted)
    below: Any = model.new_int_var(0, short, f"{name}u") if under and short else 0
    above: Any = model.new_int_var(0, beyond, f"{name}o") if over and beyond else 0
    costs.add(below, under)
    costs.add(above, over)
    if under and over:
        model.add(have + below - above == wanted)
    elif under and short:
        model.add(have + below >= wanted)
    elif over and beyond:
        model.add(have - above <= wanted)
