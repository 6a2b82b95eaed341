"""One worker's line in a model: a literal for each choice, and all limits of the line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import gcd
from typing import Any

from app.planning.solver.problem import OFF, Bar, Problem, Worker
from app.planning.solver.runs import starts_least, starts_most, starts_of, windows_most
from app.planning.solver.terms import Term, at_most, not_above, opposite, parted


@dataclass(slots=True)
class LineModel:
    """`choices[day]`: shift -> Term, of those that may be worked; `works[day]`: whether any is.
    `weekends`: whether each weekend is worked, where that is asked."""

    choices: list[dict[int, Term]]
    works: list[Term]
    weekends: list[Term]

    def at(self, day: int, shift: int) -> Term:
        """Whether `shift` (or OFF) is chosen."""
        if shift == OFF:
            return opposite(self.works[day])
        return self.choices[day].get(shift, 0)


def add_line(
    model: Any, problem: Problem, worker: Worker, given: Mapping[int, int], name: str
) -> LineModel:
    """Put a worker into the model. `given`: day -> the choice of each day that is not free."""
    line = _choices(model, problem, worker, given, name)
    _bars(model, problem, worker, line)
    _runs(model, problem, worker, line, name)
    _totals(model, problem, worker, line)
    _weekends(model, problem, worker, line, name)
    return line


def _choices(
    model: Any, problem: Problem, worker: Worker, given: Mapping[int, int], name: str
) -> LineModel:
    choices: list[dict[int, Term]] = []
    works: list[Term] = []
    for day in range(problem.days):
        if day in given:
            choices.append({} if given[day] == OFF else {given[day]: 1})
            works.append(int(given[day] != OFF))
            continue
        shifts = sorted(worker.may[day])
        literals = {shift: model.new_bool_var(f"{name}d{day}s{shift}") for shift in shifts}
        choices.append(literals)
        if len(shifts) == 1:
            works.append(literals[shifts[0]])
        else:
            works.append(model.new_bool_var(f"{name}d{day}"))
            model.add_exactly_one(*literals.values(), opposite(works[-1]))
    return LineModel(choices, works, [])


# ------------------------------------------------------------------------------- what follows what
def _bars(model: Any, problem: Problem, worker: Worker, line: LineModel) -> None:
    back = len(worker.before)
    if not (worker.bars or problem.short_rests):
        return
    for day in range(-back, problem.days):
        bars = worker.bars | problem.short_rests.get(day, frozenset())
        for distance in {bar.distance for bar in bars}:
            later = day + distance
            if not 0 <= later < problem.days + len(worker.after) or (
                day < 0 and later >= problem.days
            ):
                continue
            first, then = _known_at(worker, line, day), _known_at(worker, line, later)
            for firsts, laters in groups(frozenset(b for b in bars if b.distance == distance)):
                _apart(
                    model,
                    [first[s] for s in sorted(firsts) if s in first],
                    [then[s] for s in sorted(laters) if s in then],
                )


def _known_at(worker: Worker, line: LineModel, day: int) -> dict[int, Term]:
    """What may be worked on a day, also one beyond the edges."""
    if 0 <= day < len(line.choices):
        return line.choices[day]
    choice = worker.before[day] if day < 0 else worker.after[day - len(line.choices)]
    return {} if choice == OFF else {choice: 1}


def _apart(model: Any, first: list[Term], later: list[Term]) -> None:
    """Not one of both."""
    if first and later:
        at_most(model, [*first, *later], 1)


@lru_cache(maxsize=256)
def groups(bars: frozenset[Bar]) -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
    """The bars as few and large sets of firsts and laters of which any first bars any later."""
    after = _by((bar.first, bar.later) for bar in bars)
    until = _by((bar.later, bar.first) for bar in bars)
    found: dict[tuple[frozenset[int], frozenset[int]], None] = {}
    for laters in after.values():
        firsts = frozenset(f for f, barred in after.items() if laters <= barred)
        found[firsts, laters] = None
    for firsts in until.values():
        laters = frozenset(s for s, barring in until.items() if firsts <= barring)
        found[firsts, laters] = None
    return tuple(found)


def _by(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    sets: dict[int, set[int]] = {}
    for key, value in sorted(pairs):
        sets.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in sets.items()}


# -------------------------------------------------------------------------------------------- runs
def _runs(model: Any, problem: Problem, worker: Worker, line: LineModel, name: str) -> None:
    work = list(_stretched(worker, line, range(len(problem.shifts))))
    starts = starts_of(model, work, f"{name}w") if worker.days_in_row_least > 1 else []
    if worker.days_in_row_most is not None:
        if starts:
            starts_most(model, work, starts, worker.days_in_row_most)
        else:
            windows_most(model, work, worker.days_in_row_most)
    held = range(
        len(worker.before) if worker.cut_before else 0,
        len(worker.before) + problem.days + (0 if worker.cut_after else len(worker.after)),
    )
    if starts:
        starts_least(model, work, starts, worker.days_in_row_least, held)
    if worker.days_off_least > 1:
        off = [None if flag is None else opposite(flag) for flag in work]
        starts_least(model, off, starts_of(model, off, f"{name}o"), worker.days_off_least, held)
    if worker.nights_in_row_most is not None:
        kinds = [place for place, shift in enumerate(problem.shifts) if shift.night]
        nights = list(_stretched(worker, line, kinds))
        windows_most(model, nights, worker.nights_in_row_most)


def _stretched(worker: Worker, line: LineModel, shifts: Collection[int]) -> Iterator[Term | None]:
    """Whether one of `shifts` is worked, also on the known days beyond the edges."""
    for choice in worker.before:
        yield int(choice in shifts)
    for day, literals in enumerate(line.choices):
        if day in worker.outside:
            yield None
        elif len(shifts) >= len(literals) and all(shift in shifts for shift in literals):
            yield line.works[day]
        else:
            known, some = parted(term for shift, term in literals.items() if shift in shifts)
            yield sum(some) + known if some else known
    for choice in worker.after:
        yield int(choice in shifts)


# ------------------------------------------------------------------------------------------ totals
def _totals(model: Any, problem: Problem, worker: Worker, line: LineModel) -> None:
    for shift, most in sorted(worker.shift_most.items()):
        at_most(model, (day.get(shift, 0) for day in line.choices), most)
    if not worker.minutes_least and worker.minutes_most is None:
        return
    known, minutes, literals = _minutes(problem, line)
    if not literals:
        return
    unit = gcd(*minutes) or 1
    total = sum(m // unit * literal for m, literal in zip(minutes, literals, strict=True))
    if worker.minutes_most is not None:
        model.add(total <= max(0, worker.minutes_most - known) // unit)
    if worker.minutes_least > known:
        model.add(total >= -(-(worker.minutes_least - known) // unit))


def _minutes(problem: Problem, line: LineModel) -> tuple[int, list[int], list[Term]]:
    """The minutes that are settled, and those of each literal; where all shifts of a day are of one
    length, of whether it is worked."""
    known = 0
    minutes: list[int] = []
    literals: list[Term] = []
    for day, choices in enumerate(line.choices):
        lengths = {problem.shifts[shift].minutes for shift in choices}
        terms = list(choices.items())
        if len(lengths) == 1:
            terms = [(min(choices), line.works[day])]
        for shift, term in terms:
            if isinstance(term, int):
                known += term * problem.shifts[shift].minutes
            else:
                minutes.append(problem.shifts[shift].minutes)
                literals.append(term)
    return known, minutes, literals


def _weekends(model: Any, problem: Problem, worker: Worker, line: LineModel, name: str) -> None:
    spread = any(burden.counted is None for burden in worker.burdens)
    if worker.weekends_most is None and not spread:
        return
    for place, days in enumerate(problem.weekends):
        works = [line.works[day] for day in days]
        line.weekends.append(_any(model, works, f"{name}e{place}"))
    if worker.weekends_most is not None:
        at_most(model, line.weekends, worker.weekends_most)


def _any(model: Any, terms: list[Term], name: str) -> Term:
    """Whether one of `terms` holds."""
    known, literals = parted(terms)
    if known or not literals:
        return int(known > 0)
    if len(literals) == 1:
        return literals[0]
    either = model.new_bool_var(name)
    for literal in literals:
        model.add_implication(literal, either)
    not_above(model, [either], literals)
    return either
