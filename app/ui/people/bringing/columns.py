"""What each column of a staff list is taken as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.text import _
from app.ui.kit.taken_columns import ListedSheet, TakenColumns

if TYPE_CHECKING:
    from app.exchange.layouts.grids import Book
    from app.exchange.staff_list import StaffTable


def field_word(key: str) -> str:
    """What a column can be, in words."""
    return {
        "number": _("Employee number"),
        "name": _("Name"),
        "department": _("Department"),
        "team": _("Team"),
        "role": _("Role"),
        "job_type": _("Job type"),
        "level": _("Skill level"),
        "hired": _("First day employed"),
        "left": _("Last day employed"),
    }[key]


class ColumnsList(TakenColumns):
    """Of every sheet that has a staff list."""

    def __init__(self, book: Book, tables: Sequence[StaffTable]) -> None:
        from app.exchange.staff_list import FIELDS

        listed = [
            ListedSheet(one.sheet, one.heading, {at: key for key, at in one.columns.items()})
            for one in tables
        ]
        super().__init__(book, listed, [(field_word(key), key) for key in FIELDS])

    def taken(self) -> list[dict[str, int]]:
        """By table: the column of each field."""
        return [{key: at for at, key in one.items()} for one in self.by_column()]

    def first_open(self) -> QWidget | None:
        """The first column, where number or name is not known yet."""
        for fields, taken in zip(self.fields, self.taken(), strict=True):
            if not {"number", "name"} <= taken.keys():
                return next(iter(fields.values()), None)
        return None
