"""What is near a shift's start and near its end, said once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Near:
    """How far from the start or the end of a shift a punch may be the coming or the going."""

    outside: timedelta = 4 * _HOUR
    """Before the start and after the end. Earlier than that the date itself is in doubt (ATT-1's
    figure), and later than that somebody was there for something else: no shift is lengthened by
    half of another."""
    inside: timedelta = 2 * _HOUR
    """After the start and before the end. Meals lie further in, and a forgotten punch is not to
    make the one before the meal a going home; who came or went further in missed the shift by any
    reading of ATT-2 and ATT-6, and a person is to say what it was."""
    share: int = 3
    """Never more than this part of the shift, so that in a short one nothing is near both."""

    def within(self, start: datetime, end: datetime) -> timedelta:
        """`inside`, as far as the shift from `start` to `end` is long enough for it."""
        return min(self.inside, (end - start) / self.share)


NEAR = Near()
OLDEST = timedelta(days=400)
"""How long ago a punch may lie: a year's file comes in, and a year that was typed wrong does not
have every day since looked at for everybody."""
