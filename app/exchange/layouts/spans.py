"""How much an OpenDocument sheet spans: a few bytes repeat a cell a million times."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from app.exchange import guard

_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')


def require_modest(name: str, content: bytes) -> None:
    """Raise BadInput where the cells that hold something span more than a sheet may."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            body = archive.read("content.xml")
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError) as error:
        raise guard.damaged(name) from error
    rows = list(_ROW.finditer(body))
    height = width = waiting = 0
    for at, row in enumerate(rows):
        end = rows[at + 1].start() if at + 1 < len(rows) else len(body)
        times = _number(_ROWS, row[1])
        wide = _width(body[row.end() : end])
        waiting += times
        if wide:
            height, waiting = height + waiting, 0
            width = max(width, wide)
        if width > guard.MAX_COLUMNS or height * width > guard.MAX_AREA:
            raise guard.damaged(name)


def _number(wanted: re.Pattern[bytes], attributes: bytes) -> int:
    match = wanted.search(attributes)
    return min(int(match[1][:9]), 10**9) if match else 1


def _width(row: bytes) -> int:
    """The columns up to the last cell that holds something."""
    column = last = 0
    for cell in _CELL.finditer(row):
        column += _number(_COLUMNS, cell[1])
        if not cell[2] or b"office:value" in cell[1]:
            last = column
    return last
