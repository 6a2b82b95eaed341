"""The floor's plan: desks in rows, walked with the arrows, dragged, and typed into."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.queries.desks.crew import SeatCrewRow
from app.reading.desks.floor import FloorReading, Spot
from app.text import _
from app.ui.desks.seat_line import SeatLine
from app.ui.desks.tile import DESK, PERSON, SEAT, Cell, DeskTile, GapCell, PlanCell
from app.ui.desks.words import look_of, spoken
from app.ui.kit.scrolled import yielding
from app.ui.kit.tokens import Space
from app.ui.work.removal import clear

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_LETTERS = {
    Qt.Key.Key_C: "check_in",
    Qt.Key.Key_L: "let_go",
    Qt.Key.Key_R: "override",
    Qt.Key.Key_O: "off",
    Qt.Key.Key_B: "back",
    Qt.Key.Key_M: "move",
    Qt.Key.Key_S: "stop",
    Qt.Key.Key_Delete: "strike",
    Qt.Key.Key_Backspace: "strike",
}
"""The key of each thing that can be done at a desk where somebody sits."""


class FloorPlan(QWidget):
    """`asked` brings what is to be done at a desk: a word of `_LETTERS`, and the Spot."""

    asked = Signal(str, object)
    menu_asked = Signal(object, QPoint)
    """A Spot, and where on the screen."""
    seat_asked = Signal(str, str)
    """A desk's name, and an employee number."""
    seat_moved = Signal(int, str)
    """A seat's id, and the name of the desk that it goes to."""
    desk_moved = Signal(int, object)
    """A desk's id, and the cell that it goes to."""
    gap_picked = Signal(object)
    desk_picked = Signal(object)
    """While the plan is drawn: the Spot of a desk."""
    desk_dropped_off = Signal(object)
    unknown = Signal(str)
    """What was typed that means nobody who is still to be seated."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(2, 2, Space.S, 2)
        self._grid.setSpacing(Space.S)
        self._area = yielding(self._sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self.cells: dict[Cell, PlanCell] = {}
        self._shape: object = None
        self._keep, self._drawing, self._sees_all = False, False, False
        self._loose: Sequence[SeatCrewRow] = ()
        self._moving: DeskTile | None = None
        self._line: SeatLine | None = None
        self._typed_at = ""
        self._place: object = None
        self._stop: PlanCell | None = None

    @property
    def tiles(self) -> list[DeskTile]:
        """The desks, from the front left."""
        found = (self.cells[cell] for cell in sorted(self.cells))
        return [tile for tile in found if isinstance(tile, DeskTile)]

    @property
    def typing(self) -> bool:
        """Whether a name is being typed at a desk."""
        return self._line is not None

    def show_floor(self, reading: FloorReading, now: datetime, *, drawing: bool) -> None:
        """Show the plan; `drawing`: desks are moved about, not people."""
        place = (reading.department, reading.day, reading.shift)
        if place != self._place:  # a name that is being typed was meant for another shift
            self._place = place
            self._end_typing()
        self._keep, self._sees_all = reading.keep, reading.sees_all
        self._loose = reading.loose
        desks = [(spot.desk.id, spot.desk.line, spot.desk.place) for spot in reading.spots]
        shape = (drawing, reading.keep, desks)
        if shape != self._shape:
            self._shape, self._drawing = shape, drawing
            self._rebuild(reading.spots)
        for tile, spot in zip(self._by_desk(reading.spots), reading.spots, strict=True):
            self._show(tile, spot, now)

    def refresh(self, now: datetime) -> None:
        """A second has passed: countdowns go on."""
        for tile in self.tiles:
            if tile.spot.off is not None:
                self._show(tile, tile.spot, now)

    def focus_first(self) -> None:
        tiles = self.tiles
        if tiles:
            tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_desk(self, name: str) -> None:
        for tile in self.tiles:
            if tile.spot.desk.name == name:
                tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_move(self, spot: Spot) -> None:
        """Have the next desk that is pressed take over who sits here."""
        for tile in self.tiles:
            if tile.spot is spot:
                self._moving = tile
                tile.set_moving(True)

    def type_at(self, spot: Spot, text: str = "") -> None:
        """Have a name or number typed at a free desk."""
        tile = next((one for one in self.tiles if one.spot is spot), None)
        if tile is None or not self._keep or self._drawing or not spot.free:
            return
        self._typed_at = spot.desk.name
        self._end_typing()
        self._area.ensureWidgetVisible(tile)
        line = SeatLine(self, spot.desk.name, self._loose)
        line.chosen.connect(lambda no: self._typed(spot, no))
        line.unknown.connect(self.unknown.emit)
        line.closed.connect(lambda: self._left(line))
        self._line = line
        tile.set_typed(True)
        line.open_at(QRect(tile.mapTo(self, QPoint(0, 0)), tile.size()), text)

    def _typed(self, spot: Spot, no: str) -> None:
        self._end_typing()
        self.focus_desk(spot.desk.name)
        self.seat_asked.emit(spot.desk.name, no)

    def _left(self, line: SeatLine) -> None:
        """Closed with Escape, or the keyboard went elsewhere."""
        if self._line is line:
            desk = self._typed_at
            had_focus = line.hasFocus()
            self._end_typing()
            if had_focus:
                self.focus_desk(desk)

    def _end_typing(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close_line()
            for tile in self.tiles:
                tile.set_typed(False)

    # -- building ----------------------------------------------------------------------------

    def _rebuild(self, spots: Sequence[Spot]) -> None:
        here = next((cell for cell, one in self.cells.items() if one.hasFocus()), None)
        self._end_typing()
        self._moving = None
        clear(self._grid)
        self.cells = {}
        drags = (DESK if self._drawing else SEAT) if self._keep else ""
        for spot in spots:
            self._put(DeskTile(spot, drags=drags))
        if self._drawing:
            for cell in self._gaps():
                self._put(GapCell(cell, _("Row {row}, place {place}: put a desk here").format(
                    row=cell[0] + 1, place=cell[1] + 1)))  # fmt: skip
        self._stretch()
        self._stop = next((self.cells[cell] for cell in sorted(self.cells)), None)
        if self._stop is not None:
            self._stop.set_stop(stop=True)
        if here in self.cells:
            self.cells[here].setFocus()

    def _put(self, cell: PlanCell) -> None:
        self.cells[cell.cell] = cell
        self._grid.addWidget(cell, *cell.cell)
        cell.pressed.connect(self._on_pressed)
        cell.keyed.connect(self._on_key)
        cell.menu_asked.connect(self._on_menu)
        cell.dropped.connect(self._on_dropped)
        cell.reached.connect(self._on_reached)

    def _gaps(self) -> list[Cell]:
        """Every free place of the plan, one row and one place more than it has."""
        lines = max((line for line, _place in self.cells), default=-1) + 2
        places = max((place for _line, place in self.cells), default=4) + 2
        return [
            (line, place)
            for line in range(lines)
            for place in range(places)
            if (line, place) not in self.cells
        ]

    def _stretch(self) -> None:
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 0)
        for column in range(self._grid.columnCount() + 1):
            self._grid.setColumnStretch(column, 0)
        width = max((place for _line, place in self.cells), default=0) + 1
        for column in range(width):
            here = (cell for place, cell in self.cells.items() if place[1] == column)
            gaps_only = all(isinstance(cell, GapCell) for cell in here)
            self._grid.setColumnStretch(column, 1 if gaps_only else 4)
        self._grid.setColumnStretch(width, 1)
        self._grid.setRowStretch(max((line for line, _place in self.cells), default=0) + 1, 1)

    def _by_desk(self, spots: Sequence[Spot]) -> list[DeskTile]:
        by_id = {tile.spot.desk.id: tile for tile in self.tiles}
        return [by_id[spot.desk.id] for spot in spots]

    def _show(self, tile: DeskTile, spot: Spot, now: datetime) -> None:
        look = look_of(spot, now, sees_all=self._sees_all)
        tile.show_spot(spot, look, spoken(spot, now, sees_all=self._sees_all))

    def _on_reached(self, cell: PlanCell) -> None:
        """Of the whole plan Tab stops at one place, where the keyboard was last."""
        if cell is self._stop:
            return
        if self._stop is not None and isValid(self._stop):
            self._stop.set_stop(stop=False)
        self._stop = cell
        cell.set_stop(stop=True)

    # -- what is pressed ---------------------------------------------------------------------

    def _on_pressed(self, cell: PlanCell) -> None:
        cell.setFocus(Qt.FocusReason.MouseFocusReason)
        if isinstance(cell, GapCell):
            self.gap_picked.emit(cell.cell)
        elif isinstance(cell, DeskTile):
            if self._drawing:
                self.desk_picked.emit(cell.spot)
            elif self._moving is not None:
                self._end_move(cell)
            elif cell.spot.free and cell.spot.before is None:
                self.type_at(cell.spot)
            else:
                self._ask_menu(cell)

    def _ask_menu(self, tile: DeskTile) -> None:
        self.menu_asked.emit(tile.spot, tile.mapToGlobal(QPoint(Space.M, tile.height() - 6)))

    def _on_menu(self, cell: PlanCell, at: QPoint) -> None:
        if isinstance(cell, DeskTile) and not self._drawing:
            cell.setFocus(Qt.FocusReason.MouseFocusReason)
            self.menu_asked.emit(cell.spot, at)

    def _end_move(self, to: DeskTile | None) -> None:
        tile, self._moving = self._moving, None
        if tile is None:
            return
        tile.set_moving(False)
        if to is not None and to is not tile and tile.spot.now is not None:
            self.seat_moved.emit(tile.spot.now.seat.id, to.spot.desk.name)

    def _on_dropped(self, cell: PlanCell, kind: str, key: str) -> None:
        if kind == DESK:
            self.desk_moved.emit(int(key), cell.cell)
        elif isinstance(cell, DeskTile):
            if kind == SEAT:
                self.seat_moved.emit(int(key), cell.spot.desk.name)
            elif kind == PERSON:
                self.seat_asked.emit(cell.spot.desk.name, key)

    def _on_key(self, cell: PlanCell, event: QKeyEvent) -> None:
        event.setAccepted(self._key(cell, event))

    def _key(self, cell: PlanCell, event: QKeyEvent) -> bool:
        key, control = Qt.Key(event.key()), Qt.KeyboardModifier.ControlModifier
        if key in _STEPS:
            if self._drawing and event.modifiers() & control and isinstance(cell, DeskTile):
                return self._push(cell, _STEPS[key])
            return self._walk(cell, _STEPS[key])
        if key == Qt.Key.Key_Escape and self._moving is not None:
            self._end_move(None)
            return True
        if not isinstance(cell, DeskTile) or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        return self._letter(cell, key, event.text())

    def _letter(self, tile: DeskTile, key: Qt.Key, text: str) -> bool:
        if self._drawing:
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.desk_dropped_off.emit(tile.spot)
                return True
            return False
        if tile.spot.free and self._keep and text.strip() and text.isprintable():
            self.type_at(tile.spot, text)
            return True
        if key in _LETTERS:
            self.asked.emit(_LETTERS[key], tile.spot)
            return True
        return False

    def _push(self, tile: DeskTile, step: Cell) -> bool:
        to = (tile.cell[0] + step[0], tile.cell[1] + step[1])
        if min(to) >= 0:
            self.desk_moved.emit(tile.spot.desk.id, to)
        return True

    def _walk(self, cell: PlanCell, step: Cell) -> bool:
        """To the nearest place in that direction."""
        ahead = [other for other in self.cells if _lies_ahead(cell.cell, other, step)]
        if ahead:
            to = min(ahead, key=lambda other: _distance(cell.cell, other, step))
            self.cells[to].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self.cells[to])
        return True


def _lies_ahead(here: Cell, other: Cell, step: Cell) -> bool:
    along = (other[0] - here[0]) * step[0] + (other[1] - here[1]) * step[1]
    sideways = step[1] != 0 and other[0] != here[0]
    return along > 0 and not sideways


def _distance(here: Cell, other: Cell, step: Cell) -> tuple[int, int]:
    down, right = abs(other[0] - here[0]), abs(other[1] - here[1])
    return (down, right) if step[0] else (right, down)
