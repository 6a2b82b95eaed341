"""Writing calendar files anew once something changed, while a desk is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.exchange.calendar_folder import refresh
from app.text.my_days import calendar_words
from app.ui.kit.desk import Desk
from app.ui.work.tasks import Change

_CALM_MS = 2000
"""After a change; several in one go are one writing."""


class CalendarKeeper(QObject):
    """Hears of changes, its own desk's and others', and has the folder follow."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CALM_MS)
        self._soon.timeout.connect(self.write)
        desk.tasks.changed.connect(self._on_changed)
        self._soon.start()

    def stop(self) -> None:
        """Another workspace takes over, or nobody."""
        self._soon.stop()
        self._desk.tasks.changed.disconnect(self._on_changed)

    def _on_changed(self, _change: Change) -> None:
        self._soon.start()

    def write(self) -> None:
        """Write what changed."""
        words = calendar_words()
        self._desk.tasks.query(lambda ctx: refresh(ctx, words), lambda _written: None)
