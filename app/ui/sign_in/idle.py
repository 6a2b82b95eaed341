"""Noticing that nobody is at the desk, and the keys that lock it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

_DEEDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_EVERY_MS = 1000
_SLEPT = 30.0
"""Seconds by the wall clock between two looks from which the machine has slept: more than a
clock is corrected by, and than a busy window keeps them apart."""
Clock = Callable[[], float]


class IdleWatch(QObject):
    """`idle` after so many minutes without a key or the mouse, and on waking from sleep;
    `lock_pressed` for the keys that lock, also where a dialog or a menu is open.

    It watches the windows, where input comes in, and not the application: a filter in Python over
    every event of every widget would cost each repaint.

    Sleep is told from the wall clock alone: that other clocks stand while the machine sleeps is
    so on some systems only.
    """

    idle = Signal()
    lock_pressed = Signal()

    def __init__(
        self, app: QApplication, wall: Clock = time.time, running: Clock = time.monotonic
    ) -> None:
        """`wall` and `running`: seconds since some time or other, by two clocks."""
        super().__init__(app)
        self._wall, self._running = wall, running
        self._seconds = 0.0
        self._looked = self._last_deed = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._on_window)

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def start(self, minutes: int) -> None:
        """Watch from now on."""
        self._seconds = minutes * 60.0
        self._looked, self._last_deed = self._wall(), self._running()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @property
    def watching(self) -> bool:
        return self._timer.isActive()

    def look(self) -> None:
        """See whether the machine slept, or nobody has been here for long."""
        before, self._looked = self._looked, self._wall()
        slept = self._looked - before > _SLEPT
        if slept or self._running() - self._last_deed >= self._seconds:
            self.stop()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DEEDS or not self.watching:
            return False
        self.look()  # first: whoever wakes the machine must not be shown the desk
        self._last_deed = self._running()
        if isinstance(event, QKeyEvent) and _locks(event):
            self.lock_pressed.emit()
        return not self.watching


def _locks(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_L and held == Qt.KeyboardModifier.ControlModifier
