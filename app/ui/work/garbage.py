"""Cyclic garbage is collected in the GUI thread, never in a thread that reads or writes.

Python collects wherever the count runs over. In a worker that would be the end of Qt objects that
only the GUI thread may touch, while it may be painting them: a crash that comes and goes.
"""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

_TICK = 500
"""Milliseconds between looks at the counts."""


class GarbageWatch(QObject):
    """While one is held, automatic collection is off and a timer of this thread's does it."""

    _held: ClassVar[set[int]] = set()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held.add(id(self))
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_when_due)
        self._timer.start(_TICK)

    def release(self) -> None:
        """The threads have ended; with the last watch Python collects by itself again."""
        self._timer.stop()
        self._held.discard(id(self))
        if not self._held:
            gc.enable()


def collect_when_due() -> None:
    """Collect the oldest generation whose count is over its threshold, as Python would."""
    due = [
        generation
        for generation, (count, most) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if count > most
    ]
    if due:
        gc.collect(due[-1])
