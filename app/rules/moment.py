"""A moment that remembers when what was asked of it would be answered otherwise.

What `check` finds depends on its moment only by comparing it with others: up to the nearest later
one that it was compared with, everything else being equal, every finding stands.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from typing import Any


class Watched(datetime):
    """An aware moment. It is compared and told in a zone, and not reckoned with."""

    until: datetime
    """Until then, and not then, all that was asked has the same answers."""

    @classmethod
    def at(cls, moment: datetime) -> Watched:
        """That moment, of which nothing was asked yet."""
        watched = cls.combine(moment.date(), moment.timetz())
        watched.until = datetime.max.replace(tzinfo=moment.tzinfo)
        return watched

    def _note(self, other: datetime) -> None:
        """`other` has yet to come, or is now: then anything later decides."""
        if datetime.__le__(self, other) and self.until > other:
            now = datetime.__eq__(self, other)
            self.until = datetime.__add__(other, timedelta.resolution) if now else other

    def __lt__(self, other: datetime) -> bool:  # type: ignore[override]
        self._note(other)
        return datetime.__lt__(self, other)

    def __le__(self, other: datetime) -> bool:  # type: ignore[override]
        self._note(other)
        return datetime.__le__(self, other)

    def __gt__(self, other: datetime) -> bool:  # type: ignore[override]
        self._note(other)
        return datetime.__gt__(self, other)

    def __ge__(self, other: datetime) -> bool:  # type: ignore[override]
        self._note(other)
        return datetime.__ge__(self, other)

    def astimezone(self, tz: tzinfo | None = None) -> Any:
        """As told in a zone, plainly; it is another day there from the next midnight on."""
        there = datetime.fromtimestamp(self.timestamp(), tz)
        midnight = datetime.combine(there.date() + timedelta(days=1), time(), tz)
        self._note(midnight)
        return there
