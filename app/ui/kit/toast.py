"""A short word over the page that goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from app.ui.kit import icons
from app.ui.kit.controls import SYMBOLS, label
from app.ui.kit.tokens import Space, Tone

SHOWN_MS = 4500
_OFF_THE_EDGE = 2
_STEP = 12
"""Pixels from one place that is tried to the next."""
_PRESSED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QTabBar)


class Toast(QFrame):
    """One at a time, as near the foot of `over` as nothing lies under it that is pressed or typed
    in; a newer one replaces it. It takes no focus, and goes when it is clicked."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("Toast")
        self._picture = QLabel()
        self._text = label("", "strong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        row.setSpacing(Space.S)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, tone: Tone = Tone.GOOD) -> None:
        self._picture.setPixmap(icons.pixmap(SYMBOLS[tone], "canvas", 18))
        self._text.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        over = self._over
        room = over.width() - 2 * Space.XL
        words = self._text.fontMetrics().horizontalAdvance(self._text.text())
        width = min(words + 80, 520, max(room, 160))
        self.setFixedWidth(width)
        self.setFixedHeight(self.heightForWidth(width))
        self.move(self._free_place())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It has been read."""
        event.accept()
        self.hide()

    def _free_place(self) -> QPoint:
        """The lowest place in the middle where it covers nothing that is pressed; else the foot."""
        over, taken = self._over, self._taken()
        left = (over.width() - self.width()) // 2
        lowest = over.height() - self.height() - _OFF_THE_EDGE
        for top in range(lowest, 0, -_STEP):
            here = QRect(QPoint(left, top), self.size())
            if not any(here.intersects(one) for one in taken):
                return here.topLeft()
        return QPoint(left, lowest)

    def _taken(self) -> list[QRect]:
        """Where something is pressed or typed in, as far as it is in sight."""
        found = []
        for kind in _PRESSED:
            for one in self._over.findChildren(kind):
                if one.isVisible():
                    seen = one.visibleRegion().boundingRect()
                    found.append(QRect(one.mapTo(self._over, seen.topLeft()), seen.size()))
        return found
