"""The contacts of weeks to come, from those that were counted: of one department's job type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Method(StrEnum):
    """What an expected interval comes from: `NAIVE` is the same interval a week before."""

    OWN = "own"
    NAIVE = "naive"


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
class Expected:
    """What is expected in an interval; as `Counted`."""

    day: date
    minute: int
    minutes: int
    contacts: float
    aht: float
    method: Method


@dataclass(frozen=True, slots=True)
class DaysApart:
    """Days that are not what their weekday says: holidays, and make-up workdays, on which people
    work as from Monday to Friday."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Forecast:
    """`own_wape`, `naive_wape`: how far each method was from what came, in the weeks of the
    backtest, as a share of it; None where there was nothing to compare. `used`: the better one."""

    intervals: tuple[Expected, ...]
    own_wape: float | None
    naive_wape: float | None
    used: Method


def forecast(history: Sequence[Counted], first: date, last: date, apart: DaysApart) -> Forecast:
    """The intervals from `first` to `last`; BadInput from less than four weeks of history."""
    raise NotImplementedError
