"""One desk of the plan, painted: its name, its state by colour and word, who sits there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.reading.desks.floor import Spot
from app.ui.desks.words import DeskLook
from app.ui.kit import icons, theme
from app.ui.kit.context_menu import is_menu_key
from app.ui.kit.controls import SYMBOLS
from app.ui.kit.tokens import RADIUS, Space, Tone

SEAT, DESK, PERSON = (f"application/x-dutydesk-{what}" for what in ("seat", "desk", "person"))
"""What is dragged: a seat's id, a desk's id, an employee number."""
_STRIPE = 4
_SIGN = 14
Cell = tuple[int, int]
"""Row and place on the plan, from 0."""


class PlanCell(QWidget):
    """One place of the plan, with or without a desk: it takes the keyboard, and what is dropped."""

    pressed = Signal(object)
    """Itself: Enter, Space or a click."""
    keyed = Signal(object, object)
    """Itself and a QKeyEvent that is not its own."""
    menu_asked = Signal(object, QPoint)
    reached = Signal(object)
    """Itself: the keyboard came to it."""
    dropped = Signal(object, str, str)
    """Itself, what kind of thing, and its key."""

    def __init__(self, cell: Cell, takes: tuple[str, ...]) -> None:
        super().__init__()
        self.cell = cell
        self._takes = takes
        self._over = False
        self.set_stop(stop=False)
        self.setAcceptDrops(bool(takes))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.scaled(96))
        self.setMaximumWidth(theme.scaled(200))
        self.setFixedHeight(theme.scaled(74))

    def set_stop(self, *, stop: bool) -> None:
        """Whether Tab comes here; a click and the arrows always do."""
        focus = Qt.FocusPolicy
        self.setFocusPolicy(focus.StrongFocus if stop else focus.ClickFocus)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(140), theme.scaled(74))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self)
        elif is_menu_key(event):
            self.menu_asked.emit(self, self.mapToGlobal(self.rect().center()))
        else:
            self.keyed.emit(self, event)
            if not event.isAccepted():
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(self, event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(event.mimeData().hasFormat(kind) for kind in self._takes):
            event.acceptProposedAction()
            self._hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(False)
        for kind in self._takes:
            if event.mimeData().hasFormat(kind):
                event.acceptProposedAction()
                key = bytes(event.mimeData().data(kind).data()).decode()
                self.dropped.emit(self, kind, key)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def _hover(self, over: bool) -> None:
        self._over = over
        self.update()

    def _frame(self) -> QRectF:
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)


class GapCell(PlanCell):
    """A place without a desk, while the plan is drawn."""

    def __init__(self, cell: Cell, words: str) -> None:
        super().__init__(cell, (DESK,))
        self.setMinimumWidth(theme.scaled(40))
        self.setAccessibleName(words)
        self.setToolTip(words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.hasFocus() or self._over
        ink = theme.colour("accent" if here else "line_strong")
        pen = QPen(ink, 2 if here else 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self._frame(), RADIUS, RADIUS)
        at = self.rect().center() - QPoint(8, 8)
        painter.drawPixmap(at, icons.pixmap("plus", "accent" if here else "text_faint", 16))


class DeskTile(PlanCell):
    """A desk. `spot` and `look` are what is shown; `moving`: it is about to change places;
    `typed`: a name is being typed over it."""

    def __init__(self, spot: Spot, *, drags: str) -> None:
        """`drags`: SEAT, DESK, or "" where nothing may be moved."""
        takes = {SEAT: (SEAT, PERSON), DESK: (DESK,)}.get(drags, ())
        super().__init__((spot.desk.line, spot.desk.place), takes)
        self.spot, self.look = spot, DeskLook("", Tone.PLAIN)
        self.moving = self.typed = False
        self._drags = drags
        self._down: QPoint | None = None

    def show_spot(self, spot: Spot, look: DeskLook, words: str) -> None:
        self.spot, self.look = spot, look
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def set_moving(self, moving: bool) -> None:
        self.moving = moving
        self.update()

    def set_typed(self, typed: bool) -> None:
        """While a name is typed over it, its number alone is painted."""
        self.typed = typed
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._down = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._down is None or not self._dragged():
            return
        far = (event.position().toPoint() - self._down).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._down = None
            self._drag()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._down is not None:
            self._down = None
            self.pressed.emit(self)

    def _dragged(self) -> str:
        """The key of what would be dragged; "" for nothing."""
        if self._drags == DESK:
            return str(self.spot.desk.id)
        return str(self.spot.now.seat.id) if self._drags == SEAT and self.spot.now else ""

    def _drag(self) -> None:
        data = QMimeData()
        data.setData(self._drags, self._dragged().encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        inner = self.rect().adjusted(_STRIPE + Space.S, Space.S - 1, -Space.S, -Space.S + 1)
        row = inner.height() // 3
        parts = (self._paint_who, self._paint_state, self._paint_detail)
        for at, paint in enumerate(parts[:1] if self.typed else parts):
            paint(painter, QRect(inner.left(), inner.top() + at * row, inner.width(), row))

    def _paint_frame(self, painter: QPainter) -> None:
        frame = self._frame()
        here = self.hasFocus() or self._over or self.moving
        free = self.spot.now is None
        painter.setBrush(theme.colour("canvas" if free else "raised"))
        edge = "accent" if here else ("accent" if self.spot.mine else "line")
        style = Qt.PenStyle.DashLine if self.moving else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour(edge), 2 if here or self.spot.mine else 1, style))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        if not free:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(_ink(self.look.tone)))
            stripe = QRectF(frame.left() + 3, frame.top() + 6, _STRIPE, frame.height() - 12)
            painter.drawRoundedRect(stripe, _STRIPE / 2, _STRIPE / 2)

    def _paint_who(self, painter: QPainter, place: QRect) -> None:
        """The desk's name, and who sits there."""
        desk = self.spot.desk.name
        metrics = QFontMetrics(theme.font("caption"))
        width = min(metrics.horizontalAdvance(desk) + Space.S, place.width() // 2)
        self._write(painter, place, desk, "caption", "text_soft")
        self._write(painter, place.adjusted(width, 0, 0, 0), self.look.name, "strong", "text")

    def _paint_state(self, painter: QPainter, place: QRect) -> None:
        """The state, by symbol, word and colour."""
        ink = _ink(self.look.tone)
        shift = 0
        if self.spot.now is not None:
            sign = icons.pixmap(SYMBOLS[self.look.tone], ink, _SIGN)
            at = QPoint(place.left(), place.top() + (place.height() - _SIGN) // 2)
            painter.drawPixmap(at, sign)
            shift = _SIGN + Space.XS
        self._write(painter, place.adjusted(shift, 0, 0, 0), self.look.word, "caption", ink)

    def _paint_detail(self, painter: QPainter, place: QRect) -> None:
        self._write(painter, place, self.look.detail, "caption", _ink(self.look.detail_tone))

    def _write(self, painter: QPainter, place: QRect, text: str, role: str, ink: str) -> None:
        font = theme.font(role)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _ink(tone: Tone) -> str:
    return "text_soft" if tone is Tone.PLAIN else tone.value
