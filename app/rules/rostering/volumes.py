"""The contacts of intervals as a file states them, and which of them lie over one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

LENGTHS = (15, 30, 60)
"""Minutes that an interval may have."""
DAY_MINUTES = 24 * 60


class VolumeRow(NamedTuple):
    """One interval. `at`: the centre's wall time at which it begins; `aht_seconds`: mean handling
    time. The first three name the row."""

    department: str
    job_type: str
    at: datetime
    minutes: int
    contacts: float
    aht_seconds: float

    @property
    def minute(self) -> int:
        """After midnight."""
        return self.at.hour * 60 + self.at.minute

    @property
    def end(self) -> datetime:
        return self.at + timedelta(minutes=self.minutes)


Span = tuple[int, int]
"""A wall time in minutes since whenever, and how many minutes the interval has."""


def overlapping(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Each interval of one kind of contact that begins before an earlier one ends, with that."""
    before: Span | None = None
    for span in sorted(spans):
        if before is not None and span[0] < before[0] + before[1]:
            yield before, span
        if before is None or sum(span) > sum(before):
            before = span
