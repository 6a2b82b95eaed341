"""SWAP-4's rest, as pairs of shifts that may not follow each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.planning.solver.problem import Bar
from app.rules.calendar import CentreTime
from app.rules.facts import ShiftType
from app.rules.policy import Policy
from app.rules.roster import reach

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rests:
    """`always`: pairs that leave too little rest on every day; `on`: day -> those of that first
    day alone, where the clock changes."""

    always: frozenset[Bar]
    on: Mapping[int, frozenset[Bar]]


def rests(
    shifts: Sequence[ShiftType], first: date, days: range, time: CentreTime, policy: Policy
) -> Rests:
    """The bars of `shifts` (by their places) for the first days `days`, counted from `first`."""
    found = {day: _barred(shifts, first + day * _DAY, time, policy) for day in days}
    always = frozenset.intersection(*found.values()) if found else frozenset()
    return Rests(always, {day: bars - always for day, bars in found.items() if bars - always})


def _barred(
    shifts: Sequence[ShiftType], day: date, time: CentreTime, policy: Policy
) -> frozenset[Bar]:
    due = timedelta(hours=policy.swap_rest_hours)
    return frozenset(
        Bar(place, later, distance)
        for place, shift in enumerate(shifts)
        for later, then in enumerate(shifts)
        for distance in range(1, reach(policy) + 1)
        if time.interval(then, day + distance * _DAY)[0] - time.interval(shift, day)[1] < due
    )
