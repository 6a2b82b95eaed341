"""Sees what others do to the store: another process, or what goes another way than the tasks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from app.context import Context
from app.errors import AppError
from app.reading.keeping.news import News, news
from app.ui.work.tasks import Change, Tasks

T = TypeVar("T")

_EVERY_MS = 1000
_SHARE = 10
"""Reading anew for others' sake takes this part of the time at most."""


class TrailWatch(QObject):
    """Reads every second whether the audit trail has grown; announces it as a command's change.

    Each time it asks first whether the store is still there, and still the one that was opened.

    It looks behind the commands that wait, so that what this desk wrote itself has been announced
    before, and is not announced twice.
    """

    def __init__(self, tasks: Tasks, seen: int) -> None:
        """`seen`: the number of the last entry before anything of the desk was read."""
        super().__init__(tasks)
        self._tasks, self._seen = tasks, seen
        self._own: set[int] = set()
        self._looking = False
        self._told = False
        self._began: float | None = None
        self._rests_until = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        tasks.changed.connect(self._on_changed)
        tasks.busy_changed.connect(self._on_busy)

    def start(self) -> None:
        """Begin to look, and go on until the desk is closed."""
        self._timer.start()

    def look(self) -> None:
        """Look now."""
        self._look(partial(_news, self._seen), self._on_news)

    def _look(self, op: Callable[[Context], T], done: Callable[[T], object]) -> None:
        if not self._looking:
            self._looking = True
            self._tasks.look(op, done, failed=self._on_failed)

    def _on_time(self) -> None:
        if not self._tasks.idle:
            return
        if monotonic() >= self._rests_until:
            self.look()
        else:  # the store itself is looked after all the same
            self._look(_check, self._on_checked)

    def _on_changed(self, change: Change) -> None:
        if change.own:
            self._own |= {one.number for one in change.written if one.number is not None}

    def _on_news(self, found: News) -> None:
        self._looking = False
        others = tuple(one for one in found.written if one.number not in self._own)
        self._seen = found.last
        self._own = {number for number in self._own if number > found.last}
        if others:
            self._told = True
            self._tasks.changed.emit(Change(others, own=False))

    def _on_checked(self, _none: None) -> None:
        self._looking = False

    def _on_failed(self, _error: AppError) -> None:
        """Whoever reads for a person says why; here the next look may do better."""
        self._looking = False

    def _on_busy(self, busy: bool) -> None:
        """The pages have read what was announced: rest in proportion."""
        now = monotonic()
        if busy and self._told:
            self._told, self._began = False, now
        elif not busy and self._began is not None:
            self._rests_until = now + (_SHARE - 1) * (now - self._began)
            self._began = None


def _check(context: Context) -> None:
    """StoreLost where the store is not the one any more that was opened."""
    context.store.check_same()


def _news(seen: int, context: Context) -> News:
    _check(context)
    return news(context, seen)
