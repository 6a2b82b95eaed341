"""Each column of a list with its heading, what stands under it, and what it is taken as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.text import _
from app.ui.kit.controls import label
from app.ui.kit.fields import ChoiceField
from app.ui.kit.tokens import Space

if TYPE_CHECKING:
    from app.exchange.layouts.grids import Book, Grid
    from app.exchange.staff_list import StaffTable

_LONGEST = 14
_SHOWN = 3


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


class ColumnsList(QScrollArea):
    """Of every sheet that has a list. `changed`: a column is taken as something else."""

    changed = Signal()

    def __init__(self, book: Book, tables: Sequence[StaffTable]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._taken_from: dict[int, dict[int, str]] = {}
        self.fields: list[dict[int, ChoiceField[str]]] = []
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, Space.S, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        line = 0
        for table in tables:
            if len(tables) > 1:
                grid.addWidget(label(table.sheet, "strong"), line, 0, 1, 3)
                line += 1
            line = self._add(grid, line, book.grid(table.sheet), table)
        grid.setRowStretch(line, 1)
        self.setWidget(held)

    def _add(self, grid: QGridLayout, line: int, page: Grid, table: StaffTable) -> int:
        from app.exchange.staff_list import FIELDS

        taken = {column: key for key, column in table.columns.items()}
        fields: dict[int, ChoiceField[str]] = {}
        offers = [(_("not taken"), ""), *((field_word(key), key) for key in FIELDS)]
        for column in range(page.width):
            heading = page.text(table.heading, column)
            below = _below(page, table.heading, column)
            if not heading and not below:
                continue
            field = ChoiceField(offers, taken.get(column, ""))
            field.setAccessibleName(heading or below)
            field.currentIndexChanged.connect(
                lambda _at, fields=fields, column=column: self._on_chosen(fields, column)
            )
            fields[column] = field
            grid.addWidget(label(_cut(heading), "strong"), line, 0)
            sample = label(below, "soft")
            sample.setMinimumWidth(1)
            grid.addWidget(sample, line, 1)
            grid.addWidget(field, line, 2)
            line += 1
        self.fields.append(fields)
        return line

    def _on_chosen(self, fields: dict[int, ChoiceField[str]], column: int) -> None:
        """No two columns are the same: the one that was it before is not taken any more, until
        this one is something else, as arrow keys pass through all that it can be."""
        key = fields[column].value()
        for other, was in self._taken_from.pop(id(fields[column]), {}).items():
            if not fields[other].value() and was != key:
                _choose(fields[other], was)
        for other, field in fields.items():
            if key and other != column and field.value() == key:
                self._taken_from[id(fields[column])] = {other: key}
                _choose(field, "")
        self.changed.emit()

    def taken(self) -> list[dict[str, int]]:
        """By table: the column of each field."""
        return [
            {field.value(): column for column, field in fields.items() if field.value()}
            for fields in self.fields
        ]

    def first_open(self) -> QWidget | None:
        """The first column, where number or name is not known yet."""
        for fields, taken in zip(self.fields, self.taken(), strict=True):
            if not {"number", "name"} <= taken.keys():
                return next(iter(fields.values()), None)
        return None


def _choose(field: ChoiceField[str], key: str) -> None:
    field.blockSignals(True)
    field.choose(key)
    field.blockSignals(False)


def _below(page: Grid, heading: int, column: int) -> str:
    """The first values of a column."""
    rows = range(heading + 1, min(page.height, heading + 40))
    found = dict.fromkeys(text for row in rows if (text := page.text(row, column)))
    return _cut("、".join(list(found)[:_SHOWN]), 2 * _LONGEST)


def _cut(text: str, most: int = _LONGEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
