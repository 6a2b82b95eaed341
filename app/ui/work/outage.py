"""Whether the store answers: its silence is known in one place, and so is the end of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import StoreSilent, Unsure
from app.rules.vocabulary import msg

NOT_DONE = msg("Nothing was changed: the server does not answer. Try again once it does.")
"""The short word where no form is open that would keep what was typed."""
AFTER_S = (1, 2, 5, 10, 30)
"""Seconds before each try to reach the store again; the last of them from then on."""


class Outage(QObject):
    """While it `lasts` nothing is asked of the store but by the tries, and nothing is changed."""

    began = Signal()
    ended = Signal()
    tried = Signal()
    """A try begins, or came to nothing: see `trying`."""
    asked = Signal()
    """Somebody is to see whether the store answers, and to call `end` or `go_on`."""
    refused = Signal(object)
    """A StoreSilent: somebody wanted to change something, and nothing else tells them."""

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._failed = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.try_now)
        self.since: datetime | None = None
        """When it was first noticed; None: the store answers."""
        self.trying = False

    @property
    def lasts(self) -> bool:
        return self.since is not None

    def begin(self) -> None:
        """The store did not answer."""
        if self.since is None:
            self.since, self._failed = self._now(), 0
            self._wait()
            self.began.emit()

    def try_now(self) -> None:
        """See whether it answers, without waiting any longer."""
        if self.lasts and not self.trying:
            self._timer.stop()
            self.trying = True
            self.tried.emit()
            self.asked.emit()

    def go_on(self) -> None:
        """The try came to nothing."""
        if self.trying:
            self.trying = False
            self._failed += 1
            self._wait()
            self.tried.emit()

    def end(self) -> None:
        """The store answers."""
        if self.lasts:
            self.since, self.trying = None, False
            self._timer.stop()
            self.ended.emit()

    def stop(self) -> None:
        """Nobody is there any more for whom it would be tried."""
        self._timer.stop()

    def _wait(self) -> None:
        self._timer.start(AFTER_S[min(self._failed, len(AFTER_S) - 1)] * 1000)


def done_already() -> Unsure:
    """What is said where the store fell silent after it had confirmed what was changed."""
    return Unsure(
        msg("It is done, and the server does not answer any more."),
        msg(
            "What you did is written; do not do it again. The server does not answer any more: "
            "what came of it shows once it does."
        ),
    )


def kept_nothing(error: Exception) -> bool:
    """Whether the store was silent to a change, and it is certain that nothing of it was done."""
    return isinstance(error, StoreSilent) and not isinstance(error, Unsure)


def not_now() -> StoreSilent:
    """What is said to who wants to change something meanwhile."""
    return StoreSilent(
        msg("The server does not answer."),
        msg(
            "Nothing was changed: the server does not answer at the moment. What is typed stays; "
            "try again once it does."
        ),
    )
