"""My next two weeks, day by day."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.queries.roster.rows import PersonMonth
from app.text import _
from app.ui.kit.controls import Card, button, label
from app.ui.kit.day_cell import DayCell
from app.ui.kit.shift_inks import ShiftInk
from app.ui.kit.tokens import Space

_FEWEST = 7


class OwnStrip(Card):
    """The days as cells; `picked` brings the one that is pressed, and where its menu may open."""

    picked = Signal(object, object)
    month_asked = Signal()

    def __init__(self, mine: PersonMonth, inks: Mapping[str, ShiftInk]) -> None:
        super().__init__()
        self.setAccessibleName(_("My shifts"))
        head = QHBoxLayout()
        head.addWidget(label(_("My shifts"), "heading"), 1)
        self.month = button(_("My month"), self.month_asked.emit, kind="link", icon="calendar")
        head.addWidget(self.month)
        self.body.addLayout(head)
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        self.mine = mine
        self.cells: list[DayCell] = []
        for day in mine.days:
            cell = DayCell(day, inks)
            cell.pressed.connect(
                lambda day=day, cell=cell: self.picked.emit(
                    day, cell.mapToGlobal(cell.rect().bottomLeft())
                )
            )
            row.addWidget(cell, 1)
            self.cells.append(cell)
        self.body.addWidget(holder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many days as there is room for, a week at least."""
        super().resizeEvent(event)
        widest = max(cell.minimumSizeHint().width() for cell in self.cells) + Space.XS
        room = max((event.size().width() - 2 * Space.L) // widest, _FEWEST)
        for place, cell in enumerate(self.cells):
            cell.setVisible(place < room)
