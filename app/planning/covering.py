"""How many people each shift needs on each date, so that every interval has the heads it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Required:
    """Rostered heads that an interval needs; `minute`: local minutes after midnight of `day`."""

    day: date
    minute: int
    minutes: int
    heads: int


@dataclass(frozen=True, slots=True)
class ShiftSpan:
    """Local minutes after midnight of the shift's date; a night shift's `end` is beyond 1,440.
    `paid`: its paid minutes."""

    code: str
    start: int
    end: int

    @property
    def paid(self) -> int:
        return self.end - self.start


Numbers = Mapping[tuple[str, date], int]
"""(Code of a shift, its date) -> people."""


@dataclass(frozen=True, slots=True)
class Covering:
    """`numbers`: people by shift and date, 0 included. `short`: the intervals that lack heads, with
    how many are lacking; `short_minutes`: people times minutes of them."""

    numbers: Numbers
    short: tuple[Required, ...]
    short_minutes: int
    paid_minutes: int


def cover(
    required: Sequence[Required],
    shifts: Sequence[ShiftSpan],
    days: Sequence[date],
    before: Numbers | None = None,
) -> Covering:
    """The numbers for `days`. `before`: what stands on other days, such as the night shifts of the
    day before, which cover as well and stay as they are."""
    raise NotImplementedError
