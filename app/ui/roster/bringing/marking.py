"""What is marked in a file's sheet, in words, and what that can be: a line, lines, a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.text import _
from app.text.words import listed
from app.ui.kit.controls import button, label
from app.ui.kit.tokens import Space

_NAMED = 4
"""So many lines with gaps between are named one by one."""


class Area(NamedTuple):
    """A rectangle of cells, all numbers from 0 and included."""

    top: int
    left: int
    bottom: int
    right: int


_NOWHERE = Area(0, 0, 0, 0)


class Kind(Enum):
    """What somebody marked."""

    NOTHING = auto()
    CELL = auto()
    LINE = auto()
    LINES = auto()
    GAPS = auto()
    COLUMN = auto()
    COLUMNS = auto()
    CELLS = auto()
    MIXED = auto()


@dataclass(frozen=True, slots=True)
class Marked:
    """The kind, and the area around all of it; `lines`: each line of it, in order."""

    kind: Kind
    area: Area = _NOWHERE
    lines: tuple[int, ...] = ()


NOTHING = Marked(Kind.NOTHING)


def marked(areas: Sequence[Area], height: int, width: int) -> Marked:
    """What `areas` of a sheet with so many lines and columns are."""
    if not areas:
        return NOTHING
    around = Area(
        min(one.top for one in areas), min(one.left for one in areas),
        max(one.bottom for one in areas), max(one.right for one in areas),
    )  # fmt: skip
    lines = tuple(sorted({line for one in areas for line in range(one.top, one.bottom + 1)}))
    return Marked(_kind(areas, around, lines, (height, width)), around, lines)


def _kind(areas: Sequence[Area], around: Area, lines: Sequence[int], size: tuple[int, int]) -> Kind:
    height, width = size
    if around[:2] == around[2:]:
        return Kind.CELL
    if all(one.left == 0 and one.right == width - 1 for one in areas):
        if len(lines) == 1:
            return Kind.LINE
        return Kind.LINES if len(lines) == around.bottom - around.top + 1 else Kind.GAPS
    if all(one.top == 0 and one.bottom == height - 1 for one in areas):
        return Kind.COLUMN if around.left == around.right else Kind.COLUMNS
    return Kind.CELLS if len(areas) == 1 else Kind.MIXED


def areas_of(selection: QItemSelection) -> list[Area]:
    """The rectangles of a view's selection."""
    ranges = (selection.at(at) for at in range(selection.count()))
    return [Area(one.top(), one.left(), one.bottom(), one.right()) for one in ranges]


def marked_words(found: Marked) -> str:
    """What is marked, ending where a button says what it is; or why it can be nothing."""
    area = found.area
    match found.kind:
        case Kind.CELL:
            return _("Cell {cell} is marked. It is in:").format(cell=_cell(area.top, area.left))
        case Kind.LINE:
            return _("Line {n} is marked. It is:").format(n=area.top + 1)
        case Kind.LINES:
            words = _("Lines {first}–{last} are marked. They are:")
            return words.format(first=area.top + 1, last=area.bottom + 1)
        case Kind.COLUMN:
            return _("Column {letter} is marked. It is:").format(letter=_letter(area.left))
        case Kind.COLUMNS:
            words = _("Columns are marked from {first} to {last}; mark one, by its letter.")
            return words.format(first=_letter(area.left), last=_letter(area.right))
        case Kind.GAPS:
            words = _("Lines {lines} are marked, others between them are not: mark them in a row.")
            return words.format(lines=_few(found.lines))
        case Kind.CELLS:
            words = _("Cells {first}:{last} are marked. Their lines are:")
            if area.top == area.bottom:
                words = _("Cells {first}:{last} are marked. Their line is:")
            first, last = _cell(area.top, area.left), _cell(area.bottom, area.right)
            return words.format(first=first, last=last)
        case Kind.MIXED:
            return _(
                "Lines, columns or cells in several places are marked together: mark one column,"
                " or lines in a row."
            )
        case _:
            return _(
                "Mark a line at its number or a column at its letter, drag over several numbers"
                " for the people's lines, or go to a cell by the keys."
            )


def _few(lines: Sequence[int]) -> str:
    named = [str(line + 1) for line in lines[:_NAMED]]
    return listed(named) if len(lines) <= _NAMED else ", ".join([*named, "…"])


def _letter(column: int) -> str:
    from app.exchange.tables import letters

    return letters(column)


def _cell(line: int, column: int) -> str:
    return f"{_letter(column)}{line + 1}"


class MarkBar(QWidget):
    """What is marked, in words, and a button for each thing that it can be."""

    heading_told = Signal(int)
    names_told = Signal(int)
    numbers_told = Signal(int)
    first_told = Signal(int)
    last_told = Signal(int)
    lines_told = Signal(int, int)
    anew = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found = NOTHING
        self.words = label("", "soft", wrap=True)
        self.heading = button("", lambda: self.heading_told.emit(self._found.area.top))
        self.names = button("", lambda: self.names_told.emit(self._found.area.left))
        self.numbers = button(
            _("the column of n&umbers"), lambda: self.numbers_told.emit(self._found.area.left)
        )
        self.first = button(
            _("the &first line"), lambda: self.first_told.emit(self._found.area.top)
        )
        self.last = button(
            _("the &last line"), lambda: self.last_told.emit(self._found.area.bottom)
        )
        self.lines = button(
            "", lambda: self.lines_told.emit(self._found.area.top, self._found.area.bottom)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for made in (self.heading, self.names, self.numbers, self.first, self.last, self.lines):
            row.addWidget(made)
        row.addWidget(button(_("&Guess anew"), self.anew.emit, kind="link"))
        row.addStretch(1)
        column.addLayout(row)
        self.lay_out(across=False)
        self.show_marked(NOTHING)

    def lay_out(self, *, across: bool) -> None:
        """Call things by their names where people stand `across`, and days down."""
        self.heading.setText(_("the line of pe&ople") if across else _("the line of &days"))
        self.names.setText(_("the column of &days") if across else _("the column of na&mes"))
        self.lines.setText(_("the &lines of the days") if across else _("the &lines of the people"))
        self._across = across

    def show_marked(self, found: Marked) -> None:
        """Say it, and offer what it can be."""
        self._found = found
        self.words.setText(marked_words(found))
        self.words.setAccessibleName(self.words.text())
        kind, one = found.kind, found.area.top == found.area.bottom
        line = kind in (Kind.CELL, Kind.LINE) or (kind is Kind.CELLS and one)
        column = kind in (Kind.CELL, Kind.COLUMN)
        for made in (self.heading, self.first, self.last):
            made.setVisible(line)
        self.names.setVisible(column)
        self.numbers.setVisible(column and not self._across)
        self.lines.setVisible(kind is Kind.LINES or (kind is Kind.CELLS and not one))
