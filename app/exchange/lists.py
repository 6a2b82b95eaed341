"""A list as people see it, out to a workbook of one sheet: nothing that is read in again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.exchange.saving import saved_to
from app.exchange.writing import quoted
from app.progress import Cancel, never, stop_if

Value = str | int | float | date | None
_ROWS_BETWEEN_CHECKS = 500


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A heading, and the column's width in characters."""

    heading: str
    width: int


def write_list(
    path: Path,
    title: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Value]],
    cancel: Cancel = never,
) -> None:
    """Write `rows` under their headings, frozen and with a filter; whole or not at all.

    Raises BadInput where the file cannot be written.
    """
    with saved_to(path) as workbook:
        page: Any = workbook.create_sheet(title)
        last = _begin(page, columns)
        count = 0
        for row in rows:
            if count % _ROWS_BETWEEN_CHECKS == 0:
                stop_if(cancel)
            page.append([quoted(value) if isinstance(value, str) else value for value in row])
            count += 1
        page.auto_filter.ref = f"A1:{last}{count + 1}"


def _begin(page: Any, columns: Sequence[ListColumn]) -> str:
    """Lay out the page with its bold headings; the letters of the last column."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    headings = []
    for number, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
        heading = WriteOnlyCell(page, column.heading)
        heading.font = Font(bold=True)
        headings.append(heading)
    page.append(headings)
    return get_column_letter(len(columns))
