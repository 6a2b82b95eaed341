"""Balances of leave: which days of a leave count, and what is free of what was granted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.duties.due import is_working_day
from app.rules.vocabulary import Counting

_DAY = timedelta(days=1)
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DaysOf:
    """What one person's days are: on duty, rostered for the month at all, holiday, made up for."""

    on_duty: Collection[date]
    rostered: Collection[Month]
    """Months in which the person has shifts on a published roster."""
    holidays: frozenset[date]
    workdays: frozenset[date]

    def counted(self, counting: Counting, first: date, last: date) -> int:
        """The days from `first` to `last` that such a kind counts."""
        days = (first + _DAY * at for at in range((last - first).days + 1))
        return sum(self._counts(counting, day) for day in days)

    def _counts(self, counting: Counting, day: date) -> bool:
        if counting is Counting.CALENDAR:
            return True
        if counting is Counting.ROSTERED and (day.year, day.month) in self.rostered:
            return day in self.on_duty
        return is_working_day(day, self.holidays, self.workdays)


@dataclass(frozen=True, slots=True)
class Held:
    """The days that an undecided leave holds."""

    no: str
    days: int


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """A person's days of one kind. `left`: granted and not taken; `held`: by undecided leaves."""

    left: int
    held: tuple[Held, ...] = ()

    @property
    def free(self) -> int:
        """What can still be asked for."""
        return self.left - sum(one.days for one in self.held)
