"""A team's month of attendance as an Excel sheet, in the language in use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.exchange.lists import ListColumn, write_list
from app.progress import Cancel
from app.queries.attendance.month import AttendanceMonth, MonthLine
from app.text import _, dates
from app.ui.attendance.month_model import counts
from app.ui.attendance.words import MARK_SYMBOLS, mark_words


def export_month(sheet: AttendanceMonth, path: Path, cancel: Cancel) -> int:
    """Write the sheet to `path`, with the key to its symbols below; gives how many people.

    Raises BadInput where the file cannot be written.
    """
    columns: list[ListColumn[MonthLine]] = [
        ListColumn(_("Number"), 10, lambda line: line.no),
        ListColumn(_("Name"), 12, lambda line: line.name),
        *_day_columns(sheet),
        *(ListColumn(count.title, 10, count.of) for count in counts()),
    ]
    title = f"{sheet.team} {sheet.month:%Y-%m}"
    key = [(MARK_SYMBOLS[mark], words) for mark, words in mark_words().items()]
    return write_list(path, _sheet_name(title), columns, sheet.lines, cancel, below=key)


def _day_columns(sheet: AttendanceMonth) -> Iterator[ListColumn[MonthLine]]:
    for at, head in enumerate(sheet.heads):
        heading = f"{head.day.day} {dates.short_weekday(head.day)}"
        yield ListColumn(heading, 7, partial(_symbol, at))


def _symbol(at: int, line: MonthLine) -> str:
    return MARK_SYMBOLS[line.days[at].mark]


def _sheet_name(title: str) -> str:
    """Excel takes 31 characters, and not all of them."""
    return "".join("-" if sign in r"[]:*?/\\" else sign for sign in title)[:31]
