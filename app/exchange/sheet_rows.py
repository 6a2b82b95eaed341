"""A workbook's bytes, and the rows of its sheets as they stand there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from app.exchange import cells, guard
from app.exchange.plain_parts import Part
from app.rules.vocabulary import msg


def content_of(path: Path) -> bytes:
    """The file's bytes, of a file alone: a device has no end, and a pipe may have no beginning."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise guard.not_a_workbook(
                    path.name, msg("{path} cannot be opened: it is no file.", path=str(path))
                )
            if os.fstat(file.fileno()).st_size > guard.MAX_FILE_BYTES:
                raise guard.not_a_workbook(
                    path.name,
                    msg(
                        "{name} has over {limit} MB; a centre's workbook is far smaller.",
                        name=path.name,
                        limit=guard.MAX_FILE_BYTES // 2**20,
                    ),
                )
            return file.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise guard.not_a_workbook(
            path.name,
            msg("{path} cannot be opened: {reason}.", path=str(path), reason=reason),
        ) from error


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


class SheetRows(list[list[Any]]):
    """A sheet's rows; `merged` are its merged cells, from (row, column) to (row, column)."""

    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()


def sheets_of(
    name: str, content: bytes, parts: Mapping[str, Part]
) -> Iterable[tuple[str, list[list[Any]]]]:
    """Title and rows of each sheet. Whatever the parser throws means a bad file: its panics
    derive from BaseException."""
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        for title in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(title)
            rows = SheetRows(sheet.to_python(skip_empty_area=False))
            rows.merged = sheet.merged_cell_ranges or ()
            part = parts[title]
            for row, column in part.dates:
                _date_in(rows, row, column, part.since_1904)
            for value, places in (
                (cells.FormulaError(), part.errors),
                (cells.Unreckoned(), part.unvalued),
            ):
                for row, column in places:
                    _put(rows, row, column, value)
            yield title, rows
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise guard.damaged(name) from error


def _date_in(rows: list[list[Any]], row: int, column: int, since_1904: bool) -> None:
    """Make a number a date where its format shows one that the parser does not know."""
    value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
    if isinstance(value, float) and 0 < value < _LAST_SERIAL:
        rows[row][column] = _EPOCH[since_1904] + timedelta(days=value)


_EPOCH = (datetime(1899, 12, 30), datetime(1904, 1, 1))
_LAST_SERIAL = 2_900_000
"""Excel's number of a day of the year 9839."""


def _put(rows: list[list[Any]], row: int, column: int, value: object) -> None:
    """Put a value where the parser saw none; it leaves out what is empty at the end."""
    rows.extend([] for _missing in range(row + 1 - len(rows)))
    line = rows[row]
    line.extend("" for _missing in range(column + 1 - len(line)))
    line[column] = value
