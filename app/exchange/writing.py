"""The centre workbook out: the same sheets that are read in, in English or in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, time
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.exchange import sheets
from app.exchange.book_sheets import BOOKS, NOT_APPLICABLE, SCORE_ROWS
from app.exchange.columns import Column, Sheet
from app.exchange.planning_sheets import PLANNING
from app.exchange.saving import saved_to
from app.exchange.volumes import VOLUMES
from app.progress import Cancel, Progress, never, silent, stop_if
from app.rules.facts import Person, Roster
from app.rules.plaintext import MAX_LENGTH, printable
from app.rules.records import CentreRecords
from app.rules.vocabulary import msg

if TYPE_CHECKING:
    from openpyxl import Workbook

_RISKY = re.compile(r"'*[=+\-@\t]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTH = 14
_WIDE = {"comment": 40, "special": 30, "name": 12, "contact_ref": 20, "text": 40, "title": 20}

_NONE: Mapping[str, str] = {}
_APPLIES: Mapping[str, str] = {"score": NOT_APPLICABLE}
"""What a score says that is no number."""

Rows = Iterable[Sequence[Any]]
_Part = tuple[str, "Callable[[_Writer], None]"]


def write_workbook(
    records: CentreRecords,
    path: Path,
    chinese: bool = False,
    progress: Progress = silent,
    cancel: Cancel = never,
) -> None:
    """Write `records` to `path`, whole or not at all; raises BadInput where it cannot."""
    with saved_to(path) as workbook:
        writer = _Writer(workbook, chinese)
        parts = list(_parts(records))
        for done, (title, write) in enumerate(parts):
            stop_if(cancel)
            progress(msg("Writing {sheet}", sheet=title), done / (len(parts) + 1))
            write(writer)
        stop_if(cancel)


def write_sheet(path: Path, sheet: Sheet, rows: Rows, chinese: bool = False) -> None:
    """Write a workbook of one sheet, as it is read in again; BadInput where it cannot be."""
    with saved_to(path) as workbook:
        _Writer(workbook, chinese).table(sheet, rows)


def _parts(records: CentreRecords) -> Iterable[_Part]:
    names = {person.no: person.name for person in records.people}
    yield _part(sheets.EMPLOYEES, [row for person in records.people for row in _posts(person)])
    yield _part(sheets.SHIFTS, _flat(records.shifts))
    if records.calendar is not None:
        yield _part(sheets.HOLIDAYS, _flat(records.calendar))
    if records.kinds:
        yield _part(sheets.OWN_KINDS, _flat(records.kinds))
    for month, roster in records.rosters.items():
        title = f"{sheets.ROSTER.name} {date(*month, 1):%Y-%m}"
        yield title, partial(_Writer.roster, month=month, roster=roster, names=names)
    yield _part(sheets.SWAPS, _flat(records.swaps))
    yield _part(sheets.LEAVES, _flat(records.leaves))
    yield _part(sheets.ATTENDANCE, _flat(records.attendance))
    yield _part(sheets.INSPECTIONS, _flat(records.inspections))
    for book in BOOKS:
        if rows := getattr(records.books, book.field):
            yield _part(book.sheet, _flat(rows, _APPLIES if book.sheet is SCORE_ROWS else _NONE))

    for sheet, field in zip(PLANNING, fields(records.planning), strict=True):
        if rows := getattr(records.planning, field.name):
            yield _part(sheet, rows if sheet is VOLUMES else _flat(rows))


def _part(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> _Part:
    return sheet.name, partial(_Writer.table, sheet=_as_used(sheet, rows), rows=rows)


def _as_used(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> Sheet:
    """The sheet without its further columns, where no row has anything in them."""
    first = next((n for n, column in enumerate(sheet.columns) if column.further), None)
    if first is None or any(any(row[first:]) for row in rows):
        return sheet
    return replace(sheet, columns=sheet.columns[:first])


def _flat(records: Sequence[Any], blanks: Mapping[str, str] = _NONE) -> list[Sequence[Any]]:
    """Each record's values in the order of its fields; `blanks`: what stands for None."""
    if not records:
        return []
    names = [field.name for field in fields(records[0])]
    values = map(attrgetter(*names), records)
    if not blanks:
        return [*values]
    return [
        tuple(blanks.get(n, v) if v is None else v for n, v in zip(names, row, strict=True))
        for row in values
    ]


