"""What would free somebody's month: single changes, or where none is enough the fewest together.

Each is tried on the whole month with every other rule in force, so that what is named does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from app.planning.coring import Group, fewest_out, grouped, joined
from app.planning.one_month import Bearings, MonthModel, OneMonth
from app.planning.solver.problem import OFF, Worker
from app.rules.rostering.contradictions import Freeing
from app.rules.rostering.hard import HardRule
from app.rules.rostering.scene import RosterScene

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Freed:
    """A way, and the month in which `parts` hold once it is gone."""

    way: Freeing
    month: OneMonth
    parts: Bearings


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Of one person's month, which is impossible."""

    scene: RosterScene
    no: str
    month: OneMonth

    def single(self, group: Group) -> Freeing | None:
        """The change of one rule (or fix) after which there is a roster; None: there is none."""
        if not is_changeable(group):
            return None
        freed = self._freed(self.month, group, self.month.parts() - group)
        return None if freed is None else freed.way

    def together(self) -> tuple[Freeing, ...]:
        """The fewest changes after which there is a roster; none, where no change is enough."""
        whole = self.month.parts()
        changeable = list(filter(is_changeable, grouped(whole)))
        always = whole - joined(changeable)
        if not self.month.allows(always):
            return ()
        out = fewest_out(changeable, lambda parts: self.month.allows(always | parts))
        return tuple(self._in_turn(out, whole - joined(out)))

    def _in_turn(self, out: Sequence[Group], parts: Bearings) -> Iterator[Freeing]:
        """Each as near to what is said now as the others left out allow; hours at last."""
        month = self.month
        for group in sorted(out, key=lambda group: min(group).rule in _HOURS):
            freed = self._freed(month, group, parts)
            assert freed is not None
            month, parts = freed.month, freed.parts
            yield freed.way

    def _freed(self, month: OneMonth, group: Group, others: Bearings) -> Freed | None:
        """The month in which `others` hold and the group is changed as little as is enough."""
        one = min(group)
        if one.rule in _HOURS:
            return self._hours(month, one.rule, others)
        if one.rule in _LIMITS:
            return _number(month, one.rule, others)
        if not month.allows(others):
            return None
        if one.rule is not None:
            return Freed(Freeing(one.rule), month, others)
        choice = month.held[one.days[0]]
        day = self.scene.first + timedelta(days=one.days[0])
        shift = "" if choice == OFF else month.built.codes[choice]
        return Freed(Freeing(None, day, shift), month, others)

    def _hours(self, month: OneMonth, rule: HardRule, others: Bearings) -> Freed | None:
        least = rule is HardRule.HOURS_LEAST
        minutes = MonthModel(month, others).minutes(most=least)
        if minutes is None:
            return None
        limit = (minutes + (self._credit() if least else 0)) / _HOUR
        changed = _with(month, "minutes_least" if least else "minutes_most", minutes)
        held = others | {part for part in changed.parts() if part.rule is rule}
        return Freed(Freeing(rule, limit=limit), changed, held)

    def _credit(self) -> int:
        """The minutes that days of leave count towards the least."""
        least = self.scene.work_rules.of(self.no).month_hours_least or 0
        return round(least * _HOUR) - self.month.worker.minutes_least


def _number(month: OneMonth, rule: HardRule | None, others: Bearings) -> Freed | None:
    """The nearest number of days (or weekends) that is enough."""
    name, limits = _LIMITS[rule]
    for limit in limits(getattr(month.worker, name), len(month.span)):
        changed = _with(month, name, limit)
        held = others | {part for part in changed.parts() if part.rule is rule}
        if changed.allows(held):
            return Freed(Freeing(rule, limit=limit), changed, held)
    return None


def _with(month: OneMonth, name: str, limit: int) -> OneMonth:
    changed: dict[str, Any] = {name: limit}
    worker: Worker = replace(month.worker, **changed)
    return replace(month, worker=worker)


def _more(limit: int, days: int) -> range:
    return range(limit + 1, days + 1)


def _fewer(limit: int, _days: int) -> range:
    return range(limit - 1, 0, -1)


_HOURS = (HardRule.HOURS_LEAST, HardRule.HOURS_MOST)
_LEFT_OUT = (HardRule.SHIFT_ALLOWED, HardRule.NOT_AFTER)
_LIMITS: dict[HardRule | None, tuple[str, Callable[[int, int], range]]] = {
    HardRule.DAYS_IN_ROW: ("days_in_row_most", _more),
    HardRule.NIGHTS_IN_ROW: ("nights_in_row_most", _more),
    HardRule.WEEKENDS: ("weekends_most", _more),
    HardRule.DAYS_OFF: ("days_off_least", _fewer),
    HardRule.DAYS_IN_ROW_LEAST: ("days_in_row_least", _fewer),
}


def is_changeable(group: Group) -> bool:
    """Rest, leave and employment are nobody's to relax for a roster."""
    rule = min(group).rule
    return rule is None or rule in _HOURS or rule in _LIMITS or rule in _LEFT_OUT
