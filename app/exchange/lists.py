"""A list as people see it, out to a workbook of one sheet: nothing that is read in again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.exchange.saving import saved_to
from app.exchange.writing import quoted
from app.progress import Cancel, never, stop_if

RowT = TypeVar("RowT")
Value = str | int | float | date | None
_ROWS_BETWEEN_CHECKS = 500


@dataclass(frozen=True)  # no slots: `ListColumn[RowT](...)` could not be called
class ListColumn(Generic[RowT]):
    """A heading, the column's width in characters, and what stands in it for a row."""

    heading: str
    width: int
    value: Callable[[RowT], Value]


def write_list(
    path: Path,
    title: str,
    columns: Sequence[ListColumn[RowT]],
    rows: Sequence[RowT],
    cancel: Cancel = never,
    *,
    below: Iterable[Sequence[Value]] = (),
) -> int:
    """Write `rows` under their headings, frozen and with a filter; gives how many.

    `below` are lines after an empty one, such as a key to symbols. The file is written whole or
    not at all. Raises BadInput where it cannot be written.
    """
    with saved_to(path) as workbook:
        page: Any = workbook.create_sheet(title)
        last = _begin(page, columns)
        for number, row in enumerate(rows):
            if number % _ROWS_BETWEEN_CHECKS == 0:
                stop_if(cancel)
            page.append([_safe(column.value(row)) for column in columns])
        lines = [[_safe(value) for value in line] for line in below]
        for line in ([], *lines) if lines else ():
            page.append(line)
        page.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    return len(rows)


def _safe(value: Value) -> Value:
    return quoted(value) if isinstance(value, str) else value


def _begin(page: Any, columns: Sequence[ListColumn[Any]]) -> str:
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
