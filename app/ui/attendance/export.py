"""A team's month of attendance as an Excel sheet, in the language in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.exchange.lists import ListColumn, Value, write_list
from app.progress import Cancel
from app.queries.attendance_month import AttendanceMonth
from app.text import _, dates
from app.ui.attendance.month_model import counts
from app.ui.attendance.words import SYMBOLS, mark_words


def export_month(sheet: AttendanceMonth, path: Path, cancel: Cancel) -> int:
    """Write the sheet to `path`, with the key to its symbols below; gives how many people.

    Raises BadInput where the file cannot be written.
    """
    columns = [
        ListColumn(_("Number"), 10),
        ListColumn(_("Name"), 12),
        *(ListColumn(f"{head.day.day} {dates.short_weekday(head.day)}", 7) for head in sheet.heads),
        *(ListColumn(count.title, 10) for count in counts()),
    ]
    title = f"{sheet.team} {sheet.month:%Y-%m}"
    write_list(path, _sheet_name(title), columns, _rows(sheet), cancel)
    return len(sheet.lines)


def _rows(sheet: AttendanceMonth) -> Iterator[Sequence[Value]]:
    for line in sheet.lines:
        days = (SYMBOLS[day.mark] for day in line.days)
        yield (line.no, line.name, *days, *(count.of(line) for count in counts()))
    yield ()
    for mark, words in mark_words().items():
        yield (SYMBOLS[mark], words)


def _sheet_name(title: str) -> str:
    """Excel takes 31 characters, and not all of them."""
    return "".join("-" if sign in r"[]:*?/\\" else sign for sign in title)[:31]
