"""Work on the store, off the GUI thread; the one place from which its errors are shown.

`query` reads and hands the rows to a callable of the GUI thread; `command` calls a service and
tells everybody which topics changed; `long` does the same with progress and a way to cancel.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app import progress
from app.rules.vocabulary import Message
from app.ui.work.background import Background, Failed

if TYPE_CHECKING:
    from app.context import Context

T = TypeVar("T")
Topics = frozenset[str]
NOTHING: Topics = frozenset()


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

    changed = Signal(frozenset)
    """The topics that a command changed."""
    long_started = Signal(object)
    """A LongTask: the window shows its progress."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def query(
        self, op: Callable[[Context], T], done: Callable[[T], object], *, failed: Failed = None
    ) -> None:
        """Read with `op` in a thread, then call `done` with what it returned.

        A newer query for the same bound method `done` overtakes the older one, whose result is
        dropped; so is a result whose receiver is gone. `failed` takes an AppError that should
        not be shown in a dialog.
        """
        self.read(lambda: op(self.context), done, failed)

    def command(
        self,
        op: Callable[[Context], T],
        done: Callable[[T], object] | None = None,
        changes: Topics = NOTHING,
        *,
        failed: Failed = None,
    ) -> None:
        """Change something with the service `op`, then call `done` and announce `changes`."""
        self.write(lambda: op(self.context), done, failed, self._announcing(changes))

    def long(
        self,
        title: str,
        op: Callable[[Context, LongTask], T],
        done: Callable[[T], object] | None = None,
        changes: Topics = NOTHING,
        *,
        failed: Failed = None,
    ) -> LongTask:
        """As `command`, with a progress dialog under `title`.

        `op` hands the task's `progress` and `cancelled` on:
        `lambda ctx, task: import_workbook(ctx, path, task.progress, task.cancelled)`.
        """
        task = LongTask(title, self)
        announce = self._announcing(changes)

        def end(well: bool) -> None:
            task.finished.emit()
            task.deleteLater()
            announce(well)

        self.long_started.emit(task)  # first, so that no progress is missed
        self.write(lambda: op(self.context, task), done, failed, end)
        return task

    def _announcing(self, changes: Topics) -> Callable[[bool], None]:
        def announce(well: bool) -> None:
            if well and changes:
                self.changed.emit(changes)

        return announce
