"""What others did is gathered, so that many desks do not all read anew at each change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import random
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from app.context import Written
from app.ui.work.tasks import Change, Tasks

CALM_S = 2.0
"""Where something was told less than this ago, the next is told after as long."""
CHANCE_S = 1.0
"""And after up to this besides, so that the desks do not ask all at the same moment."""


class Gathering(QObject):
    """Announces what others did: at once in a store that is one desk's, in one that is shared at
    once where it concerns who sits here, or where all was calm."""

    def __init__(
        self,
        tasks: Tasks,
        chance: Callable[[], float] = random,
        now: Callable[[], float] = monotonic,
    ) -> None:
        """`chance`: from 0 to 1; `now`: seconds since some time or other."""
        super().__init__(tasks)
        self._tasks, self._chance, self._now = tasks, chance, now
        self._gathered: list[Written] = []
        self._told_at = -CALM_S
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell)
        tasks.changed.connect(self._on_changed)

    def add(self, written: Sequence[Written], *, mine: bool) -> None:
        """Others did this; `mine`: whoever sits here was sent a notice of it."""
        self._gathered += written
        waits = self._timer.isActive() or self._now() - self._told_at < CALM_S
        if mine or not waits or not self._tasks.context.store.shared:
            self._tell()
        elif not self._timer.isActive():
            self._timer.start(int((CALM_S + self._chance() * CHANCE_S) * 1000))

    def stop(self) -> None:
        """Nobody is there any more to be told."""
        self._timer.stop()

    def _tell(self) -> None:
        self._timer.stop()
        gathered, self._gathered = tuple(self._gathered), []
        self._tasks.changed.emit(Change(gathered, own=False))

    def _on_changed(self, _change: Change) -> None:
        """Whatever it was, the pages read anew for it."""
        self._told_at = self._now()