def _posts(person: Person) -> Iterable[Sequence[Any]]:
    """A row for each post; the one that holds from the day of hiring needs no `since`."""
    for post in person.posts:
        since = None if post.since == person.hired_on else post.since
        yield (
            *(person.no, person.name, post.department, post.team, post.role),
            *(post.job_type, post.skill_level, person.hired_on, person.left_on, since),
        )


class _Writer:
    def __init__(self, workbook: Workbook, chinese: bool) -> None:
        self.workbook = workbook
        self.chinese = chinese

    def table(self, sheet: Sheet, rows: Rows) -> None:
        """One sheet with its columns in their own order."""
        headings = [column.chinese if self.chinese else column.key for column in sheet.columns]
        widths = [_WIDE.get(column.key, _WIDTH) for column in sheet.columns]
        page = self._page(sheet.title(self.chinese), headings, widths, "B2")
        for row in rows:
            pairs = zip(sheet.columns, row, strict=False)  # further columns may be left out
            page.append([self._cell(page, self._worded(*pair)) for pair in pairs])

    def roster(self, month: tuple[int, int], roster: Roster, names: dict[str, str]) -> None:
        """One month: people down, dates across, the dates as ISO text."""
        days = _days(month)
        columns = sheets.ROSTER.columns
        headings = [column.chinese if self.chinese else column.key for column in columns]
        headings += [day.isoformat() for day in days]
        title = f"{sheets.ROSTER.title(self.chinese)} {days[0]:%Y-%m}"
        page = self._page(title, headings, [10, 12, *(11 for _ in days)], "C2")
        for no, shifts in roster.items():
            values = [no, names.get(no), *(shifts.get(day) for day in days)]
            page.append([self._cell(page, value) for value in values])

    def _page(self, title: str, headings: list[str], widths: list[int], frozen: str) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        page = self.workbook.create_sheet(title)
        page.freeze_panes = frozen
        for number, width in enumerate(widths, start=1):
            page.column_dimensions[get_column_letter(number)].width = width
        row = []
        for heading in headings:
            cell = WriteOnlyCell(page, heading)
            cell.font = Font(bold=True)
            row.append(cell)
        page.append(row)
        return page

    def _worded(self, column: Column, value: Any) -> Any:
        if isinstance(value, bool):
            return ("是" if value else "否") if self.chinese else ("Y" if value else "N")
        if column.words and isinstance(value, str):
            english, chinese = column.words.get(value, (value, value))
            return chinese if self.chinese else english
        if isinstance(value, time):
            return f"{value:%H:%M}"
        return int(value) if isinstance(value, float) and value.is_integer() else value

    def _cell(self, page: Any, value: Any) -> Any:
        """What may be appended, once: text is always text, never a formula or an error."""
        if not isinstance(value, str):
            return value
        text = quoted(value)
        if not text.startswith("#"):
            return text or None
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(page, text)
        cell.data_type = "s"
        return cell


def quoted(text: str) -> str:
    """`text` as a spreadsheet may hold it: what would run as a formula gets an apostrophe before
    it, which reading takes off again."""
    text = _LOOKS_ESCAPED.sub("_x005F_", printable(text))
    return f"'{text}"[:MAX_LENGTH] if _RISKY.match(text) else text


def _days(month: tuple[int, int]) -> list[date]:
    first = date(*month, 1)
    return [
        day
        for offset in range(31)
        if (day := date.fromordinal(first.toordinal() + offset)).month == first.month
    ]
