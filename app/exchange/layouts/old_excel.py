"""Old workbooks (.xls) as a person sees them: forms of numbers, merged cells, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from io import StringIO
from typing import Any

from app.errors import BadInput, Cancelled
from app.exchange import guard
from app.exchange.layouts.grids import Grid, Place, by_form, merged_places, trimmed
from app.exchange.layouts.kinds import protected
from app.progress import Cancel, stop_if

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
"""What xlrd calls the kinds of cells."""
_SINCE_1904 = timedelta(days=1462).days
_MINUTES = 1440


def read_old(name: str, content: bytes, cancel: Cancel) -> tuple[Grid, ...]:
    """Every sheet; BadInput, in words about the file, for one that is protected or damaged."""
    import xlrd

    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=StringIO()
        ) as book:
            found = []
            for sheet in book.sheets():
                stop_if(cancel)
                found.append(_grid(book, sheet))
            return tuple(found)
    except (Cancelled, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except Exception as error:
        if "encrypt" in str(error).casefold():
            raise protected(name) from error
        return _otherwise(name, content, error)


def _otherwise(name: str, content: bytes, error: Exception) -> tuple[Grid, ...]:
    """By a reader that takes more and sees less."""
    from app.exchange.layouts.opening import by_calamine

    try:
        return by_calamine(name, content)
    except BadInput:
        raise guard.damaged(name) from error


def _grid(book: Any, sheet: Any) -> Grid:
    decimals: dict[Place, int] = {}
    errors: set[Place] = set()
    rows: list[list[Any]] = []
    for row in range(sheet.nrows):
        line: list[Any] = []
        for column in range(sheet.row_len(row)):
            kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
            if kind == _ERROR:
                errors.add((row, column))
            found, places = _value(book, sheet, row, column, kind, value)
            if places:
                decimals[row, column] = places
            line.append(found)
        rows.append(line)
    return Grid(
        title=sheet.name,
        rows=trimmed(rows),
        merged=dict(merged_places(_ranges(sheet))),
        decimals=decimals,
        errors=frozenset(errors),
        hidden=sheet.visibility != 0,
        hidden_rows=frozenset(row for row, one in sheet.rowinfo_map.items() if one.hidden),
        hidden_columns=frozenset(at for at, one in sheet.colinfo_map.items() if one.hidden),
    )


def _ranges(sheet: Any) -> Iterator[tuple[Place, Place]]:
    for top, below, left, beyond in sheet.merged_cells:
        yield (top, left), (below - 1, beyond - 1)


def _value(
    book: Any, sheet: Any, row: int, column: int, kind: int, value: Any
) -> tuple[Any, int | None]:
    if kind == _TEXT:
        return (value if value.strip() else None), None
    if kind == _BOOLEAN:
        return bool(value), None
    if kind in (_NUMBER, _DATE):
        return _number(book, sheet.cell_xf_index(row, column), kind, value)
    return None, None


def _number(book: Any, style: int, kind: int, value: float) -> tuple[Any, int | None]:
    form = book.format_map[book.xf_list[style].format_key].format_str
    whole = int(value) if float(value).is_integer() else value
    if kind == _DATE:
        if 0 <= value < 1:
            minutes = round(value * _MINUTES) % _MINUTES
            return time(minutes // 60, minutes % 60), None
        return by_form(value + _SINCE_1904 * book.datemode, form)
    found, places = by_form(whole, form)
    return found, places
