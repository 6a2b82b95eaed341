"""When and by what chance the demo is played: the moment, the months around it, the dice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from app.rules.calendar import CentreTime

SEED = 20260101
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """The moment of the demo: its rosters run from the month before `now` to the one after."""

    now: datetime
    time: CentreTime
    holidays: frozenset[date]
    workdays: frozenset[date]
    """Make-up workdays: weekend days that are ordinary ones."""

    @property
    def today(self) -> date:
        return self.time.local_date(self.now)

    @property
    def this_month(self) -> date:
        return self.today.replace(day=1)

    @property
    def next_month(self) -> date:
        return (self.this_month + 32 * DAY).replace(day=1)

    @property
    def first(self) -> date:
        """The first day of the rosters."""
        return (self.this_month - DAY).replace(day=1)

    @property
    def last(self) -> date:
        """The last day of the rosters."""
        return (self.next_month + 32 * DAY).replace(day=1) - DAY

    @property
    def months(self) -> tuple[date, date, date]:
        return (self.first, self.this_month, self.next_month)

    def days(self) -> Iterator[date]:
        for offset in range((self.last - self.first).days + 1):
            yield self.first + offset * DAY

    def office_day(self, day: date) -> bool:
        """Whether those who keep office hours work on `day`."""
        return day in self.workdays or (day.weekday() < 5 and day not in self.holidays)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return self.time.instant(day, time(hour, minute))

    def dice(self, *what: object) -> Random:
        """Chance of its own for each part, so that one part's draws do not shift another's."""
        return Random(":".join(map(str, (SEED, *what))))
