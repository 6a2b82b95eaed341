"""Contacts that were counted, on a grid of days and equally long slots: NaN where none were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Grid = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

QUARTER, QUARTERS = 15, 96
"""Minutes, and how many of them a day has: intervals are 15, 30 or 60 minutes long."""
_LATE = 28
"""Days at the end of the history by which it is known how long intervals are now."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What came in an interval that began at `minute`, local minutes after midnight of `day`. An
    interval that is not counted is unknown, not empty. `aht`: mean handling time in seconds."""

    day: date
    minute: int
    minutes: int
    contacts: float
    aht: float


@dataclass(frozen=True, slots=True)
class History:
    """A row for each day from `first` on, a column for each slot of `minutes`. `work`: seconds of
    handling."""

    first: date
    minutes: int
    contacts: Grid
    work: Grid


def history_of(counted: Sequence[Counted]) -> History:
    """At least one interval. Longer intervals than the latest are split evenly, shorter ones put
    together where all of their slot was counted; by local time, so that the hour which a change of
    the clock leaves out is one more that was not counted."""
    import numpy as np

    first = min(each.day for each in counted)
    days = (max(each.day for each in counted) - first).days + 1
    late = Counter(e.minutes for e in counted if (e.day - first).days >= days - _LATE)
    minutes = min(late, key=lambda length: (-late[length], length))
    shape = (days, QUARTERS)
    times, contacts, work = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    begin = np.array([(e.day - first).days * QUARTERS + e.minute // QUARTER for e in counted])
    length = np.array([e.minutes // QUARTER for e in counted])
    came = np.array([e.contacts for e in counted], dtype=float) / length
    took = came * np.array([e.aht for e in counted], dtype=float)
    for step in range(int(length.max())):
        some = (length > step) & (begin + step < days * QUARTERS)
        at = begin[some] + step
        np.add.at(times.reshape(-1), at, 1)
        np.add.at(contacts.reshape(-1), at, came[some])
        np.add.at(work.reshape(-1), at, took[some])
    known = np.where(times > 0, times, np.nan)
    slots = (days, QUARTERS * QUARTER // minutes, minutes // QUARTER)
    return History(
        first,
        minutes,
        (contacts / known).reshape(slots).sum(axis=2),
        (work / known).reshape(slots).sum(axis=2),
    )
