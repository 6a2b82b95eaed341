"""The sheets of a file, whatever kind of file it is."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from app.errors import BadInput, Cancelled
from app.exchange import guard
from app.exchange.csv_rows import read_rows
from app.exchange.layouts import kinds, spans
from app.exchange.layouts.grids import (
    MOST_CELLS,
    Book,
    Grid,
    Place,
    by_form,
    merged_places,
    sensible,
    trimmed,
)
from app.exchange.layouts.kinds import Kind
from app.exchange.plain_parts import Part
from app.exchange.sheet_rows import content_of
from app.progress import Cancel, never, stop_if
from app.rules.vocabulary import msg


def open_book(path: Path, cancel: Cancel = never) -> Book:
    """The sheets of a workbook or a CSV, whatever it is called; BadInput, in words about the file,
    for what is neither, damaged, protected or too large; Cancelled."""
    content = content_of(path)
    kind = kinds.kind_of(path.name, content)
    if kind is Kind.TEXT:
        return Book(path.name, (_from_csv(path),))
    if kind is Kind.OLD:
        from app.exchange.layouts.old_excel import read_old

        return Book(path.name, read_old(path.name, content, cancel))
    parts = guard.inspect(path.name, content, lambda: stop_if(cancel))
    if kind is Kind.OPEN_DOCUMENT:
        from app.exchange.layouts.opendocument import read_ods

        spans.require_modest(path.name, content)
        return Book(path.name, read_ods(path.name, content, cancel))
    if kind is Kind.BINARY:
        return Book(path.name, by_calamine(path.name, content))
    if any(part.rows * part.columns > MOST_CELLS for part in parts.values()):
        return Book(path.name, by_calamine(path.name, content, parts))
    stop_if(cancel)
    return Book(path.name, _by_openpyxl(path.name, content, parts, cancel))


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
        rows=trimmed(rows),
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
        return sensible(value)
    value, places = by_form(value, cell.number_format or "")
    if places:
        decimals[cell.row - 1, cell.column - 1] = places
    return value


def _merged(sheet: Any) -> Iterator[tuple[Place, Place]]:
    return merged_places(
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
                    rows=trimmed([[_calamine(v) for v in row] for row in sheet.to_python(False)]),
                    merged=dict(merged_places(sheet.merged_cell_ranges or ())),
                    unvalued=frozenset(part.unvalued),
                    errors=frozenset(part.errors),
                    hidden=about.visible is not SheetVisibleEnum.Visible,
                    blind=parts is None or part.hidden,
                )
            )
        return tuple(found)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # the parser's panics derive from it
        raise guard.damaged(name) from error


def _calamine(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.strip() else None
    return sensible(value)
