"""The contacts of weeks to come, from those that were counted: of one department's job type.

Two methods are tried on the last weeks of the history, each from what lay before: the centre's own
(`expecting`) and the naive one, the same interval a week before. The better one is used. On
holidays, make-up workdays and days a week after one the naive one knows nothing: there the own is
used in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.planning.counted import Counted, History, history_of
from app.planning.expecting import HOLIDAY, DaysApart, Usual, kinds_of, usual
from app.rules.vocabulary import msg

if TYPE_CHECKING:
    from app.planning.counted import Grid
    from app.planning.expecting import Kinds

__all__ = ["Counted", "DaysApart", "Expected", "Forecast", "Method", "forecast"]

WEEK = 7
DAYS_LEAST = 4 * WEEK
_TRIED, _BEFORE = 8, 2
"""Weeks that are forecast anew, at most, and weeks that lie before the first of them, at least."""
_BACK = 8
"""Weeks that the naive method goes back for an interval that was counted."""


class Method(StrEnum):
    """What an expected interval comes from: `NAIVE` is the same interval a week before."""

    OWN = "own"
    NAIVE = "naive"


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected in an interval; as `Counted`."""

    day: date
    minute: int
    minutes: int
    contacts: float
    aht: float
    method: Method


@dataclass(frozen=True, slots=True)
class Forecast:
    """`own_wape`, `naive_wape`: how far each method was from what came, in the weeks of the
    backtest, as a share of it, over the same intervals; None where there was nothing to compare.
    `used`: the better one."""

    intervals: tuple[Expected, ...]
    own_wape: float | None
    naive_wape: float | None
    used: Method


def forecast(history: Sequence[Counted], first: date, last: date, apart: DaysApart) -> Forecast:
    """The intervals from `first` to `last` that such days have; BadInput from less than four weeks
    of history."""
    _require_four_weeks(history)
    known = history_of(history)
    kinds = kinds_of(known.first, len(known.contacts), apart)
    own, naive = _backtest(known, kinds)
    used = Method.OWN if own is None or naive is None or own <= naive else Method.NAIVE
    found = usual(known, len(known.contacts), kinds)
    days = (first + timedelta(at) for at in range((last - first).days + 1))
    intervals = tuple(each for day in days for each in _day(known, found, day, apart, used))
    return Forecast(intervals, own, naive, used)


def _require_four_weeks(history: Sequence[Counted]) -> None:
    days = {each.day for each in history}
    there = (max(days) - min(days)).days + 1 if days else 0
    if there < DAYS_LEAST:
        raise BadInput(
            msg("Too little to forecast from"),
            msg("Contacts of {days} days are there; a forecast takes 28 or more.", days=there),
        )


def _day(
    known: History, found: Usual, day: date, apart: DaysApart, used: Method
) -> Iterator[Expected]:
    """The intervals of one day."""
    at = (day - known.first).days
    contacts = _own(found, at - len(known.contacts), apart.kind(day))
    aht = found.aht[apart.kind(day)]
    before = _week_before(known, at, day, apart) if used is Method.NAIVE else {}
    for slot, expected in enumerate(contacts.tolist()):
        if expected == expected:  # not NaN
            yield Expected(
                day,
                slot * known.minutes,
                known.minutes,
                max(0.0, before.get(slot, expected)),
                0.0 if aht[slot] != aht[slot] else float(aht[slot]),
                Method.NAIVE if slot in before else Method.OWN,
            )


def _own(found: Usual, after: int, kind: int) -> Grid:
    """Contacts by slot of a day so many days after the history's end."""
    middle = 4  # of the last week, days before the first that is not known
    contacts: Grid = found.contacts[kind] * found.level_after((after + middle) / WEEK)
    return contacts


def _week_before(known: History, at: int, day: date, apart: DaysApart) -> dict[int, float]:
    """Slot -> contacts a week before, or as few weeks more as it takes."""
    if apart.kind(day) >= HOLIDAY:
        return {}
    found: dict[int, float] = {}
    for weeks in range(_BACK, 0, -1):
        row = at - weeks * WEEK
        if 0 <= row < len(known.contacts) and apart.kind(day - timedelta(WEEK * weeks)) < HOLIDAY:
            there = enumerate(known.contacts[row].tolist())
            found.update((slot, came) for slot, came in there if came == came)
    return found


def _backtest(known: History, kinds: Kinds) -> tuple[float | None, float | None]:
    """The WAPE of both methods over the last weeks, each forecast from what lay before it."""
    import numpy as np

    days = len(known.contacts)
    off_own = off_naive = total = 0.0
    for week in range(1, min(_TRIED, days // WEEK - _BEFORE) + 1):
        begin = days - week * WEEK
        found = usual(known, begin, kinds)
        own = np.stack([_own(found, at, int(kinds[begin + at])) for at in range(WEEK)])
        came = known.contacts[begin : begin + WEEK]
        naive = known.contacts[begin - WEEK : begin]
        both = ~(np.isnan(came) | np.isnan(naive) | np.isnan(own))
        off_own += float(np.abs(own - came)[both].sum())
        off_naive += float(np.abs(naive - came)[both].sum())
        total += float(came[both].sum())
    return (off_own / total, off_naive / total) if total else (None, None)
