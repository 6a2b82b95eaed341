"""Each column of a list with its heading, what stands under it, and what it is taken as."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.text import _
from app.ui.kit.controls import label
from app.ui.kit.fields import ChoiceField
from app.ui.kit.tokens import Space

if TYPE_CHECKING:
    from app.exchange.layouts.grids import Book, Grid

_LONGEST = 14
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A list in a sheet: the line of its headings, -1 for none, and what its columns are."""

    sheet: str
    heading: int
    taken: Mapping[int, str]


class TakenColumns(QScrollArea):
    """Of every sheet that has a list. `offers`: what a column can be, as words and key; of the
    keys `several` there may be more than one. `changed`: a column is taken as something else."""

    changed = Signal()

    def __init__(
        self,
        book: Book,
        tables: Sequence[ListedSheet],
        offers: Sequence[tuple[str, str]],
        several: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._offers, self._several = [(_("not taken"), ""), *offers], several
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

    def _add(self, grid: QGridLayout, line: int, page: Grid, table: ListedSheet) -> int:
        fields: dict[int, ChoiceField[str]] = {}
        for column in range(page.width):
            heading = page.text(table.heading, column)
            below = _below(page, table.heading, column)
            if not heading and not below:
                continue
            field = ChoiceField(self._offers, table.taken.get(column, ""))
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
            alone = key and key not in self._several
            if alone and other != column and field.value() == key:
                self._taken_from[id(fields[column])] = {other: key}
                _choose(field, "")
        self.changed.emit()

    def by_column(self) -> list[dict[int, str]]:
        """By table: what each column that is taken is."""
        return [
            {column: field.value() for column, field in fields.items() if field.value()}
            for fields in self.fields
        ]


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
