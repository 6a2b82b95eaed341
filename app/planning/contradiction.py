"""Why somebody's month has no roster: a smallest set of rules that contradict, and what frees it.

Needs are never hard and every hard rule is about one person alone, so that each person's month is
looked at by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import Any

from app.planning.building import Built
from app.planning.one_month import Bearing, Bearings, MonthModel, OneMonth, one_month
from app.planning.solver.problem import OFF, Worker
from app.rules.rostering.contradictions import Clash, Contradiction, Freeing
from app.rules.rostering.hard import HardRule
from app.rules.rostering.scene import RosterScene

Group = Bearings
"""What is left out together: a fixed cell, or a rule wherever it bears."""
_ROUNDS = 60
"""After so many a set of which each part is needed is good enough."""
_DAYS_NAMED = 10
"""Who would read more dates: the rule bears on the whole month then."""
_HOUR = 60


def contradictions(
    scene: RosterScene, built: Built, people: Iterable[str]
) -> Iterator[Contradiction]:
    """What contradicts in the months of `people` (numbers), one after the other."""
    for no in people:
        yield from _Search(scene, built, no, one_month(scene, built, no)).found()


@dataclass(frozen=True, slots=True)
class _Search:
    """One person's month, and what stands against it."""

    scene: RosterScene
    built: Built
    no: str
    month: OneMonth

    def found(self) -> Iterator[Contradiction]:
        """Each that remains when one part of those before it is left out."""
        left = whole = self.month.parts()
        cores: list[tuple[Group, ...]] = []
        while not _possible(self.month, left):
            cores.append(smallest(grouped(left), lambda parts: _possible(self.month, parts)))
            left -= _breaker(cores[-1])
        for core in cores:
            others = [_breaker(other) for other in cores if other is not core]
            yield self._told(core, whole.difference(*others))

    def _told(self, core: Sequence[Group], whole: Bearings) -> Contradiction:
        parts = shrunk(frozenset[Bearing]().union(*core), lambda some: _possible(self.month, some))
        told = sorted(
            ((self._clash(parts & group), group) for group in core),
            key=lambda one: _in_order(one[0]),
        )
        return Contradiction(
            self.no,
            self.scene.people[self.no].name,
            tuple(clash for clash, _group in told),
            tuple(way for _clash, group in told for way in self._ways(group, whole)),
        )

    def _clash(self, parts: Bearings) -> Clash:
        one = min(parts)
        days = sorted({day for part in parts for day in part.days})
        dates = tuple(self.scene.first + timedelta(days=day) for day in days)
        shift = self._fixed_shift(one) if one.rule is None else ""
        named = dates if len(dates) <= _DAYS_NAMED else ()
        return Clash(one.rule, named, shift, self._limit(one.rule))

    def _fixed_shift(self, part: Bearing) -> str:
        choice = self.month.held[part.days[0]]
        return "" if choice == OFF else self.built.codes[choice]

    def _limit(self, rule: HardRule | None) -> float | None:
        rules = self.scene.work_rules.of(self.no)
        said: dict[HardRule | None, float | None] = {
            HardRule.REST: self.scene.policy.swap_rest_hours,
            HardRule.HOURS_LEAST: rules.month_hours_least,
            HardRule.HOURS_MOST: rules.month_hours_most,
            HardRule.DAYS_IN_ROW: rules.days_in_row_most,
            HardRule.NIGHTS_IN_ROW: rules.nights_in_row_most,
            HardRule.DAYS_OFF: rules.days_off_in_row_least,
            HardRule.DAYS_IN_ROW_LEAST: rules.days_in_row_least,
            HardRule.WEEKENDS: rules.weekends_most,
        }
        return said.get(rule)

    # ------------------------------------------------------------------ what would free it
    def _ways(self, group: Group, whole: Bearings) -> Iterator[Freeing]:
        """Each is tried: with it there is a roster."""
        one = min(group)
        if one.rule is None:
            if _possible(self.month, whole - group):
                day = self.scene.first + timedelta(days=one.days[0])
                yield Freeing(None, day, self._fixed_shift(one))
        elif one.rule in (HardRule.HOURS_LEAST, HardRule.HOURS_MOST):
            yield from self._hours(one.rule, whole - group)
        elif one.rule in _LIMITS:
            yield from self._number(one.rule, whole)
        elif one.rule in _LEFT_OUT and _possible(self.month, whole - group):
            yield Freeing(one.rule)

    def _hours(self, rule: HardRule, others: Bearings) -> Iterator[Freeing]:
        least = rule is HardRule.HOURS_LEAST
        minutes = MonthModel(self.month, others).minutes(most=least)
        if minutes is not None:
            yield Freeing(rule, limit=(minutes + (self._credit() if least else 0)) / _HOUR)

    def _credit(self) -> int:
        """The minutes that days of leave count towards the least."""
        least = self.scene.work_rules.of(self.no).month_hours_least or 0
        return round(least * _HOUR) - self.month.worker.minutes_least

    def _number(self, rule: HardRule, whole: Bearings) -> Iterator[Freeing]:
        """The nearest number of days (or weekends) that would do."""
        others = frozenset(part for part in whole if part.rule is not rule)
        for limit, worker in _LIMITS[rule](self.month.worker, self.built.problem.days):
            month = replace(self.month, worker=worker)
            mine = frozenset(part for part in month.parts() if part.rule is rule)
            if _possible(month, others | mine):
                yield Freeing(rule, limit=limit)
                return


