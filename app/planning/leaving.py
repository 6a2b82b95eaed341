"""What callers meet who give up when they have waited too long: M/M/n+M, Erlang's A.

Time is counted in mean patiences. With y = calls a patience, c = calls that all agents end a
patience, somebody who comes as all are busy and never gives up waits z with the density

    c·exp(y·(1 − e^−z) − c·z), a share of those who come as exactly all agents are busy

(Baccelli and Hebuterne, 1981), and is still there then with e^−z. So all that is asked for is

    served    K = c·∫ e^h,   left  L = ∫ (1 + y·(1 − e^−z))·e^h,   h = y·(1 − e^−z) − (c + 1)·z,

in time where the first integral ends at the limit. e^h has one peak and falls ever faster from it:
Gauss and Legendre's rule to each side is right to 14 digits with `EXACT` points, for one interval
or for thousands at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.planning.load import Load
from app.planning.waiting import Measures, blocked

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

EXACT, COARSE = 48, 16
"""How many points to each side of the peak."""
_NOTHING = 45.0
"""Where h lies so far under its peak, what is beyond adds nothing to a float."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """As `Measures`, of many intervals at once. The mean wait over all callers is what share of
    them gives up, times their patience."""

    wait: Floats
    answered: Floats
    occupancy: Floats
    abandoned: Floats


@dataclass(frozen=True, slots=True)
class Queues:
    """What is known of many intervals, by interval: `ratio` is patience over handling time, `limit`
    the time in which callers are to be answered over patience."""

    erlangs: Floats
    whole: Floats
    part: Floats
    gap: Floats
    ratio: Floats
    limit: float

    def some(self, where: Ints) -> Queues:
        """Those of `where`, in its order."""
        return Queues(
            self.erlangs[where],
            self.whole[where],
            self.part[where],
            self.gap[where],
            self.ratio[where],
            self.limit,
        )

    def spare(self, agents: Ints) -> Floats:
        """As `Load.spare`."""
        import numpy as np

        above = agents - self.whole
        return np.where(above > 0, above - 1 + self.gap, above - self.part)


def queues(loads: Sequence[Load], ahts: Sequence[float], patience: float, within: float) -> Queues:
    """`ahts`, `patience` and `within` in seconds, above 0 but for `within`."""
    import numpy as np

    return Queues(
        np.array([load.erlangs for load in loads]),
        np.array([float(load.whole) for load in loads]),
        np.array([load.part for load in loads]),
        np.array([load.gap for load in loads]),
        patience / np.array(ahts),
        within / patience,
    )


def leaving(asked: Queues, agents: Ints, blocking: Floats, points: int = EXACT) -> Leaving:
    """`agents`: at least 1 for each interval; `blocking`: Erlang's B of one agent less."""
    import numpy as np

    with np.errstate(over="ignore"):
        return _leaving(asked, agents, blocking, points)


