"""A month's scene as a problem to be solved, and the solver's rows as cells again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.planning.rests import Rests, rests
from app.planning.solver.problem import OFF, Bar, Line, Problem, Rows, ShiftKind, Worker
from app.planning.weighing import Costs, covers_of, worker_costs
from app.rules.calendar import CentreTime
from app.rules.facts import ShiftType
from app.rules.rostering.certificate.records import ShortShift
from app.rules.rostering.needs import Need
from app.rules.rostering.past import saturday
from app.rules.rostering.scene import RosterScene
from app.rules.rostering.work_rules import WorkRules
from app.rules.work import Cell

_DAY = timedelta(days=1)
_SATURDAY = 5
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Built:
    """The problem with what its indices mean: workers are `people`, in their order, those beside
    the scene after them."""

    problem: Problem
    people: tuple[str, ...]
    days: tuple[date, ...]
    codes: tuple[str, ...]
    rest: frozenset[Bar]
    """SWAP-4's part of the workers' bars."""
    open_to_all: tuple[frozenset[int], ...]
    """For each day the shifts that may still be given out."""
    costs: Costs
    needs: tuple[Need, ...] = ()
    """What each of the problem's covers is for."""

    def short(self, rows: Rows) -> list[ShortShift]:
        """The needs whose least is not met, in the order of a certificate."""
        everybody = range(len(self.people))
        found = []
        for cover, need in zip(self.problem.covers, self.needs, strict=True):
            workers = everybody if cover.workers is None else cover.workers
            have = sum(rows[worker][cover.day] == cover.shift for worker in workers)
            if have < need.least:
                who = need.who
                found.append(
                    ShortShift(
                        day=self.days[cover.day],
                        shift=need.shift,
                        department=who.department,
                        team=who.team,
                        job_type=who.job_type,
                        least=need.least,
                        have=have,
                    )
                )
        return sorted(found)

    def priced(self, place: int) -> Worker:
        """The worker at a place with what their choices cost, where they are built without."""
        worker = self.problem.workers[place]
        known = worker.id in self.costs.scene.people
        return worker_costs(self.costs, worker) if known else worker

    def choice(self, code: str) -> int:
        """The solver's word for a shift; OFF for none."""
        return self.codes.index(code) if code else OFF

    def cells(self, rows: Rows) -> dict[Cell, str]:
        """What each works on each day ("": nothing)."""
        return {
            (no, day): "" if choice == OFF else self.codes[choice]
            for no, line in zip(self.people, rows, strict=True)
            for day, choice in zip(self.days, line, strict=True)
        }


def build(scene: RosterScene, time: CentreTime, *, priced: bool = True) -> Built:
    """The problem of a month: what must hold as limits of each person, all else as costs; those of
    single people are left to `Built.priced` where few of them matter."""
    days = month_days(scene)
    codes = all_codes(scene)
    shifts = [scene.shifts[code] for code in codes]
    span = range((scene.known_from - scene.first).days, (scene.open_from - scene.first).days)
    found = rests(shifts, scene.first, span, time, scene.policy)
    book = _Book(scene, days, codes, found, tuple(_open_to_all(scene, days, time)))
    costs = Costs.of(scene, days, codes)
    people = (*scene.people, *scene.beside)
    workers = [book.worker(no) for no in scene.people]
    if priced:
        workers = [worker_costs(costs, worker) for worker in workers]
    problem = Problem(
        days=len(days),
        shifts=tuple(ShiftKind(s.code, minutes_of(s), s.night) for s in shifts),
        workers=(*workers, *(book.standing(no) for no in scene.beside)),
        covers=covers_of(costs, people),
        weekends=weekends_of(days),
        short_rests=found.on,
    )
    needs = tuple(need for day in days for need in costs.needs[day])
    return Built(
        problem=problem, people=people, days=days, codes=codes, rest=found.always,
        open_to_all=book.open_to_all, costs=costs, needs=needs,
    )  # fmt: skip


def month_days(scene: RosterScene) -> tuple[date, ...]:
    """The days of the month."""
    count = (scene.last - scene.first).days + 1
    return tuple(scene.first + number * _DAY for number in range(count))


def all_codes(scene: RosterScene) -> tuple[str, ...]:
    """The shifts in service, and after them those that only stand somewhere still."""
    seen = {code for row in scene.roster.values() for code in row.values()}
    return (*scene.in_service, *sorted(seen.difference(scene.in_service)))


def minutes_of(shift: ShiftType) -> int:
    """How long a shift is by the clock on the wall."""
    begin, end = (at.hour * 60 + at.minute for at in (shift.start, shift.end))
    return (end - begin - 1) % (24 * 60) + 1


