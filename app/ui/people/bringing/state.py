"""What is known so far of a staff list that is being brought in; worked out off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from app.rules.bringing.said import LeftOut
from app.rules.bringing.staff import StaffDefaults, StaffPreview

if TYPE_CHECKING:
    from app.context import Context
    from app.exchange.layouts.grids import Book
    from app.exchange.staff_list import StaffSaid, StaffTable
    from app.progress import Cancel

NEEDED = ("number", "name")
"""Without these columns there is nobody to add."""


@dataclass(frozen=True, slots=True)
class StaffWay:
    """A staff list on its way in: where it stands, what was told of it, and what follows."""

    book: Book
    name: str
    sha256: str
    tables: Sequence[StaffTable]
    defaults: StaffDefaults
    said: StaffSaid
    preview: StaffPreview

    @property
    def lacking(self) -> list[str]:
        """The needed columns that no column is taken as, in some table."""
        return [key for key in NEEDED if any(key not in table.columns for table in self.tables)]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Every line that does not come in, in the file's own order of kinds."""
        return (*self.said.left_out, *self.preview.left_out)


def first_look(ctx: Context, path: Path, cancel: Cancel) -> StaffWay:
    """Open the file at `path` and take its columns by their headings. Raises BadInput."""
    from app.errors import BadInput
    from app.exchange.layouts.opening import open_book
    from app.exchange.staff_list import likely_table, staff_tables

    book = open_book(path, cancel)
    try:
        tables = staff_tables(book)
    except BadInput:
        tables = [likely_table(book)]
    digest = sha256(path.read_bytes()).hexdigest()
    return _looked(ctx, book, path.name, digest, tables, StaffDefaults())


def told(
    ctx: Context,
    way: StaffWay,
    columns: Sequence[Mapping[str, int]],
    defaults: StaffDefaults,
) -> StaffWay:
    """Hold the list against the store with other columns, and what holds where a line is silent."""
    tables = [
        replace(table, columns=taken) for table, taken in zip(way.tables, columns, strict=True)
    ]
    return _looked(ctx, way.book, way.name, way.sha256, tables, defaults)


def brought(ctx: Context, way: StaffWay) -> StaffPreview:
    """Add who is new."""
    from app.services.people.staff_list import bring_staff

    return bring_staff(ctx, way.said.lines, way.defaults, way.name, way.sha256)


def _looked(
    ctx: Context,
    book: Book,
    name: str,
    digest: str,
    tables: Sequence[StaffTable],
    defaults: StaffDefaults,
) -> StaffWay:
    from app.exchange.staff_list import StaffSaid, read_staff
    from app.services.people.staff_list import staff_preview

    whole = all(key in table.columns for table in tables for key in NEEDED)
    said = read_staff(book, tables) if whole else StaffSaid((), ())
    found = staff_preview(ctx, said.lines, defaults)
    return StaffWay(book, name, digest, tables, defaults, said, found)
