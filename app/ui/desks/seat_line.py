"""A name typed at a free desk: who may be meant stands under it, and one key takes them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from app.queries.desks.crew import SeatCrewRow
from app.text import _
from app.ui.desks.words import who_fits, worker_words
from app.ui.kit import theme
from app.ui.kit.tokens import Space

_SHOWN = 6
"""How many of those who fit are to be seen at once."""
_MARKS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SeatLine(QLineEdit):
    """Over the lower part of a desk, whose number stays to be read. Escape closes it."""

    chosen = Signal(str)
    """An employee number."""
    unknown = Signal(str)
    """What was typed that means nobody who is still to be seated."""
    closed = Signal()

    def __init__(self, over: QWidget, desk: str, workers: Sequence[SeatCrewRow]) -> None:
        super().__init__(over)
        self._workers = workers
        self.setAccessibleName(_("Name or number for desk {no}").format(no=desk))
        self.setPlaceholderText(_("Name or number"))
        self.offered = QListWidget(over)
        self.offered.setAccessibleName(_("Who fits"))
        self.offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.itemClicked.connect(lambda _item: self._take())
        self._fits: list[SeatCrewRow] = []
        self.textChanged.connect(self._offer)

    def open_at(self, tile: QRect, text: str) -> None:
        """Lay it over the desk that takes up `tile`, with `text` in it."""
        height = self.sizeHint().height()
        room = tile.adjusted(Space.S, 0, -Space.S, -Space.S)
        self.setGeometry(room.left(), room.bottom() - height + 1, room.width(), height)
        self.setText(text)
        self._offer(text)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCursorPosition(len(text))

    def shown(self) -> list[str]:
        """Who is offered, as it stands there."""
        return [self.offered.item(row).text() for row in range(self.offered.count())]

    def close_line(self) -> None:
        """Take it away with what it offers."""
        for widget in (self, self.offered):
            widget.hide()
            widget.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key in _MARKS:
            row = self.offered.currentRow() + _MARKS[key]
            self.offered.setCurrentRow(max(0, min(row, self.offered.count() - 1)))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.closed.emit()

    def _take(self) -> None:
        row = self.offered.currentRow()
        if 0 <= row < len(self._fits):
            self.chosen.emit(self._fits[row].no)
        elif self.text().strip():
            self.unknown.emit(self.text())
        else:
            self.closed.emit()

    def _offer(self, text: str) -> None:
        """Who fits what is typed; the first of them is taken unless another is marked."""
        self._fits = who_fits(text, self._workers)
        self.offered.clear()
        self.offered.addItems([worker_words(one) for one in self._fits])
        if text.strip():
            self.offered.setCurrentRow(0)
        self.offered.setVisible(bool(self._fits))
        self._lay_out()

    def _lay_out(self) -> None:
        """Under the line, or over it where there is no room."""
        rows = min(max(len(self._fits), 1), _SHOWN)
        height = rows * max(self.offered.sizeHintForRow(0), 1) + 2 * self.offered.frameWidth() + 2
        width = max(self.width(), theme.scaled(180))
        over = self.parentWidget()
        assert over is not None
        left = min(self.x(), max(over.width() - width, 0))
        below = self.geometry().bottom() + 1
        top = below if below + height <= over.height() else self.y() - height
        self.offered.setGeometry(QRect(QPoint(left, top), QPoint(left + width, top + height)))
        self.offered.raise_()
