"""What a day of a kind is like, and how much of it comes: the centre's own forecast.

An interval is expected to have the level of its week times the pattern of its kind of day. Both are
means of the latest weeks from which what lies far out is pulled in, so that neither an outage nor a
campaign of one day is taken for what is usual.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.planning.counted import History

if TYPE_CHECKING:
    import numpy as np

    from app.planning.counted import Grid

    Kinds = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

SUNDAY, HOLIDAY, MADE_UP = 6, 7, 8
"""Kinds of days beside Monday (0) to Saturday (5)."""
WEEKS = 12
"""As far back ordinary days are asked what they are like."""
_FADING = 0.9
"""What a week counts against the one after it in a pattern."""
_LEVEL_FADING = 0.6
"""The same, of the level: it follows what changes within some weeks."""
_DAMPING = 0.9
"""How much of its growth a week keeps to the next one: nothing grows for ever."""
_FAR = 3.0
"""Deviations from the middle beyond which a figure is pulled in."""
_STEEPEST = 0.05
"""The most that a level is taken to grow in a week, as a share of it."""
_FEW = 30.0
"""Contacts: by fewer, an interval's handling time is mostly taken to be its day's."""
_OFTEN = 3
"""Of fewer handling times the middle tells not which of them is wrong."""


@dataclass(frozen=True, slots=True)
class DaysApart:
    """Days that are not what their weekday says: holidays, and make-up workdays, on which people
    work as from Monday to Friday."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def kind(self, day: date) -> int:
        """Its weekday, or HOLIDAY, or MADE_UP where it would be a weekend."""
        if day in self.holidays:
            return HOLIDAY
        if day in self.workdays and day.weekday() >= 5:
            return MADE_UP
        return day.weekday()


@dataclass(frozen=True, slots=True)
class Usual:
    """`contacts` and `aht` (seconds) by kind of day and slot, NaN where such a slot was never
    counted. `level` of the last week, and how its logarithm grows in a week."""

    contacts: Grid
    aht: Grid
    level: float
    growth: float

    def level_after(self, weeks: float) -> float:
        """The level so long after the middle of the last week."""
        from math import exp

        grown = (1 - _DAMPING ** max(weeks, 0.0)) / (1 - _DAMPING)
        return self.level * exp(self.growth * grown)


def usual(history: History, days: int, kinds: Kinds) -> Usual:
    """By the first `days` of the history, of which each has its kind."""
    import numpy as np

    came, took, kinds = history.contacts[:days], history.work[:days], kinds[:days]
    weeks_ago = (days - 1 - np.arange(days)) // 7
    late = weeks_ago < WEEKS
    first = np.stack([_middle(came[late & (kinds == kind)]) for kind in range(7)])
    levels = _levels(came, kinds, weeks_ago, first)
    scaled = came / levels[weeks_ago][:, None]
    weights = _FADING**weeks_ago
    pattern = [_mean(scaled[late & (kinds == k)], weights[late & (kinds == k)]) for k in range(7)]
    contacts = _with_days_apart(
        pattern, _mean(scaled[kinds == HOLIDAY], np.ones(int((kinds == HOLIDAY).sum())))
    )
    level, growth = _trend(levels[: min(WEEKS, len(levels))])
    aht = [_aht(came, took, weights * (late & (kinds == kind))) for kind in range(7)]
    holiday = _aht(came, took, 1.0 * (kinds == HOLIDAY))
    return Usual(contacts, _with_days_apart(aht, holiday), level, growth)


def _with_days_apart(weekdays: Sequence[Grid], holiday: Grid) -> Grid:
    """A holiday is as those that were, else as a Sunday;
    a make-up workday as weekdays are in the mean."""
    import numpy as np

    working = _mean(np.stack(weekdays[:5]), np.ones(5))
    return np.stack([*weekdays, np.where(np.isnan(holiday), weekdays[SUNDAY], holiday), working])


def _levels(came: Grid, kinds: Kinds, weeks_ago: Kinds, pattern: Grid) -> Grid:
    """Each week's level, the latest first: the middle of how its days stand to their pattern. Weeks
    without an ordinary day lie between their neighbours."""
    import numpy as np

    typical = np.where(kinds[:, None] < HOLIDAY, pattern[np.minimum(kinds, SUNDAY)], np.nan)
    both = ~np.isnan(came) & ~np.isnan(typical)
    usually = np.where(both, typical, 0).sum(axis=1)
    share = np.where(both, came, 0).sum(axis=1) / np.where(usually > 0, usually, np.nan)
    weeks = np.arange(int(weeks_ago.max()) + 1)
    by_week = np.full(len(weeks) * 7, np.nan)
    by_week[: len(share)] = share[::-1]
    found = _middle(by_week.reshape(len(weeks), 7).T)
    there = found > 0
    if not there.any():
        return np.ones(len(weeks))
    levels: Grid = np.interp(weeks, weeks[there], found[there])
    return levels


