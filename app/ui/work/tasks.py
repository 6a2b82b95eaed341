"""Work on the store, off the GUI thread; the one place from which its errors are shown.

`query` reads and hands the rows to a callable of the GUI thread; `command` calls a service and
tells everybody what it did to the store; `long` does the same with progress and a way to cancel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app import progress
from app.errors import Unsure
from app.rules.deeds import Deeds
from app.rules.vocabulary import Message
from app.ui.work.background import Background, Failed
from app.ui.work.outage import Outage, done_already, not_now
from app.ui.work.receivers import Receiver

if TYPE_CHECKING:
    from app.context import Context, Written
    from app.errors import AppError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to the store: by a command of this desk (`own`), or by somebody else.

    With nothing `written` it only says that what is shown may be old.
    """

    written: tuple[Written, ...] = ()
    own: bool = True

    @property
    def deeds(self) -> Deeds:
        return frozenset(one.deed for one in self.written)

    def touches(self, deaf_to: Deeds) -> bool:
        """Whether it concerns somebody whom only these deeds do not concern."""
        return not self.written or not self.deeds <= deaf_to


class LongTask(QObject):
    """A long operation: it tells its progress and asks whether to stop; a dialog shows it."""

    progressed = Signal(object, float)
    """What is being done (a Message) and the share that is done, 0 to 1."""
    finished = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._stop = Event()

    def cancel(self) -> None:
        """Ask it to stop; it does so at its next step, with nothing written."""
        self._stop.set()

    def cancelled(self) -> bool:
        """For the operation: whether to stop (an `app.progress.Cancel`)."""
        return self._stop.is_set()

    def progress(self, what: Message, share: float) -> None:
        """For the operation: how far it is (an `app.progress.Progress`). Raises Cancelled."""
        progress.stop_if(self.cancelled)
        self.progressed.emit(what, share)


class Tasks(Background):
    """Runs operations on one context; commands one after the other, queries side by side."""

    changed = Signal(object)
    """A Change. What a command did is what it recorded in the audit trail."""
    long_started = Signal(object)
    """A LongTask: the window shows its progress."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.outage = Outage(context.now, self)
        self._put_off: dict[
            object, tuple[Callable[[Context], Any], Callable[[Any], object], Failed]
        ]
        self._put_off = {}
        self.silent.connect(self.outage.begin)
        self.outage.ended.connect(self._on_answered)

    def query(
        self, op: Callable[[Context], T], done: Callable[[T], object], *, failed: Failed = None
    ) -> None:
        """Read with `op` in a thread, then call `done` with what it returned.

        A newer query for the same bound method `done` overtakes the older one, whose result is
        dropped; so is a result whose receiver is gone. `failed` takes an AppError that should
        not be shown in a dialog. Where the store does not answer, nobody hears of it: it is read
        once it does.
        """

        def put_off(_error: object = None) -> None:
            self._put_off[Receiver(done).key or object()] = (op, done, failed)

        if self.outage.lasts:
            self.forget(done)  # what is under way for it must not be put off over this one
            put_off()
        else:
            self.read(lambda: op(self.context), done, failed, put_off)

    def forget(self, done: Callable[..., object]) -> None:
        super().forget(done)
        self._put_off.pop(Receiver(done).key, None)

    def command(
        self,
        op: Callable[[Context], T],
        done: Callable[[T], object] | None = None,
        *,
        failed: Failed = None,
        unasked: bool = False,
    ) -> None:
        """Change something with the service `op`, then call `done` and announce what it did.

        `unasked`: nobody pressed anything for it, so that nobody is told where the store does not
        answer; `done` is not called then.
        """
        if self.outage.lasts:
            self._refuse(failed, unasked=unasked)
            return
        written: list[Written] = []
        context = self.context.heard_by(written.extend)
        self.write(
            lambda: op(context), done, failed, lambda _well: self._announce(written),
            unanswered=lambda error: self._on_unanswered(error, written, failed, unasked=unasked),
        )  # fmt: skip

    def look(
        self, op: Callable[[Context], T], done: Callable[[T], object], *, failed: Failed = None
    ) -> None:
        """Read behind the commands that wait, with nobody waiting for it: see `TrailWatch`."""
        self.write(lambda: op(self.context), done, failed, quiet=True)

    def reread(self) -> None:
        """Have every page read anew: a refusal has shown that what stands there is old. Of a silent
        store it has not, and once that answers all is read anyway."""
        if not self.outage.lasts:
            self.changed.emit(Change())

    def long(
        self,
        title: str,
        op: Callable[[Context, LongTask], T],
        done: Callable[[T], object] | None = None,
        *,
        failed: Failed = None,
    ) -> LongTask:
        """As `command`, with a progress dialog under `title`.

        `op` hands the task's `progress` and `cancelled` on:
        `lambda ctx, task: import_workbook(ctx, path, task.progress, task.cancelled)`.
        """
        task = LongTask(title, self)
        if self.outage.lasts:
            self._refuse(failed)
            task.deleteLater()
            return task
        written: list[Written] = []
        context = self.context.heard_by(written.extend)

        def end(_well: bool) -> None:
            task.finished.emit()
            task.deleteLater()
            self._announce(written)

        self.long_started.emit(task)  # first, so that no progress is missed
        self.write(
            lambda: op(context, task), done, failed, end,
            unanswered=lambda error: self._on_unanswered(error, written, failed),
        )  # fmt: skip
        return task

    def _on_unanswered(
        self, error: AppError, written: list[Written], failed: Failed, *, unasked: bool = False
    ) -> None:
        """What fell silent after the commit must not say that nothing was changed; what did before
        it, not that anything goes on by itself."""
        if written:
            error = done_already()
        elif not isinstance(error, Unsure):
            error = not_now()
        if failed is not None:
            Receiver(failed).take(error)
        elif not unasked:
            self.failed.emit(error)

    def _refuse(self, failed: Failed, *, unasked: bool = False) -> None:
        """Not before the asker has returned, as with any other answer. Who asks for a change may
        know that the store answers again: that is looked at."""
        if not unasked:
            QTimer.singleShot(0, self.outage, self.outage.try_now)
        if failed is not None:
            QTimer.singleShot(0, self, lambda: Receiver(failed).take(not_now()))
        elif not unasked:
            self.outage.refused.emit(not_now())

    def _on_answered(self) -> None:
        """Everybody reads anew, and what was asked meanwhile is read."""
        waiting, self._put_off = self._put_off, {}
        self.changed.emit(Change(own=False))
        for op, done, failed in waiting.values():
            self.query(op, done, failed=failed)

    def _announce(self, written: list[Written]) -> None:
        """What was committed stands, even where the command came to a bad end after it."""
        if written:
            self.changed.emit(Change(tuple(written)))
