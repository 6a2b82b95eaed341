"""A roster that is to be made, as the solver sees it: days and shifts are indices, costs integers.

Days run from 0 (the first of the horizon) on. Everything said of one worker is that worker's alone
and every cost between workers is in `Cover`, so that a roster is the sum of its lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OFF = -1
"""No shift."""
Line = tuple[int, ...]
"""One worker's choice on each day: the index of a shift, or OFF."""
Rows = tuple[Line, ...]
"""One line for each worker, in the problem's order."""


@dataclass(frozen=True, slots=True)
class ShiftKind:
    """`minutes`: how long it is."""

    code: str
    minutes: int
    night: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """After `first` on a day nobody works `later` on the day `distance` (1 or more) days on."""

    first: int
    later: int
    distance: int = 1


@dataclass(frozen=True, slots=True)
class Burden:
    """What is to be spread over all: how often one works in `counted` (day, shift), or with
    `counted` None on how many weekends. `steps[k]` is the cost of the (k+1)-th time, never falling;
    beyond the last the last one is repeated."""

    steps: tuple[int, ...]
    counted: frozenset[tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """One line of the roster, and all that it must hold to.

    `may`: for each day the shifts that may be worked (OFF always may, unless the day is `fixed`).
    `before`: the choices on the days before day 0, the latest last, as far as they are known; of
    what lies further back nothing is known: it counts as not worked where there is a most, and a
    run that reaches there meets any least. `after`: the choices from the day after the horizon on,
    likewise. `None` for a limit: there is none.

    A limit is not held against what cannot be changed: what is broken by settled cells alone
    (`before`, `after`, `fixed`, a day of which `may` is empty) stays, and a most that they alone
    exceed is exceeded no further. Where a free cell could mend it, the limit is hard.
    """

    id: str
    may: tuple[frozenset[int], ...]
    fixed: Mapping[int, int] = field(default_factory=dict)
    """Day -> what stands there and stays, whatever it breaks by itself."""
    outside: frozenset[int] = frozenset()
    """Days of the horizon on which they are not employed: OFF, and as good as unknown: a run that
    touches one is never too short. These are in no `may` and not in `fixed`."""
    minutes_least: int = 0
    minutes_most: int | None = None
    shift_most: Mapping[int, int] = field(default_factory=dict)
    """Shift -> on how many days at most."""
    days_in_row_most: int | None = None
    days_in_row_least: int = 1
    days_off_least: int = 1
    nights_in_row_most: int | None = None
    weekends_most: int | None = None
    bars: frozenset[Bar] = frozenset()
    before: Line = ()
    after: Line = ()
    cut_before: bool = False
    """Whether a run that lies wholly in `before` may end there, however short it is: it is another
    month's, which judges it."""
    cut_after: bool = False
    costs: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """(day, shift or OFF) -> what that choice costs; may be negative."""
    burdens: tuple[Burden, ...] = ()


Level = tuple[int, int]
"""A number of people, and the cost of each one below (or above) it."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How many of `workers` (None: of all) are at `shift` on `day`: each one below a level of
    `under`, and each one above a level of `over`, costs that level's weight; levels add up."""

    day: int
    shift: int
    under: tuple[Level, ...] = ()
    over: tuple[Level, ...] = ()
    workers: frozenset[int] | None = None

    def cost(self, have: int) -> int:
        below = sum(weight * max(0, level - have) for level, weight in self.under)
        return below + sum(weight * max(0, have - level) for level, weight in self.over)


@dataclass(frozen=True, slots=True)
class Problem:
    """`weekends`: the days (a Saturday, a Sunday, or both) of each weekend in the horizon.
    `short_rests`: bars that hold for one first day alone, where the clock changes."""

    days: int
    shifts: tuple[ShiftKind, ...]
    workers: tuple[Worker, ...]
    covers: tuple[Cover, ...]
    weekends: tuple[tuple[int, ...], ...] = ()
    short_rests: Mapping[int, frozenset[Bar]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solver is: seconds since it began, the best so far and what nothing goes below."""

    seconds: float
    value: int | None
    bound: int
    rows: Rows | None = None


@dataclass(frozen=True, slots=True)
class Solution:
    """`rows` None: no roster was found; `impossible`: there is none, which is proved."""

    rows: Rows | None
    value: int | None
    bound: int
    seconds: float
    first_after: float | None
    """Seconds until the first whole roster."""
    impossible: bool = False
    repeatable: bool = False
    """Whether the same seed gives the same roster again: not with several workers, nor where it was
    the clock that ended the search."""

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.value is not None and self.value <= self.bound
