"""How long and how often people may work: rows of the centre, and which holds for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NotAfter = Mapping[str, frozenset[str]]
"""Shift -> the shifts that nobody works on the day after it."""


@dataclass(frozen=True, slots=True)
class WorkRules:
    """One row: hours are those of one calendar month, `weekends` those of which the Saturday or
    the Sunday is worked, None is without a limit. `shifts` empty: all of them may be worked."""

    month_hours_most: float | None = None
    month_hours_least: float | None = None
    days_in_row_most: int = 6
    nights_in_row_most: int = 3
    days_off_in_row_least: int = 1
    days_in_row_least: int = 1
    weekends_most: int | None = None
    shifts: frozenset[str] = frozenset()
    not_after: NotAfter = field(default_factory=dict)

    def may_work(self, shift: str) -> bool:
        return not self.shifts or shift in self.shifts


USUAL = WorkRules()


@dataclass(frozen=True, slots=True)
class WorkRuleBook:
    """All rows of a centre. A row of one's own is taken whole: what it leaves blank is not looked
    up in everybody's."""

    everybody: WorkRules = USUAL
    own: Mapping[str, WorkRules] = field(default_factory=dict)
    """Employee number -> their row."""

    def of(self, person: str) -> WorkRules:
        return self.own.get(person, self.everybody)