def _leaving(asked: Queues, agents: Ints, blocking: Floats, points: int) -> Leaving:
    import numpy as np

    y, c = asked.erlangs * asked.ratio, agents * asked.ratio
    offered = asked.erlangs / agents
    rise = -asked.spare(agents) * asked.ratio - 1
    peak = np.log1p(np.maximum(rise, 0) / (c + 1))
    shape = _Shape(y, c, np.where(rise > 0, c + 1, y), np.maximum(-rise, 0))
    served, left = shape.whole(peak, points)
    in_time = shape.until(asked.limit, peak, points)
    # All of it as shares of the peak, which in an overload no float could hold; busy: how often all
    # agents are, against how often one is free.
    at_zero = np.exp(-shape.fall(-peak))
    busy = offered * blocking
    all_busy = at_zero + offered * served
    total = at_zero + busy * all_busy
    return Leaving(
        wait=busy * all_busy / total,
        answered=(at_zero + busy * in_time) / total,
        occupancy=offered * (at_zero + busy * served) / total,
        abandoned=busy * left / total,
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    """h around a point: it lies `slope`·w + `bend`·(w + e^−w − 1) lower at the distance w."""

    y: Floats
    c: Floats
    bend: Floats
    slope: Floats

    def fall(self, distance: Floats) -> Floats:
        bend, slope = self.bend, self.slope
        if distance.ndim > 1:
            bend, slope = bend[:, None], slope[:, None]
        found: Floats = slope * distance + bend * _bent(distance)
        return found

    def whole(self, peak: Floats, points: int) -> tuple[Floats, Floats]:
        """Those served and those who left, both as multiples of e^h at the peak."""
        import numpy as np

        served, left = np.zeros_like(peak), np.zeros_like(peak)
        for width in (self._after(), -np.minimum(self._before(), peak)):
            distance, share = self._side(width, points)
            at = peak[:, None] + distance
            served += share.sum(axis=1)
            left += (share * (1 - self.y[:, None] * np.expm1(-at))).sum(axis=1)
        return self.c * served, left

    def until(self, limit: float, peak: Floats, points: int) -> Floats:
        """Those served up to `limit`, as a multiple of e^h at the peak."""
        import numpy as np

        top = np.minimum(peak, limit)
        before = self._at(top, peak)
        _where, share = before._side(-np.minimum(before._before(), top), points)
        found = np.exp(-self.fall(top - peak)) * share.sum(axis=1)
        _where, share = self._side(np.minimum(self._after(), limit - top), points)
        in_time: Floats = self.c * (found + share.sum(axis=1))
        return in_time

    def _at(self, top: Floats, peak: Floats) -> _Shape:
        """The same around another point, at or before the peak."""
        import numpy as np

        moved = np.expm1(peak - top)
        return _Shape(self.y, self.c, self.bend * (1 + moved), self.slope - self.bend * moved)

    def _side(self, width: Floats, points: int) -> tuple[Floats, Floats]:
        """Distances from the point up to `width`, and what e^h is there times its weight."""
        import numpy as np

        if not width.any():
            return np.zeros((len(width), 1)), np.zeros((len(width), 1))
        at, weight = _rule(points)
        distance = width[:, None] * at
        return distance, np.abs(width)[:, None] * weight * np.exp(-self.fall(distance))

    def _after(self) -> Floats:
        """A distance after the point at which nothing is left: w + e^−w − 1 > w²/(2 + w)."""
        import numpy as np

        turn = 2 * self.slope - _NOTHING
        across = np.sqrt(turn * turn + 8 * _NOTHING * (self.slope + self.bend))
        found: Floats = 4 * _NOTHING / (turn + across)
        return found

    def _before(self) -> Floats:
        """A distance before the point at which nothing is left; `slope` is 0 or less here."""
        import numpy as np

        deep = _NOTHING / self.bend
        steep = _NOTHING / np.maximum(-self.slope, 1e-300)
        found: Floats = np.minimum(np.minimum(np.sqrt(2 * deep), 1 + np.log1p(deep)), steep)
        return found


def _bent(w: Floats) -> Floats:
    """w + e^−w − 1, with all its digits also where it is next to nothing."""
    import numpy as np

    near = np.clip(w, -0.25, 0.25)
    series = np.zeros_like(near)
    for k in range(12, 1, -1):
        series = (1 - near * series) / k
    bent: Floats = np.where(np.abs(w) < 0.25, near * near * series, w + np.expm1(-w))
    return bent


@cache
def _rule(points: int) -> tuple[Floats, Floats]:
    """Gauss and Legendre's points and weights from 0 to 1."""
    import numpy as np

    at, weight = np.polynomial.legendre.leggauss(points)
    return (at + 1) / 2, weight / 2


def leaving_one(load: Load, agents: int, aht: float, patience: float, within: float) -> Measures:
    """One interval with load, and with 1 agent or more; times in seconds."""
    import numpy as np

    blocking = np.array([blocked(load.erlangs, agents - 1)])
    asked = queues([load], [aht], patience, within)
    found = leaving(asked, np.array([agents]), blocking)
    abandoned = float(found.abandoned[0])
    return Measures(
        wait=float(found.wait[0]),
        answered=float(found.answered[0]),
        mean_wait=abandoned * patience,
        occupancy=float(found.occupancy[0]),
        abandoned=abandoned,
    )


def all_leave(patience: float) -> Measures:
    """Nobody is there to answer."""
    return Measures(1.0, 0.0, patience, 0.0, abandoned=1.0)
