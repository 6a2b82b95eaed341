"""A solver at work, looked at a few times a second."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.errors import AppError
from app.planning.process import Running
from app.planning.solver.problem import Rows
from app.services.roster.making import Prepared

_LOOK = 250
"""Milliseconds between two looks."""


class FillRun(QObject):
    """One run; it ends by itself, when it is stopped, or with whoever owns it."""

    progressed = Signal(object)
    """A Progress."""
    went_on = Signal(float)
    """The share of its time that has gone by, 0 to 1."""
    ended = Signal(object)
    """A Solution."""
    failed = Signal(object)
    """An AppError: the solver's process ended without an answer."""

    def __init__(
        self, prepared: Prepared, seconds: float, begin: Rows | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._running = Running(prepared.built.problem, seconds, start=begin)
        self.destroyed.connect(self._running.stop)  # with its page, when that is built anew
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK)

    def stop(self) -> None:
        """Take the best so far; `ended` comes with it."""
        self._running.stop()

    def drop(self) -> None:
        """End it, and hear no more of it."""
        self._timer.stop()
        self._running.stop()

    def _look(self) -> None:
        self.went_on.emit(min(1.0, self._since.elapsed() / (1000 * self._seconds)))
        latest = self._running.latest
        if latest is not None:
            self.progressed.emit(latest)
        if self._running.poll():
            self._timer.stop()
            try:
                found = self._running.finish()
            except AppError as error:
                self.failed.emit(error)
            else:
                self.ended.emit(found)
