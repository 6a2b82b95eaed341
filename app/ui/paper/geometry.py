"""Where things stand on a roster's sheet, in tenths of a millimetre."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from app.queries.roster.rows import RosterMonthRows, TeamBlock
from app.ui.kit.theme import FAMILIES

_FAMILIES = ("WenQuanYi Zen Hei", *FAMILIES)
"""The first maps every Han character to itself in a PDF, so that a search finds it."""
_A4_WIDTH = 2770.0
_LEAST_ROW, _MOST_ROW = 52.0, 92.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """One sheet: title, head, people, totals, legend; `scale` is 1 on A4, larger on A3."""

    width: float
    height: float
    scale: float
    days: int
    codes: tuple[str, ...]
    """The shifts that are counted, in the order of the day."""
    row: float

    @staticmethod
    def of(width: float, height: float, block: TeamBlock, rows: RosterMonthRows) -> Geometry:
        """For a team's sheet of `width` by `height` tenths of a millimetre."""
        used = {cell.code for line in block.lines for cell in line.cells}
        codes = tuple(shift.code for shift in rows.shifts if shift.code in used)
        scale = width / _A4_WIDTH
        return Geometry(width, height, scale, len(rows.days), codes, _LEAST_ROW * scale)

    def for_lines(self, lines: int) -> Geometry:
        """With rows as high as so many people leave room for."""
        room = self._room / (lines + len(self.codes))
        return replace(self, row=max(min(room, _MOST_ROW * self.scale), _LEAST_ROW * self.scale))

    @property
    def most_lines(self) -> int:
        """How many people fit on a sheet with the lowest rows, the totals below them."""
        return max(int(self._room / (_LEAST_ROW * self.scale)) - len(self.codes), 1)

    @property
    def title(self) -> float:
        return 150 * self.scale

    @property
    def head(self) -> float:
        return 150 * self.scale

    @property
    def foot(self) -> float:
        return 110 * self.scale

    @property
    def _room(self) -> float:
        return self.height - self.title - self.head - self.foot

    @property
    def names(self) -> float:
        return 330 * self.scale

    @property
    def count(self) -> float:
        """The width of a column of counts; one for each shift, and their sum."""
        return 68 * self.scale

    @property
    def day(self) -> float:
        counts = self.count * (len(self.codes) + 1)
        return (self.width - self.names - counts) / self.days

    @property
    def counts_left(self) -> float:
        return self.names + self.day * self.days

    def row_top(self, row: int) -> float:
        return self.title + self.head + row * self.row

    def cell(self, row: int, column: int) -> QRectF:
        """A person's day."""
        return QRectF(self.names + column * self.day, self.row_top(row), self.day, self.row)

    def sum_cell(self, row: int, column: int) -> QRectF:
        """A count at the right."""
        left = self.counts_left + column * self.count
        return QRectF(left, self.row_top(row), self.count, self.row)

    def font(self, tenths: float, *, bold: bool = False) -> QFont:
        """A font so many tenths of a millimetre high on A4, in proportion on A3."""
        made = QFont()
        made.setFamilies(list(_FAMILIES))
        made.setPixelSize(round(tenths * self.scale))
        made.setBold(bold)
        return made

    @property
    def text_height(self) -> float:
        """The height of the text in a row, as `font` takes it."""
        return min(self.row / self.scale * 0.55, 38)
