"""Why somebody's month has no roster: a smallest set of rules that contradict, and what frees it.

Needs are never hard and every hard rule is about one person alone, so that each person's month is
looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.planning.building import Built
from app.planning.coring import Group, grouped, in_order, joined, shrunk, smallest
from app.planning.freeing import WaysOut, is_changeable
from app.planning.one_month import Bearings, OneMonth, one_month
from app.planning.solver.problem import OFF
from app.rules.rostering.contradictions import Clash, Contradiction, Freeing
from app.rules.rostering.hard import HardRule
from app.rules.rostering.scene import RosterScene

_HOUR = 60
_DAYS_NAMED = 10
"""Who would read more dates: the rule bears on the whole month then."""


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
        """Each that remains when one part of those before it is left out; what would free it is
        tried on the month with all that is in it."""
        left = self.month.parts()
        cores: list[tuple[Group, ...]] = []
        while not self.month.allows(left):
            cores.append(smallest(grouped(left), self.month.allows))
            left -= _breaker(cores[-1])
        ways = WaysOut(self.scene, self.no, self.month)
        single = {
            group: ways.single(group) for group in {group for core in cores for group in core}
        }
        together = () if not cores or any(single.values()) else ways.together()
        for core in cores:
            parts = shrunk(joined(core), self.month.allows)
            told = sorted(
                ((self._clash(parts & group), single[group]) for group in core),
                key=lambda one: _told_in_order(one[0]),
            )
            yield Contradiction(
                self.no,
                self.scene.people[self.no].name,
                (*(clash for clash, _way in told), *self._stands(parts)),
                tuple(way for _clash, way in told if way is not None),
                together,
                self._beside(core, single[core[0]]),
            )

    def _beside(self, core: Sequence[Group], frees: Freeing | None) -> tuple[Clash, ...]:
        """By which rules the hours of a month are as few as they are, where so many are asked for
        that no month at all holds them."""
        (one, *more) = core
        worker, least = self.month.worker, self.scene.work_rules.of(self.no).month_hours_least
        if more or min(one).rule is not HardRule.HOURS_LEAST or not frees or not frees.limit:
            return ()
        beyond = worker.minutes_least - round(((least or 0) - frees.limit) * _HOUR) + 1
        month = replace(self.month, worker=replace(worker, minutes_least=beyond))
        parts = month.parts()
        if month.allows(parts):
            return ()
        found = (min(group).rule for group in smallest(grouped(parts), month.allows))
        rules = (rule for rule in found if rule not in (None, HardRule.HOURS_LEAST))
        return tuple(Clash(rule, limit=self._limit(rule)) for rule in rules)

    def _stands(self, parts: Bearings) -> Iterator[Clash]:
        """The days that nobody can change any more without which the parts could hold."""
        stand = set(self.month.standing())
        if not self.month.freed(stand).allows(parts):
            return
        for day in sorted(stand):
            if not self.month.freed(self.month.standing() - stand | {day}).allows(parts):
                stand.remove(day)
        by_shift: dict[str, list[date]] = {}
        for day in sorted(stand):
            on = self.scene.first + timedelta(days=day)
            by_shift.setdefault(self._shift(self.month.settled(day)), []).append(on)
        for shift, days in by_shift.items():
            yield Clash(None, tuple(days), shift, stands=True)

    def _clash(self, parts: Bearings) -> Clash:
        one = min(parts)
        days = sorted({day for part in parts for day in part.days})
        dates = tuple(self.scene.first + timedelta(days=day) for day in days)
        shift = self._shift(self.month.held[one.days[0]]) if one.rule is None else ""
        named = dates if len(dates) <= _DAYS_NAMED else ()
        return Clash(one.rule, named, shift, self._limit(one.rule))

    def _shift(self, choice: int | None) -> str:
        return "" if choice is None or choice == OFF else self.built.codes[choice]

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


def _breaker(core: Sequence[Group]) -> Group:
    """What is left out to look for further contradictions: a fixed cell before a rule, and what
    nobody can change at last."""

    def rank(group: Group) -> tuple[bool, bool, object]:
        return (min(group).rule is not None, not is_changeable(group), in_order(group))

    return min(core, key=rank)


def _told_in_order(clash: Clash) -> tuple[bool, str, tuple[object, ...]]:
    return (clash.rule is not None, clash.rule or "", clash.days)
