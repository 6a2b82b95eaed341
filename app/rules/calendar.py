"""The centre's clock: the one place where business dates and wall times become instants."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:  # the sign-in window tells the time before any fact is loaded
    from app.rules.facts import ShiftType

_DAY = timedelta(days=1)
YEARS = range(1900, 2200)
"""What a centre's dates lie in; far from the ends of the calendar, where no zone reaches beyond."""


class CentreTime:
    """Local dates and wall times of one zone against aware UTC instants, to the minute.

    A wall time that the clock skips or shows twice is read as zoneinfo's fold 0 does.
    """

    def __init__(self, zone: str = "Asia/Shanghai") -> None:
        self.zone = ZoneInfo(zone)
        self._intervals: dict[tuple[ShiftType, date], tuple[datetime, datetime]] = {}

    def instant(self, day: date, wall: time = time(0)) -> datetime:
        """The instant of the wall time `wall` on `day`; without `wall`, the day's beginning."""
        return datetime.combine(day, wall, self.zone).astimezone(UTC)

    def from_wall(self, wall: datetime) -> datetime:
        """The instant of a naive local datetime, truncated to the minute."""
        return wall.replace(second=0, microsecond=0, tzinfo=self.zone).astimezone(UTC)

    def times_shown(self, wall: datetime) -> int:
        """How often the clock shows a naive local datetime: 0 where it is put forward over it, 2
        where it is put back."""
        first, second = (
            wall.replace(tzinfo=self.zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1)
        )
        return 1 if first == second else 2 if first > second else 0

    def to_wall(self, instant: datetime) -> datetime:
        """The naive local datetime of an aware instant."""
        return instant.astimezone(self.zone).replace(tzinfo=None)

    def wall_minute(self, instant: datetime) -> datetime:
        """The naive local datetime of an aware instant, to the minute, as a workbook states it."""
        return self.to_wall(instant).replace(second=0, microsecond=0)

    def local_date(self, instant: datetime) -> date:
        """The calendar date in the centre at `instant`."""
        return instant.astimezone(self.zone).date()

    def day_end(self, day: date) -> datetime:
        """The instant at which `day` is over: the beginning of the next one."""
        return self.instant(day + _DAY)

    def interval(self, shift: ShiftType, day: date) -> tuple[datetime, datetime]:
        """Start and end of `shift` on the business date `day`, as instants.

        A shift whose end is not after its start ends on the next day. Lengths and rests are
        differences of these instants, so that a changed clock counts as it was lived.
        """
        key = (shift, day)
        found = self._intervals.get(key)
        if found is None:
            last = day + _DAY if shift.end <= shift.start else day
            found = (self.instant(day, shift.start), self.instant(last, shift.end))
            self._intervals[key] = found
        return found


_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?[+-]\d\d:\d\d")


def read_instant(text: str) -> datetime | None:
    """The instant that a text holds as the store writes one; None for all other words."""
    return datetime.fromisoformat(text) if _INSTANT.fullmatch(text) else None