def _with(worker: Worker, name: str, limit: int) -> Worker:
    changed: dict[str, Any] = {name: limit}
    return replace(worker, **changed)


def _more(name: str) -> Callable[[Worker, int], Iterator[tuple[int, Worker]]]:
    def tried(worker: Worker, days: int) -> Iterator[tuple[int, Worker]]:
        for limit in range(getattr(worker, name) + 1, days + 1):
            yield limit, _with(worker, name, limit)

    return tried


def _fewer(name: str) -> Callable[[Worker, int], Iterator[tuple[int, Worker]]]:
    def tried(worker: Worker, _days: int) -> Iterator[tuple[int, Worker]]:
        for limit in range(getattr(worker, name) - 1, 0, -1):
            yield limit, _with(worker, name, limit)

    return tried


_LEFT_OUT = (HardRule.SHIFT_ALLOWED, HardRule.NOT_AFTER)
_LIMITS = {
    HardRule.DAYS_IN_ROW: _more("days_in_row_most"),
    HardRule.NIGHTS_IN_ROW: _more("nights_in_row_most"),
    HardRule.WEEKENDS: _more("weekends_most"),
    HardRule.DAYS_OFF: _fewer("days_off_least"),
    HardRule.DAYS_IN_ROW_LEAST: _fewer("days_in_row_least"),
}


def _possible(month: OneMonth, parts: Bearings) -> bool:
    return MonthModel(month, parts).is_possible()


def _breaker(core: Sequence[Group]) -> Group:
    """What is left out to look for further contradictions: a fixed cell before a rule."""
    return min(core, key=lambda group: (min(group).rule is not None, _sorted(group)))


def _in_order(clash: Clash) -> tuple[bool, str, tuple[object, ...]]:
    return (clash.rule is not None, clash.rule or "", clash.days)


# ---------------------------------------------------------------------- the smallest of all
def grouped(parts: Bearings) -> list[Group]:
    """The groups of `parts`, in one order."""
    found: dict[object, set[Bearing]] = {}
    for part in parts:
        found.setdefault(part if part.rule is None else part.rule, set()).add(part)
    return sorted(map(frozenset, found.values()), key=_sorted)


def _sorted(group: Group) -> tuple[str, tuple[int, ...]]:
    one = min(group, key=lambda part: (part.rule or "", part.days))
    return (one.rule or "", one.days)


def smallest(groups: Sequence[Group], possible: Callable[[Bearings], bool]) -> tuple[Group, ...]:
    """The fewest of `groups` that are impossible together; all of them must be.

    Whatever is impossible has one of each set without which the rest is possible: the fewest that
    meet all such sets found so far are tried, and give the next one where they are possible.
    """
    sets: list[list[Group]] = []
    for _round in range(_ROUNDS):
        core = _meeting(sets)
        if not possible(_union(core)):
            return tuple(core)
        sets.append(_left_by(core, groups, possible))
    return _needed(groups, possible)


def _union(groups: Iterable[Group]) -> Bearings:
    return frozenset[Bearing]().union(*groups)


def _meeting(sets: Sequence[Sequence[Group]]) -> list[Group]:
    """The fewest groups of which each set has one."""
    for size in count():
        found = _within(sets, [], size)
        if found is not None:
            return found
    raise AssertionError


def _within(sets: Sequence[Sequence[Group]], chosen: list[Group], size: int) -> list[Group] | None:
    missed = next((one for one in sets if not any(group in chosen for group in one)), None)
    if missed is None:
        return chosen
    if size:
        for group in missed:
            found = _within(sets, [*chosen, group], size - 1)
            if found is not None:
                return found
    return None


def _left_by(
    core: Collection[Group], groups: Sequence[Group], possible: Callable[[Bearings], bool]
) -> list[Group]:
    """What cannot be added any more to `core`, which is filled as far as it stays possible."""
    kept, left = _union(core), []
    for group in groups:
        if group in core:
            continue
        if possible(kept | group):
            kept |= group
        else:
            left.append(group)
    return left


def _needed(groups: Sequence[Group], possible: Callable[[Bearings], bool]) -> tuple[Group, ...]:
    """Groups of which each is needed to be impossible."""
    kept = list(groups)
    for group in groups:
        others = [one for one in kept if one is not group]
        if not possible(_union(others)):
            kept = others
    return tuple(kept)


def shrunk(parts: Bearings, possible: Callable[[Bearings], bool]) -> Bearings:
    """Of parts that are impossible together some of which each is needed."""
    kept = parts
    for part in sorted(parts, key=lambda part: (part.rule or "", part.days)):
        if part.rule is not None and not possible(kept - {part}):
            kept -= {part}
    return kept
