"""One person's month as rules that can each be left out, to find out which contradict.

It holds what the solver's model holds, but for one thing: what somebody fixed is not taken as it
is, it is a rule as the others are. Days are the problem's; below 0 they lie before the month.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.planning.building import Built
from app.planning.solver.problem import OFF, Bar, Worker
from app.planning.solver.terms import Term, at_most, parted
from app.rules.rostering.hard import HardRule
from app.rules.rostering.scene import RosterScene


@dataclass(frozen=True, slots=True, order=True)
class Bearing:
    """One rule (None: a fixed cell) at one place: `days` are those on which it bears."""

    rule: HardRule | None
    days: tuple[int, ...] = ()


Bearings = frozenset[Bearing]
_OF_THE_MONTH = (HardRule.HOURS_LEAST, HardRule.HOURS_MOST, HardRule.WEEKENDS)


@dataclass(frozen=True, slots=True)
class OneMonth:
    """`worker` with every shift that could be given out in `may`; `allowed` are theirs; `held` is
    what somebody fixed."""

    built: Built
    worker: Worker
    may: Sequence[Collection[int]]
    allowed: frozenset[int]
    held: Mapping[int, int]
    leave: frozenset[int]
    rest: frozenset[Bar]
    open: frozenset[int] = frozenset()
    """Days that stand as they are, of which is asked what were if anything could be there."""

    @property
    def span(self) -> range:
        """The days of which something is known."""
        worker = self.worker
        return range(-len(worker.before), self.built.problem.days + len(worker.after))

    def settled(self, day: int) -> int | None:
        """What stands there and is nobody's to change; None where there is a choice."""
        if day in self.open:
            return None
        if day < 0:
            return self.worker.before[day]
        if day >= self.built.problem.days:
            return self.worker.after[day - self.built.problem.days]
        return None if day in self.held else self.worker.fixed.get(day)

    def standing(self) -> frozenset[int]:
        """The days on which it is nobody's to change what stands there."""
        known = (day for day in self.span if self.is_known(day) and day not in self.leave)
        return frozenset(day for day in known if self.settled(day) is not None)

    def freed(self, days: Collection[int]) -> OneMonth:
        """The month if anything could be worked on these days."""
        return replace(self, open=frozenset(days))

    def allows(self, parts: Bearings) -> bool:
        """Whether there is such a month in which `parts` hold."""
        return MonthModel(self, parts).is_possible()

    def is_known(self, day: int) -> bool:
        return day in self.span and day not in self.worker.outside

    def parts(self) -> Bearings:
        """Everything that must hold."""
        worker = self.worker
        whole = {
            HardRule.HOURS_LEAST: worker.minutes_least > 0,
            HardRule.HOURS_MOST: worker.minutes_most is not None,
            HardRule.WEEKENDS: worker.weekends_most is not None,
        }
        return frozenset(
            [
                *(Bearing(None, (day,)) for day in self.held),
                *(Bearing(HardRule.LEAVE, (day,)) for day in self.leave),
                *(Bearing(HardRule.EMPLOYED, (day,)) for day in worker.outside),
                *(Bearing(HardRule.SHIFT_ALLOWED, (day,)) for day in self._open()),
                *(Bearing(HardRule.REST, pair) for pair in self._pairs(self.rest)),
                *(Bearing(HardRule.NOT_AFTER, pair) for pair in self._pairs(self._not_after)),
                *(Bearing(rule, days) for rule, days in self._runs()),
                *(Bearing(rule) for rule, there in whole.items() if there),
            ]
        )

    @property
    def _not_after(self) -> frozenset[Bar]:
        return self.worker.bars - self.rest

    def bars(self, rule: HardRule, day: int) -> frozenset[Bar]:
        """The pairs that a rule forbids, of which the first is on `day`."""
        if rule is HardRule.NOT_AFTER:
            return self._not_after
        return self.rest | self.built.problem.short_rests.get(day, frozenset())

    def _open(self) -> Iterator[int]:
        for day in range(self.built.problem.days):
            if self.settled(day) is None and not self.allowed.issuperset(self.may[day]):
                yield day

    def _pairs(self, bars: Collection[Bar]) -> Iterator[tuple[int, int]]:
        short = self.built.problem.short_rests if bars is self.rest else {}
        for day in self.span:
            for distance in {bar.distance for bar in (*bars, *short.get(day, ()))}:
                if day + distance in self.span:
                    yield day, day + distance

    def _runs(self) -> Iterator[tuple[HardRule, tuple[int, ...]]]:
        worker = self.worker
        windows = {
            HardRule.DAYS_IN_ROW: worker.days_in_row_most,
            HardRule.NIGHTS_IN_ROW: worker.nights_in_row_most,
        }
        for rule, most in windows.items():
            if most is not None:
                yield from ((rule, days) for days in self._stretches(most + 1))
        least = {
            HardRule.DAYS_OFF: worker.days_off_least,
            HardRule.DAYS_IN_ROW_LEAST: worker.days_in_row_least,
        }
        for rule, fewest in least.items():
            for length in range(1, fewest):
                for days in self._stretches(length + 2):
                    if any(0 <= day < self.built.problem.days for day in days[1:-1]):
                        yield rule, days  # a run of another month is judged there

    def _stretches(self, length: int) -> Iterator[tuple[int, ...]]:
        for first in self.span:
            days = tuple(range(first, first + length))
            if all(map(self.is_known, days)):
                yield days


