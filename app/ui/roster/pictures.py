"""The pictures of the grid's rows, kept until a cell changes: a repaint is one blit a cell.

A QTableView that asks a delegate for each cell spends ten times as long on the asking as on the
drawing; the grid therefore paints from these rows itself.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap

from app.queries.roster.rows import RosterCell
from app.rules.vocabulary import Level
from app.ui.roster.lines import Band
from app.ui.roster.looks import Ground
from app.ui.roster.model import RosterModel
from app.ui.roster.paint import CellPictures, Inks
from app.ui.roster.wish_marks import WishMark

Marks = tuple[Level | None, WishMark | None]
"""What a cell does not say itself: the gravest finding, and whether it is as wished."""


class RowPictures(QObject):
    """Each row's pictures, by column. Cells of one look share one picture."""

    def __init__(self, model: RosterModel, inks: Inks, font: QFont, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._inks = inks
        self._font = font
        self._pictures: dict[int, CellPictures] = {}
        self._bands: dict[tuple[str, Ground, int], QPixmap] = {}
        self._rows: dict[int, list[QPixmap]] = {}
        self._known: dict[tuple[int, Ground, Marks, int], tuple[RosterCell, QPixmap]] = {}
        self._widths: list[int] = []
        self._height = 0
        self._ratio = 1.0
        model.modelReset.connect(self._forget_all)
        model.dataChanged.connect(self._forget)
        model.wished.connect(self._rows.clear)

    def measure(self, widths: list[int], height: int, ratio: float) -> None:
        """Take the columns' widths and the rows' height, in pixels of the screen's `ratio`."""
        if ratio != self._ratio or height != self._height:
            self._drop_pictures()
        self._widths, self._height, self._ratio = widths, height, ratio
        self._rows.clear()

    def take_inks(self, inks: Inks) -> None:
        """Take other colours: of another theme, or of other shifts."""
        self._inks = inks
        self._drop_pictures()

    def _drop_pictures(self) -> None:
        self._pictures.clear()
        self._bands.clear()
        self._forget_all()

    def _forget_all(self) -> None:
        self._rows.clear()
        self._known.clear()

    def of_row(self, row: int) -> list[QPixmap]:
        """The pictures of a row, by column."""
        pictures = self._rows.get(row)
        if pictures is None:
            pictures = self._rows[row] = self._draw_row(row)
        return pictures

    def _forget(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self._rows.pop(row, None)

    def _draw_row(self, row: int) -> list[QPixmap]:
        shown = self._model.row(row)
        columns = range(len(self._widths))
        if isinstance(shown, Band):
            return [self._band(shown, column) for column in columns]
        levels, wishes = self._model.levels(shown), self._model.wish_marks(shown)
        return [
            self._cell(row, column, cell, (levels.get(column), wishes.get(column)))
            for column, cell in enumerate(shown.cells)
        ]

    def _cell(self, row: int, column: int, cell: RosterCell, marks: Marks) -> QPixmap:
        """The picture of a cell. Equal cells are mostly one object: that is the quick way to it.

        The cell is kept with its picture, so that no other object can come by its id.
        """
        width = self._widths[column]
        key = (id(cell), self._model.grounds[column], marks, width)
        known = self._known.get(key)
        if known is None:
            picture = self._of_width(width).of(self._model.look(row, column))
            known = self._known[key] = (cell, picture)
        return known[1]

    def _of_width(self, width: int) -> CellPictures:
        pictures = self._pictures.get(width)
        if pictures is None:
            size = QSize(width, self._height)
            pictures = self._pictures[width] = CellPictures(
                self._inks, self._font, size, self._ratio
            )
        return pictures

    def _band(self, band: Band, column: int) -> QPixmap:
        """How many of the team are at work, on the band's ground."""
        count = self._model.at_work(band, column)
        key = (str(count or ""), self._model.grounds[column], self._widths[column])
        picture = self._bands.get(key)
        if picture is None:
            picture = self._bands[key] = self._draw_band(*key)
        return picture

    def _draw_band(self, text: str, ground: Ground, width: int) -> QPixmap:
        picture = QPixmap(QSize(width, self._height) * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        rect = QRectF(0, 0, width, self._height)
        painter = QPainter(picture)
        painter.fillRect(rect, self._inks.bands[ground])
        painter.fillRect(QRectF(0, self._height - 1, width, 1), self._inks.line)
        small = QFont(self._font)
        small.setPointSizeF(self._font.pointSizeF() * 0.86)
        painter.setFont(small)
        painter.setPen(self._inks.muted)
        painter.drawText(rect.adjusted(0, 0, -1, -1), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return picture
