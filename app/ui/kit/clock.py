"""The centre's own time, to the second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rules.calendar import CentreTime
from app.text import _
from app.text.zones import zone_name
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space

_SECOND = 1000


class CentreClock(QWidget):
    """Ticks while it is shown. `minute_passed` comes when the minute changes, `read_again` when it
    is time to read what becomes another by the clock alone: every so many minutes."""

    minute_passed = Signal()
    read_again = Signal()

    def __init__(self, now: Callable[[], datetime], time: CentreTime, minutes: int = 1) -> None:
        super().__init__()
        self._now, self._time, self._minutes = now, time, minutes
        self._face = label("", "title")
        self._zone = label(zone_name(time.zone.key), "caption")
        self.setAccessibleName(_("The centre's time"))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._zone)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addLayout(column)
        row.addWidget(self._face)
        self._minute = self._read = self._wall().replace(second=0, microsecond=0)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self.tick)
        self.tick()

    def text(self) -> str:
        """What it shows: "14:05:09"."""
        return self._face.text()

    def tick(self) -> None:
        """Show the time as it is now."""
        wall = self._wall()
        self._face.setText(f"{wall:%H:%M:%S}")
        minute = wall.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self.minute_passed.emit()
            if not 0 <= (minute - self._read).total_seconds() < self._minutes * 60:
                self._read = minute
                self.read_again.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _wall(self) -> datetime:
        return self._time.to_wall(self._now())
