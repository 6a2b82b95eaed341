"""Something that was decided and is sent in a moment: until then it can be taken back.

It is the window's alone: nothing of it is written before it is sent, and what is taken back leaves
no trace anywhere. What a silent store cannot be sent is put back at once: nobody is to believe that
it goes out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from app.errors import AppError
from app.ui.work.outage import kept_nothing

if TYPE_CHECKING:
    from app.context import Context
    from app.ui.work.tasks import Tasks

SECONDS = 10
_TICK_MS = 1000


@dataclass(frozen=True, slots=True)
class Held:
    """A command that waits to be sent. `key`: what it is about; `words`: what was decided;
    `typed`: the reason, for whoever takes it back. `done`, `failed` and `undone`, which hears that
    it was put back, are `owner`'s."""

    key: object
    words: str
    typed: str
    op: Callable[[Context], Any]
    owner: QObject
    done: Callable[[Any], object]
    failed: Callable[[AppError], object]
    undone: Callable[[], object] = lambda: None


class Holding(QObject):
    """Holds one at a time for ten seconds. A newer one sends it, and so does leaving the place or
    the desk (`send`)."""

    changed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._sending: list[Held] = []
        self.held: Held | None = None
        self.left = 0
        """Seconds until it is sent."""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        tasks.outage.began.connect(self._on_silent)

    @property
    def keys(self) -> list[object]:
        """What is decided and not written yet: held, or on its way."""
        held = [self.held] if self.held is not None else []
        return [one.key for one in (*held, *self._sending)]

    def hold(self, one: Held) -> None:
        """Hold it; what was held before is sent."""
        self.send()
        self.held, self.left = one, SECONDS
        self._timer.start()
        self.changed.emit()

    def take_back(self) -> Held | None:
        """Forget it, as if nothing had been decided."""
        one, self.held = self.held, None
        self._timer.stop()
        self.changed.emit()
        return one

    def send(self) -> None:
        """Send what is held, now."""
        if self.held is None:
            return
        one, self.held = self.held, None
        self._timer.stop()
        self._sending.append(one)

        def done(result: Any) -> None:
            self._sending.remove(one)
            if isValid(one.owner):
                one.done(result)

        def failed(error: AppError) -> None:
            self._sending.remove(one)
            if not isValid(one.owner):
                self._tasks.failed.emit(error)
            elif kept_nothing(error):
                one.undone()
                self.changed.emit()
            else:
                one.failed(error)

        self._tasks.command(one.op, done, failed=failed)
        self.changed.emit()

    def _on_silent(self) -> None:
        """It would be refused: it is put back."""
        if (one := self.take_back()) is not None and isValid(one.owner):
            one.undone()

    def _on_tick(self) -> None:
        self.left -= 1
        if self.left > 0:
            self.changed.emit()
        else:
            self.send()
