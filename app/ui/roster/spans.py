"""Which days the grid shows: a month, two weeks or one, and where the next and last ones lie."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class SpanKind(StrEnum):
    """How many days are shown at once."""

    MONTH = "month"
    FORTNIGHT = "fortnight"
    WEEK = "week"


_WEEKS = {SpanKind.FORTNIGHT: 2, SpanKind.WEEK: 1}


@dataclass(frozen=True, slots=True)
class Span:
    """An unbroken run of days, `first` to `last`, both shown."""

    kind: SpanKind
    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def after(self) -> Span:
        """The span that begins where this one ends."""
        return span_around(self.kind, self.last + timedelta(days=1))

    def before(self) -> Span:
        """The span that ends where this one begins."""
        weeks = _WEEKS.get(self.kind)
        back = 1 if weeks is None else 7 * weeks
        return span_around(self.kind, self.first - timedelta(days=back))


def span_around(kind: SpanKind, day: date) -> Span:
    """The span of `kind` that holds `day`: its month, or weeks from its Monday on."""
    weeks = _WEEKS.get(kind)
    if weeks is None:
        days = monthrange(day.year, day.month)[1]
        return Span(kind, day.replace(day=1), day.replace(day=days))
    first = day - timedelta(days=day.weekday())
    return Span(kind, first, first + timedelta(days=7 * weeks - 1))
