"""Work in threads, its results in the GUI thread: what `Tasks` and the sign-in stand on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import AppError, Cancelled, StoreLost, StoreSilent, Unexpected
from app.rules.vocabulary import msg
from app.ui.work.garbage import GarbageWatch
from app.ui.work.receivers import Receiver

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
Failed = Callable[[AppError], object] | None


class Background(QObject):
    """Runs callables; those of the writer one after the other, others side by side."""

    failed = Signal(object)
    """The exception that nobody took: the window shows it."""
    lost = Signal(object)
    """The StoreLost that ends all work on the store, whoever would have taken another error."""
    silent = Signal(object)
    """The StoreSilent of whatever work met it first; whose work it was is told besides."""
    busy_changed = Signal(bool)
    _returned = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest: dict[object, int] = {}
        self._numbers = count()
        self._running = 0
        self._closed = False
        # Queued even from this thread: work that ends at once must not be answered before `read`
        # has returned.
        self._returned.connect(self._on_returned, Qt.ConnectionType.QueuedConnection)
        self._garbage = GarbageWatch(self)

    @property
    def idle(self) -> bool:
        """Nothing is running and nothing waits to be shown."""
        return self._running == 0

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Failed,
        unanswered: Failed = None,
    ) -> None:
        """Call `work` in a thread; a newer one for the same bound `done` overtakes this one.

        `unanswered` is called in place of `failed` where the store does not answer.
        """
        receiver = Receiver(done)
        number = next(self._numbers)
        if receiver.key is not None:
            self._latest[receiver.key] = number

        def wanted() -> bool:
            return self._latest.get(receiver.key, number) == number

        self._submit(
            self._readers, work, receiver, failed, wanted=wanted, unanswered=unanswered
        )  # fmt: skip

    def forget(self, done: Callable[..., object]) -> None:
        """Drop what is still being read for the bound `done`: it is no longer wanted."""
        key = Receiver(done).key
        if key is not None:
            self._latest[key] = next(self._numbers)

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None,
        failed: Failed,
        after: Callable[[bool], object] | None = None,
        *,
        quiet: bool = False,
        unanswered: Failed = None,
    ) -> None:
        """Call `work` when the writes before it have ended; `after` learns whether it did well.

        A `quiet` one is nobody's wish: nothing is busy by it. `unanswered`: as for `read`.
        """
        self._submit(
            self._writer, work, Receiver(done), failed, after, quiet=quiet, unanswered=unanswered
        )  # fmt: skip

    def close(self) -> None:
        """Let what runs come to its end, begin and deliver nothing more. What waits to be read is
        dropped; what waits to be written was asked for, and is written."""
        self._closed = True
        self.blockSignals(True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._garbage.release()

    @cached_property
    def _readers(self) -> ThreadPoolExecutor:
        return _pool(3, "query")

    @cached_property
    def _writer(self) -> ThreadPoolExecutor:
        return _pool(1, "command")

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Any],
        receiver: Receiver,
        failed: Failed,
        after: Callable[[bool], object] | None = None,
        wanted: Callable[[], bool] = lambda: True,
        *,
        quiet: bool = False,
        unanswered: Failed = None,
    ) -> None:
        ends = None if quiet else failed
        if self._closed:  # a widget on its way out may still ask
            return
        weight = 0 if quiet else 1
        self._count(+weight)
        future = pool.submit(work)

        def deliver() -> None:
            if not future.cancelled() and wanted():
                self._deliver(future, receiver, failed, unanswered, ends)
            if after is not None:
                after(not future.cancelled() and future.exception() is None)

        future.add_done_callback(lambda _: self._returned.emit((deliver, weight)))

    def _on_returned(self, returned: tuple[Callable[[], None], int]) -> None:
        deliver, weight = returned
        try:
            deliver()
        finally:
            self._count(-weight)

    def _deliver(
        self,
        future: Future[Any],
        receiver: Receiver,
        failed: Failed,
        unanswered: Failed,
        ends: Failed,
    ) -> None:
        """In the GUI thread: hand over the result, or show what went wrong. `ends` hears of a
        mistake of the program's too, whose report the window shows: its waiting is over."""
        error = future.exception()
        if isinstance(error, StoreSilent):
            self.silent.emit(error)
            failed = unanswered or failed
        if error is None:
            receiver.take(future.result())
        elif isinstance(error, StoreLost):
            self.lost.emit(error)
        elif failed is not None and isinstance(error, AppError):
            Receiver(failed).take(error)
        elif not isinstance(error, Cancelled):
            self.failed.emit(error)
            if ends is not None and not isinstance(error, AppError):
                Receiver(ends).take(_unexpected())

    def _count(self, by: int) -> None:
        was_idle = self.idle
        self._running += by
        if was_idle != self.idle:
            self.busy_changed.emit(not self.idle)


def _unexpected() -> Unexpected:
    return Unexpected(
        msg("Something went wrong in the program"),
        msg(
            "The program made a mistake, and this may not be done. What is typed stays: look "
            "whether it is done before you try again."
        ),
    )


def _pool(threads: int, name: str) -> ThreadPoolExecutor:
    """Made when there is work: the sign-in window shows before these modules are imported."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(threads, name)
