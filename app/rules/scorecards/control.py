"""A department's mean over the months, with control limits.

A Shewhart chart of means: the centre is the mean of all inspections, and a month of N of them lies
within centre -+ 3 * s / sqrt(N), s the pooled within-person deviation, unless something other than
the chance of which contacts were drawn moved it. The spread between people is not in the limits:
it is the same people whom the months have in common, so it moves no month against another. Where
many came and went, or some were inspected far oftener in one month, a point may lie outside for
that alone. (Montgomery, Introduction to Statistical Quality Control, chapter 6.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, sqrt

from app.rules.scorecards.quality import LEAST, MOST, DepartmentQuality
from app.rules.scorecards.statistics import NOUGHT

_SIGMAS = 3


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One month. `low`, `high`: its limits, cut to 0-100; None where nothing tells the spread."""

    month: date
    inspections: int
    mean: float
    low: float | None
    high: float | None

    @property
    def outside(self) -> bool:
        """Whether more than chance moved this month."""
        if self.low is None or self.high is None:
            return False
        return self.mean < self.low - NOUGHT or self.mean > self.high + NOUGHT


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The months in order. `centre`: the mean of all their inspections; None of no month."""

    centre: float | None
    within_sd: float | None
    points: tuple[ControlPoint, ...]


def control_chart(months: Sequence[tuple[date, DepartmentQuality]]) -> ControlChart:
    """The chart of one department's months; limits need two months at least."""
    if not months:
        return ControlChart(None, None, ())
    count = sum(quality.inspections for _month, quality in months)
    centre = fsum(quality.mean * quality.inspections for _month, quality in months) / count
    within = _pooled([quality for _month, quality in months]) if len(months) > 1 else None
    points = (_point(month, quality, centre, within) for month, quality in months)
    return ControlChart(centre, within, tuple(sorted(points, key=lambda point: point.month)))


def _pooled(months: Sequence[DepartmentQuality]) -> float | None:
    """The within-person deviation of all months, each weighing by its degrees of freedom."""
    known = [(each.freedom, each.within_sd**2) for each in months if each.within_sd is not None]
    if not known:
        return None
    return sqrt(fsum(f * variance for f, variance in known) / sum(f for f, _variance in known))


def _point(
    month: date, quality: DepartmentQuality, centre: float, within: float | None
) -> ControlPoint:
    half = None if within is None else _SIGMAS * within / sqrt(quality.inspections)
    return ControlPoint(
        month=month,
        inspections=quality.inspections,
        mean=quality.mean,
        low=None if half is None else max(LEAST, centre - half),
        high=None if half is None else min(MOST, centre + half),
    )
