"""How many people each shift needs on each date, so that every interval has the heads it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

MINUTES_A_DAY = 24 * 60


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
    day before, which covers as well and stays as it is.

    A shift covers the intervals that lie wholly in it. One that some shift of `days` covers can
    always have all its heads; the others lack theirs whatever is done. So the least shortfall is
    known before anything is solved, and what is solved is which numbers cost the fewest minutes.
    """
    columns = [(shift, day) for day in days for shift in shifts]
    standing = _standing(required, shifts, before or {})
    wanted = [max(0, need.heads - there) for need, there in zip(required, standing, strict=True)]
    covers = _covers(required, columns)
    rows = [row for row, by in enumerate(covers) if by and wanted[row] > 0]
    found = _fewest([covers[row] for row in rows], [wanted[row] for row in rows], columns)
    short = tuple(
        replace(need, heads=lacking)
        for need, heads, by in zip(required, wanted, covers, strict=True)
        if (lacking := heads - sum(found[column] for column in by)) > 0
    )
    return Covering(
        {(shift.code, day): n for (shift, day), n in zip(columns, found, strict=True)},
        short,
        sum(each.heads * each.minutes for each in short),
        sum(n * shift.paid for (shift, _day), n in zip(columns, found, strict=True)),
    )


Column = tuple[ShiftSpan, date]


def _standing(
    required: Sequence[Required], shifts: Sequence[ShiftSpan], before: Numbers
) -> list[int]:
    """How many are there in each interval already."""
    by_code = {shift.code: shift for shift in shifts}
    columns = [(by_code[code], day) for code, day in before]
    numbers = list(before.values())
    return [sum(numbers[column] for column in by) for by in _covers(required, columns)]


def _covers(required: Sequence[Required], columns: Sequence[Column]) -> list[list[int]]:
    """For each interval the columns that cover it."""
    spans = [
        (_minute(day, shift.start), _minute(day, shift.end), column)
        for column, (shift, day) in enumerate(columns)
    ]
    found = []
    for need in required:
        first = _minute(need.day, need.minute)
        last = first + need.minutes
        found.append([column for start, end, column in spans if start <= first and last <= end])
    return found


def _minute(day: date, minute: int) -> int:
    return day.toordinal() * MINUTES_A_DAY + minute


def _fewest(
    covers: Sequence[Sequence[int]], wanted: Sequence[int], columns: Sequence[Column]
) -> list[int]:
    """How many of each column, so that all that is wanted is there for the fewest paid minutes.

    Shifts cover intervals that follow one another, whence the best of all numbers are whole ones,
    and HiGHS has them as soon as it has the best.
    """
    if not covers:
        return [0] * len(columns)
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    starts = np.cumsum([0, *map(len, covers)])
    indices = np.array([column for by in covers for column in by])
    shape = (len(covers), len(columns))
    matrix = csr_array((np.ones(len(indices)), indices, starts), shape=shape)
    solved = milp(
        np.array([float(shift.paid) for shift, _day in columns]),
        constraints=LinearConstraint(matrix, lb=np.array(wanted, dtype=float)),
        bounds=Bounds(0, float(max(wanted))),
        integrality=np.ones(len(columns)),
        options={"mip_rel_gap": 0},
    )
    if solved.x is None:
        raise AssertionError(solved.message)
    return [round(n) for n in solved.x]
