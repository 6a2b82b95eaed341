"""What contacts weigh, in erlangs, with the distance to whole people free of rounding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal, localcontext

Interval = tuple[float, float, float]
"""Contacts, the minutes that they come in, and their mean handling time in seconds."""

ERLANGS_MOST = 100_000
"""More than any centre has: beyond it is a slip of the pen."""
_EXACT = Context(prec=60)
"""What two floats have when they are multiplied, and as much again after the point."""


@dataclass(frozen=True, slots=True)
class Load:
    """`erlangs` is `exact` as a float and `whole` + `part`, and `gap` is 1 − `part`: near a whole
    number of people the small one of these two tells how long callers wait, and no difference of
    floats has its digits."""

    exact: Decimal
    erlangs: float
    whole: int
    part: float
    gap: float

    def spare(self, agents: int) -> float:
        """Agents less erlangs, as exact as a float can be; negative where there are too few."""
        if agents > self.whole:
            return agents - self.whole - 1 + self.gap
        return agents - self.whole - self.part

    def busy_at_most(self, occupancy: float) -> int:
        """The least number of agents of whom that share, at most, is busy."""
        needed = _EXACT.divide(self.exact, Decimal(repr(occupancy)))
        return int(needed.to_integral_value(ROUND_CEILING, _EXACT))


def bearable(contacts: float, minutes: float, aht: float) -> bool:
    """Whether any centre could have such an interval."""
    return contacts * aht <= ERLANGS_MOST * 60 * minutes


def loads_of(intervals: Sequence[Interval]) -> Iterator[Load]:
    """The load of each interval, all figures taken as the decimal numbers that they are written."""
    with localcontext(_EXACT):
        for contacts, minutes, aht in intervals:
            work = Decimal(repr(contacts)) * Decimal(repr(aht))
            exact = work / (60 * Decimal(repr(minutes)))
            whole = int(exact)
            part = exact - whole
            yield Load(exact, float(exact), whole, float(part), float(1 - part))
