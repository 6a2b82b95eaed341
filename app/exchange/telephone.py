"""The counts of a day out of the telephone system's list: a CSV as such systems write it.

It is read as it comes: with commas, semicolons or tabs, as UTF-8 or in a Chinese code page, with
headings in either language and columns that mean nothing here. One line is a day, or an hour or an
agent of one: lines of a day are added up, and of the backlog the last one counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.errors import BadInput
from app.exchange.csv_rows import read_rows
from app.rules.vocabulary import msg

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "day": ("date", "day", "日期", "统计日期", "时间"),
    "enquiries": (
        "enquiries", "inbound", "calls", "answered", "咨询量", "呼入量", "接听量", "接通量",
    ),
    "lookups": ("lookups", "look-ups", "queries", "查询量"),
    "outbound": ("outbound", "outbound calls", "主动服务量", "外呼量", "呼出量"),
    "backlog": ("backlog", "open orders", "工单滞留", "滞留工单", "未结工单"),
}  # fmt: skip
_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})|(\d{4})(\d{2})(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Counts:
    """What the list says of a day; None for what it has no column for."""

    enquiries: int | None = None
    lookups: int | None = None
    outbound: int | None = None
    backlog: int | None = None


def read_counts(path: Path) -> dict[date, Counts]:
    """Day -> counts. BadInput where it is no such list, with what is amiss."""
    rows = read_rows(path)
    if rows is None:
        raise _unread(path)
    at, columns = _headings(path, rows)
    sums: dict[date, dict[str, int]] = defaultdict(dict)
    for row in rows[at + 1 :]:
        day = _day(_cell(row, columns["day"]))
        if day is not None:
            _add(sums[day], row, columns)
    if not sums:
        raise _unread(path)
    return {day: Counts(**found) for day, found in sums.items()}


def _headings(path: Path, rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The first line that names a day and at least one count, and where each stands."""
    for at, row in enumerate(rows):
        cells = [cell.strip().casefold() for cell in row]
        found = {
            key: cells.index(name)
            for key, names in _HEADINGS.items()
            for name in reversed(names)
            if name in cells
        }
        if "day" in found and len(found) > 1:
            return at, found
    raise _unread(path)


def _add(sums: dict[str, int], row: Sequence[str], columns: Mapping[str, int]) -> None:
    for key, place in columns.items():
        count = _count(_cell(row, place)) if key != "day" else None
        if count is not None:
            sums[key] = count if key == "backlog" else sums.get(key, 0) + count


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _count(cell: str) -> int | None:
    """A whole number, also with separators of thousands or a ".0" behind it."""
    plain = re.sub(r"[,\s\u00a0']", "", cell).removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else None


def _day(cell: str) -> date | None:
    found = _DAY.search(cell)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unread(path: Path) -> BadInput:
    return BadInput(
        msg("This list cannot be read"),
        msg(
            "{name}: a CSV with a heading for the date and one for enquiries, look-ups, outbound "
            "or backlog is needed.",
            name=path.name,
        ),
    )