def one_month(scene: RosterScene, built: Built, no: str) -> OneMonth:
    """The month of one of the scene's people."""
    place = built.people.index(no)
    worker = built.problem.workers[place]
    days = built.days
    allowed = scene.work_rules.of(no)
    return OneMonth(
        built=built,
        worker=worker,
        may=built.open_to_all,
        allowed=frozenset(
            shift for shift, code in enumerate(built.codes) if allowed.may_work(code)
        ),
        held={
            day: built.choice(scene.roster.get(no, {}).get(date, ""))
            for day, date in enumerate(days)
            if (no, date) in scene.held
        },
        leave=frozenset(day for day, date in enumerate(days) if date in scene.leaves.get(no, ())),
        rest=built.rest,
    )


class MonthModel:
    """A month in which only some parts hold."""

    def __init__(self, month: OneMonth, parts: Collection[Bearing]) -> None:
        from ortools.sat.python import cp_model

        self._month = month
        self.model = cp_model.CpModel()
        self._cells = {day: self._cell(day) for day in month.span}
        for part in parts:
            _ADDING[part.rule](self, part)

    def is_possible(self) -> bool:
        """Whether there is such a month."""
        return self._solved() is not None

    def minutes(self, *, most: bool) -> int | None:
        """The most or the fewest minutes that such a month can have; None where there is none."""
        total = self._minutes()
        if most:
            self.model.maximize(total)
        else:
            self.model.minimize(total)
        solver = self._solved()
        return None if solver is None else round(solver.objective_value)

    def _solved(self) -> Any:
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        found = solver.solve(self.model)
        return solver if found in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    def _cell(self, day: int) -> dict[int, Any]:
        """Shift -> whether it is worked: a literal, or 1 where it is settled."""
        settled = self._month.settled(day)
        if settled is not None:
            return {} if settled == OFF else {settled: 1}
        if day in self._month.open:
            shifts = set(range(len(self._month.built.codes)))
        else:
            shifts = {*self._month.may[day], self._month.held.get(day, OFF)} - {OFF}
        cell = {shift: self.model.new_bool_var(f"{day}/{shift}") for shift in sorted(shifts)}
        self.model.add_at_most_one(cell.values())
        return cell

    def _shifts(self, day: int) -> list[Term]:
        return list(self._cells[day].values())

    def _work(self, day: int) -> Any:
        return sum(self._shifts(day))

    def _nights(self, day: int) -> list[Term]:
        shifts = self._month.built.problem.shifts
        return [term for shift, term in self._cells[day].items() if shifts[shift].night]

    def _minutes(self) -> Any:
        shifts = self._month.built.problem.shifts
        return sum(
            shifts[shift].minutes * term
            for day in range(self._month.built.problem.days)
            for shift, term in self._cells[day].items()
        )

    def _hold(self, held: Any) -> None:
        """Add a limit, unless nothing that can be chosen takes part in it."""
        if not isinstance(held, bool):
            self.model.add(held)

    def add_fixed(self, part: Bearing) -> None:
        (day,) = part.days
        wanted = self._month.held[day]
        if wanted == OFF:
            self._hold(self._work(day) == 0)
        else:
            self._hold(self._cells[day][wanted] == 1)

    def add_off(self, part: Bearing) -> None:
        self._hold(self._work(part.days[0]) == 0)

    def add_allowed(self, part: Bearing) -> None:
        cell = self._cells[part.days[0]]
        others = [term for shift, term in cell.items() if shift not in self._month.allowed]
        self._hold(sum(others) == 0)

    def add_bars(self, part: Bearing) -> None:
        assert part.rule is not None
        first, later = part.days
        for bar in self._month.bars(part.rule, first):
            if bar.distance == later - first:
                pair = self._cells[first].get(bar.first, 0), self._cells[later].get(bar.later, 0)
                at_most(self.model, pair, 1)

    def add_window(self, part: Bearing) -> None:
        of = self._nights if part.rule is HardRule.NIGHTS_IN_ROW else self._shifts
        terms = [term for day in part.days for term in of(day)]
        at_most(self.model, terms, len(part.days) - 1)

    def add_least(self, part: Bearing) -> None:
        """The days between the first and the last are no run by themselves."""
        first, *between, last = (self._work(day) for day in part.days)
        if part.rule is HardRule.DAYS_OFF:
            self._hold(first + last - sum(between) <= 1)
        else:
            self._hold(sum(between) - first - last <= len(between) - 1)

    def add_hours(self, part: Bearing) -> None:
        worker = self._month.worker
        if part.rule is HardRule.HOURS_LEAST:
            self._hold(self._minutes() >= worker.minutes_least)
        else:
            assert worker.minutes_most is not None
            self._hold(self._minutes() <= max(worker.minutes_most, self._settled_minutes()))

    def _settled_minutes(self) -> int:
        month, shifts = self._month, self._month.built.problem.shifts
        choices = (month.settled(day) for day in range(month.built.problem.days))
        return sum(shifts[choice].minutes for choice in choices if choice not in (None, OFF))

    def add_weekends(self, part: Bearing) -> None:
        most = self._month.worker.weekends_most
        assert most is not None
        worked: list[Term] = []
        for number, days in enumerate(self._month.built.problem.weekends):
            known, literals = parted(term for day in days for term in self._shifts(day))
            if known or not literals:
                worked.append(min(known, 1))
                continue
            worked.append(self.model.new_bool_var(f"weekend{number}"))
            self.model.add_max_equality(worked[-1], literals)
        at_most(self.model, worked, most)


_ADDING = {
    None: MonthModel.add_fixed,
    HardRule.LEAVE: MonthModel.add_off,
    HardRule.EMPLOYED: MonthModel.add_off,
    HardRule.SHIFT_ALLOWED: MonthModel.add_allowed,
    HardRule.REST: MonthModel.add_bars,
    HardRule.NOT_AFTER: MonthModel.add_bars,
    HardRule.DAYS_IN_ROW: MonthModel.add_window,
    HardRule.NIGHTS_IN_ROW: MonthModel.add_window,
    HardRule.DAYS_OFF: MonthModel.add_least,
    HardRule.DAYS_IN_ROW_LEAST: MonthModel.add_least,
    HardRule.HOURS_LEAST: MonthModel.add_hours,
    HardRule.HOURS_MOST: MonthModel.add_hours,
    HardRule.WEEKENDS: MonthModel.add_weekends,
}
