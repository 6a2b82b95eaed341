"""A short word over the page that goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui.kit import icons
from app.ui.kit.controls import SYMBOLS, label
from app.ui.kit.tokens import Space, Tone

SHOWN_MS = 4500
_OFF_THE_EDGE = 2
"""Pixels: over the middle of the status bar, where nothing stands, and not over what a page has at
its foot: the next request's decision, a reason that is being typed."""


class Toast(QFrame):
    """One at a time, at the foot of `over`; a newer one replaces it. It takes no focus."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("Toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
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
        below = over.height() - self.height() - _OFF_THE_EDGE
        self.move((over.width() - width) // 2, below)
