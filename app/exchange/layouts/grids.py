"""A file's sheets as a person sees them: values, merged cells, what is hidden, what was never
reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from app.exchange import guard
from app.exchange.tables import letters

Place = tuple[int, int]
"""(line, column), from 0."""

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[(?!h|m|s)[^\]]*\]')
_OF_A_DATE = re.compile(r"[ymd]|aaa|e", re.IGNORECASE)
_OF_A_TIME = re.compile(r"[hs]", re.IGNORECASE)
_DECIMALS = re.compile(r"0\.(0+)")
_EPOCH = datetime(1899, 12, 30)
MOST_CELLS = 500_000
"""Cells in the rectangle of a sheet that may be a roster, blank ones included."""
_LAST_SERIAL = 2_958_465


@dataclass(slots=True)
class Grid:
    """One sheet. `rows` hold text, numbers, dates and times, None for a blank cell; a merged cell's
    value stands in its first place alone, and `at` fills it."""

    title: str
    rows: list[list[Any]]
    merged: dict[Place, Place] = field(default_factory=dict)
    """Every place of a merged cell with its first."""
    decimals: dict[Place, int] = field(default_factory=dict)
    """So many decimals of a number are shown: 8.1 as 8.10."""
    unvalued: frozenset[Place] = frozenset()
    errors: frozenset[Place] = frozenset()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    blind: bool = False
    """Nothing tells which rows and columns of it are hidden."""
    _texts: dict[Place, str] = field(default_factory=dict)
    _ends: dict[Place, Place] = field(default_factory=dict)
    kept: dict[Any, Any] = field(default_factory=dict)
    """What was found out of the sheet, for whoever asks again."""

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    @property
    def too_large(self) -> bool:
        """More than a roster ever is; a CSV of 10^5 columns would be searched for hours."""
        return self.height * self.width > MOST_CELLS or self.width > guard.MAX_COLUMNS

    def raw(self, row: int, column: int) -> Any:
        """What stands in a cell itself; None for nothing, or outside."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return None
        return self.rows[row][column]

    def at(self, row: int, column: int) -> Any:
        """As `raw`, in a merged cell what its first place holds."""
        return self.raw(*self.merged.get((row, column), (row, column)))

    def text(self, row: int, column: int) -> str:
        """What a person reads there, white space within made one blank."""
        place = (row, column)
        if place in self.merged:
            place = self.merged[place]
        text = self._texts.get(place)
        if text is None:
            value = shown(self.raw(*place), self.decimals.get(place))
            text = self._texts[place] = " ".join(value.split())
        return text

    def span(self, row: int, column: int) -> tuple[Place, Place]:
        """The first and the last place of the (merged) cell."""
        start = self.merged.get((row, column), (row, column))
        if not self._ends:
            for place, first in self.merged.items():
                self._ends[first] = max(place, self._ends.get(first, place))
        return start, self._ends.get(start, start)


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets, in their order."""

    name: str
    grids: tuple[Grid, ...]

    def grid(self, title: str) -> Grid:
        """The sheet of that title; KeyError where there is none."""
        return {grid.title: grid for grid in self.grids}[title]


def cell_name(row: int, column: int) -> str:
    """`F12`."""
    return f"{letters(column)}{row + 1}"


def shown(value: Any, decimals: int | None = None) -> str:
    """A value as text: whole numbers as their digits, dates in ISO."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if decimals:
            return f"{value:.{decimals}f}"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case time():
            return value.isoformat("minutes")
        case _:
            return str(value)


def by_form(value: float, form: str) -> tuple[Any, int | None]:
    """A number as its form shows it: a date or a time, or with so many decimals (None: any)."""
    plain = _QUOTED.sub("", form)
    if _OF_A_DATE.search(plain) and "general" not in plain.casefold():
        return _dated(value, plain), None
    found = _DECIMALS.search(plain) if isinstance(value, float) else None
    return value, len(found[1]) if found else None


def sensible(value: Any) -> Any:
    """A length of time as the time of day that it shows; a date as its moment."""
    if isinstance(value, timedelta):
        return (_EPOCH + value).time() if value < timedelta(days=1) else _EPOCH + value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(0))
    return value


def _dated(value: float, form: str) -> Any:
    if not 0 < value < _LAST_SERIAL or (value < 1 and _OF_A_TIME.search(form)):
        return value
    moment = _EPOCH + timedelta(days=value)
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """Without what is blank at the ends."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def merged_places(ranges: Iterable[tuple[Place, Place]]) -> Iterator[tuple[Place, Place]]:
    """Every place of merged cells with its first; `ranges` from the first to the last."""
    for start, end in ranges:
        if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) <= guard.MAX_COLUMNS:
            for row in range(start[0], end[0] + 1):
                for column in range(start[1], end[1] + 1):
                    yield (row, column), start