def _trend(levels: Grid) -> tuple[float, float]:
    """The level and its growth, of the latest first: the middle of all slopes between two weeks, as
    far as it stands out from what weeks differ by anyway."""
    import numpy as np

    heights = np.log(levels)
    ages = -np.arange(len(heights))
    older, newer = np.triu_indices(len(heights), 1)[::-1]
    slopes = (heights[newer] - heights[older]) / (ages[newer] - ages[older])
    slope = float(np.median(slopes)) if len(slopes) else 0.0
    flat = heights - slope * ages
    middle = float(np.median(flat))
    spread = 1.4826 * float(np.median(np.abs(flat - middle)))
    unsure = spread**2 * 12 / len(heights) ** 3
    growth = slope * max(0.0, 1 - unsure / slope**2) if slope else 0.0
    growth = min(max(growth, -_STEEPEST), _STEEPEST)
    now = heights - growth * ages
    centre = float(np.median(now))
    far = _FAR * max(spread, 0.02)
    pulled = np.clip(now, centre - far, centre + far)
    return float(np.exp(np.average(pulled, weights=_LEVEL_FADING**-ages))), growth


def _middle(rows: Grid) -> Grid:
    """The median of each column, NaN where nothing stands in it."""
    import numpy as np

    found = np.full(rows.shape[1], np.nan)
    some = ~np.isnan(rows).all(axis=0)
    if some.any():
        found[some] = np.nanmedian(rows[:, some], axis=0)
    return found


def _mean(rows: Grid, weights: Grid) -> Grid:
    """The mean of each column with what lies far out pulled in; counts scatter by chance as their
    root, so that no nearer bound is drawn."""
    import numpy as np

    middle = _middle(rows)
    scatter = 1.4826 * _middle(np.abs(rows - middle))
    bound = _FAR * np.maximum(scatter, np.sqrt(np.maximum(middle, 1)))
    pulled = np.clip(rows, middle - bound, middle + bound)
    counted = np.where(np.isnan(rows), 0, weights[:, None])
    total = counted.sum(axis=0)
    mean: Grid = np.where(np.isnan(rows), 0, pulled * counted).sum(axis=0) / np.where(
        total > 0, total, np.nan
    )
    return mean


def _aht(came: Grid, took: Grid, weights: Grid) -> Grid:
    """Mean handling time by slot; of few contacts it tells little, and leans on the whole day's."""
    import numpy as np

    known = ~np.isnan(came) & (weights[:, None] > 0)
    contacts = np.where(known, came * weights[:, None], 0)
    work = np.where(known, took * weights[:, None], 0)
    if not contacts.any():
        return np.full(came.shape[1], np.nan)
    each = np.where(contacts > 0, work / np.where(contacts > 0, contacts, 1), np.nan)
    work = contacts * np.nan_to_num(_tamed(each, contacts, float(np.nanmedian(each))))
    day = work.sum() / contacts.sum()
    aht: Grid = (work.sum(axis=0) + _FEW * day) / (contacts.sum(axis=0) + _FEW)
    return aht


def _tamed(each: Grid, contacts: Grid, usual: float) -> Grid:
    """Handling times without what lies far out: at all from what is `usual`, and from the middle of
    their slot where it has been seen often enough. The mean of few contacts scatters the more."""
    import numpy as np

    each = np.clip(each, usual / _FAR, usual * _FAR)
    often = (contacts > 0).sum(axis=0) >= _OFTEN
    middle = np.where(often, _middle(each), np.nan)
    scatter = 1.4826 * _middle(np.abs(each - middle))
    bound = _FAR * np.maximum(scatter, middle / np.sqrt(np.maximum(contacts, 1)))
    tamed: Grid = np.where(often, np.clip(each, middle - bound, middle + bound), each)
    return tamed


def kinds_of(first: date, days: int, apart: DaysApart) -> Kinds:
    """The kinds of so many days from `first` on."""
    import numpy as np

    return np.array([apart.kind(first + timedelta(at)) for at in range(days)])
