"""A file's sheets as a person sees them: values, merged cells, what is hidden, what was never
reckoned."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from app.errors import BadInput, Cancelled
from app.exchange import guard
from app.exchange.csv_rows import read_rows
from app.exchange.layouts import spans
from app.exchange.plain_parts import Part
from app.exchange.sheet_rows import content_of
from app.exchange.tables import letters
from app.progress import Cancel, never, stop_if
from app.rules.vocabulary import msg

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
_OLE = b"\xd0\xcf\x11\xe0"


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


def open_book(path: Path, cancel: Cancel = never) -> Book:
    """The sheets of a workbook or a CSV; BadInput for what is neither, or too large; Cancelled."""
    if path.suffix.casefold() in (".csv", ".txt", ".tsv"):
        return Book(path.name, (_from_csv(path),))
    content = content_of(path)
    if content.startswith(_OLE):
        return Book(path.name, _old(path.name, content))
    parts = guard.inspect(path.name, content, lambda: stop_if(cancel))
    if path.suffix.casefold() == ".ods":
        spans.require_modest(path.name, content)
        return Book(path.name, by_calamine(path.name, content))
    if any(part.rows * part.columns > MOST_CELLS for part in parts.values()):
        return Book(path.name, by_calamine(path.name, content, parts))
    stop_if(cancel)
    return Book(path.name, _by_openpyxl(path.name, content, parts, cancel))


def _old(name: str, content: bytes) -> tuple[Grid, ...]:
    """An .xls; one that is protected has its own words."""
    try:
        return by_calamine(name, content)
    except BadInput:
        guard.inspect(name, content, lambda: None)
        raise


def _from_csv(path: Path) -> Grid:
    rows = read_rows(path)
    if rows is None:
        raise BadInput(
            msg("{name} cannot be read", name=path.name),
            msg("It is no text file with commas, semicolons or tabs; save it as .xlsx or as CSV."),
        )
    return Grid(path.stem, [[cell or None for cell in row] for row in rows])


def _by_openpyxl(
    name: str, content: bytes, parts: Mapping[str, Part], cancel: Cancel
) -> tuple[Grid, ...]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it does not know is nothing to a roster
            workbook = openpyxl.load_workbook(BytesIO(content), data_only=True)
        found = []
        for sheet in workbook.worksheets:
            stop_if(cancel)
            found.append(_grid(sheet, parts.get(sheet.title, Part())))
        return tuple(found)
    except Cancelled:
        raise
    except Exception:  # a part that has nothing to do with the cells may be odd
        return by_calamine(name, content, parts)


def _grid(sheet: Any, part: Part) -> Grid:
    decimals: dict[Place, int] = {}
    rows: list[list[Any]] = []
    for line in sheet.iter_rows():
        rows.append([_value(cell, decimals) for cell in line])
    return Grid(
        title=sheet.title,
        rows=_trimmed(rows),
        merged=dict(_merged(sheet)),
        decimals=decimals,
        unvalued=frozenset(part.unvalued),
        errors=frozenset(part.errors),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(
            number - 1 for number, one in sheet.row_dimensions.items() if one.hidden
        ),
        hidden_columns=frozenset(_hidden_columns(sheet)),
    )


def _value(cell: Any, decimals: dict[Place, int]) -> Any:
    value = cell.value
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _sensible(value)
    form = _QUOTED.sub("", cell.number_format or "")
    if _OF_A_DATE.search(form) and "general" not in form.casefold():
        return _dated(value, form)
    if isinstance(value, float) and (found := _DECIMALS.search(form)):
        decimals[cell.row - 1, cell.column - 1] = len(found[1])
    return value


def _sensible(value: Any) -> Any:
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


def _trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """Without what is blank at the ends."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _merged(sheet: Any) -> Iterator[tuple[Place, Place]]:
    return _merged_ranges(
        ((one.min_row - 1, one.min_col - 1), (one.max_row - 1, one.max_col - 1))
        for one in sheet.merged_cells.ranges
    )


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for one in sheet.column_dimensions.values():
        if one.hidden and one.min and one.max:
            yield from range(one.min - 1, min(one.max, guard.MAX_COLUMNS))


def by_calamine(
    name: str, content: bytes, parts: Mapping[str, Part] | None = None
) -> tuple[Grid, ...]:
    """Other kinds of workbook: without the forms of numbers and what is hidden in a sheet."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        found = []
        for about in workbook.sheets_metadata:
            sheet = workbook.get_sheet_by_name(about.name)
            part = (parts or {}).get(about.name, Part())
            found.append(
                Grid(
                    title=about.name,
                    rows=_trimmed([[_calamine(v) for v in row] for row in sheet.to_python(False)]),
                    merged=dict(_merged_ranges(sheet.merged_cell_ranges or ())),
                    unvalued=frozenset(part.unvalued),
                    errors=frozenset(part.errors),
                    hidden=about.visible is not SheetVisibleEnum.Visible,
                )
            )
        return tuple(found)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # the parser's panics derive from it
        raise guard.damaged(name) from error


def _merged_ranges(ranges: Iterable[tuple[Place, Place]]) -> Iterator[tuple[Place, Place]]:
    for start, end in ranges:
        if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) <= guard.MAX_COLUMNS:
            for row in range(start[0], end[0] + 1):
                for column in range(start[1], end[1] + 1):
                    yield (row, column), start


def _calamine(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.strip() else None
    return _sensible(value)