def weekends_of(days: tuple[date, ...]) -> tuple[tuple[int, ...], ...]:
    """The places of the Saturday and the Sunday of each weekend."""
    found: dict[date, list[int]] = {}
    for place, day in enumerate(days):
        if day.weekday() >= _SATURDAY:
            found.setdefault(saturday(day), []).append(place)
    return tuple(tuple(places) for places in found.values())


def least_minutes(scene: RosterScene, rules: WorkRules, no: str) -> int:
    """What is to be worked at least, once the days of leave while employed have counted."""
    person = scene.people[no]
    away = sum(
        scene.first <= day <= scene.last and person.employed_on(day)
        for day in scene.leaves.get(no, ())
    )
    least = round((rules.month_hours_least or 0) * _HOUR)
    return max(0, least - away * scene.policy.plan_leave_hours * _HOUR)


def _open_to_all(
    scene: RosterScene, days: Iterable[date], time: CentreTime
) -> Iterator[frozenset[int]]:
    """The shifts in service that have not begun by now."""
    for day in days:
        yield frozenset(
            place
            for place, code in enumerate(scene.in_service)
            if scene.now is None or time.interval(scene.shifts[code], day)[0] > scene.now
        )


@dataclass(frozen=True, slots=True)
class _Book:
    """What all workers are made of."""

    scene: RosterScene
    days: tuple[date, ...]
    codes: tuple[str, ...]
    rests: Rests
    open_to_all: tuple[frozenset[int], ...]

    def worker(self, no: str) -> Worker:
        """One person of the scene; what they cost is not said yet."""
        scene, rules = self.scene, self.scene.work_rules.of(no)
        person = scene.people[no]
        most = rules.month_hours_most
        return Worker(
            id=no,
            may=tuple(self._may(no, rules)),
            fixed=self._fixed(no),
            outside=frozenset(
                place for place, day in enumerate(self.days) if not person.employed_on(day)
            ),
            minutes_least=least_minutes(scene, rules, no),
            minutes_most=None if most is None else int(most * _HOUR),
            days_in_row_most=rules.days_in_row_most,
            days_in_row_least=rules.days_in_row_least,
            days_off_least=rules.days_off_in_row_least,
            nights_in_row_most=rules.nights_in_row_most,
            weekends_most=rules.weekends_most,
            bars=self.rests.always | self._not_after(rules),
            before=self._before(no),
            after=self._after(no),
            cut_before=True,
            cut_after=True,
        )

    def standing(self, no: str) -> Worker:
        """Somebody who is only counted: every day stands."""
        places = {code: place for place, code in enumerate(self.codes)}
        works = [self.scene.works(no, day) for day in self.days]
        return Worker(
            id=no,
            may=(frozenset(),) * len(self.days),
            fixed={place: places.get(code, OFF) for place, code in enumerate(works)},
        )

    def _may(self, no: str, rules: WorkRules) -> Iterator[frozenset[int]]:
        allowed = frozenset(p for p, code in enumerate(self.codes) if rules.may_work(code))
        person, away = self.scene.people[no], self.scene.leaves.get(no, ())
        for day, given_out in zip(self.days, self.open_to_all, strict=True):
            there = day not in away and person.employed_on(day)
            yield given_out & allowed if there else frozenset()

    def _fixed(self, no: str) -> Mapping[int, int]:
        """What stays: a shift on a day of leave stays on paper, and is not worked."""
        return {
            place: self._choice(no, day)
            for place, day in enumerate(self.days)
            if (no, day) in self.scene.fixed and self.scene.people[no].employed_on(day)
        }

    def _choice(self, no: str, day: date) -> int:
        code = self.scene.works(no, day)
        return self.codes.index(code) if code else OFF

    def _before(self, no: str) -> Line:
        return tuple(self._known(no, self.scene.first, -1))[::-1]

    def _after(self, no: str) -> Line:
        return tuple(self._known(no, self.scene.last, 1))

    def _known(self, no: str, edge: date, step: int) -> Iterator[int]:
        """Choices away from the month, as far as they are known."""
        day = edge + step * _DAY
        while self.scene.knows(no, day):
            yield self._choice(no, day)
            day += step * _DAY

    def _not_after(self, rules: WorkRules) -> frozenset[Bar]:
        places = {code: place for place, code in enumerate(self.codes)}
        return frozenset(
            Bar(places[first], places[later])
            for first, barred in rules.not_after.items()
            for later in barred
            if first in places and later in places
        )
