"""Sees what others do to the store: another process, or what goes another way than the tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from app.context import Context, Watch
from app.errors import AppError, StoreLost, StoreProblem
from app.reading.keeping.news import News, news
from app.ui.work.gathering import Gathering
from app.ui.work.tasks import Change, Tasks

_EVERY_MS = 1000
"""How often a watch is asked that does not call, and the trail is read at the most."""
_OPEN_AGAIN_S = 10.0
"""After a watch could not be opened, though the store answers."""
_SHARE = 10
"""Reading anew for others' sake takes this part of the time at most."""


@dataclass(slots=True)
class _Held:
    """The watch, for as long as there is one, and its socket. `due`: something was heard and is
    not read yet.

    It is opened and closed in the row of the commands, and asked there if it does not call.
    """

    watch: Watch | None = None
    handle: int | None = None
    due: bool = False

    def close(self) -> None:
        watch, self.watch = self.watch, None
        if watch is not None:
            watch.close()


class TrailWatch(QObject):
    """Announces what others did as a command's change, once the store's watch has heard of it.

    A watch with a socket calls; any other is asked every second while a window can be seen. What
    was done is read from the audit trail, behind the commands that wait, so that what this desk
    wrote itself has been announced before, and is not announced twice.

    During an outage it tries to have a watch again. With it the store answers, and whatever was
    missed is found by the trail's numbers.
    """

    def __init__(self, tasks: Tasks, seen: int) -> None:
        """`seen`: the number of the last entry before anything of the desk was read."""
        super().__init__(tasks)
        self._tasks, self._seen = tasks, seen
        self._gathering = Gathering(tasks)
        self._held = _Held()
        self._notifier: QSocketNotifier | None = None
        self._notice: int | None = None
        self._own: set[int] = set()
        self._looking = False
        self._told = False
        self._began: float | None = None
        self._rests_until = self._opens_after = self._looked_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._hear)
        tasks.changed.connect(self._on_changed)
        tasks.busy_changed.connect(self._on_busy)
        tasks.outage.began.connect(self._drop)
        tasks.outage.asked.connect(self._on_asked)

    def start(self) -> None:
        """Begin to watch, and go on until the desk is closed."""
        if not self._timer.isActive() and self._notifier is None:
            self._timer.start()
            self._open()

    def stop(self) -> None:
        """Let go of the watch, once what is under way with it has ended."""
        self._gathering.stop()
        self._drop()
        self._timer.stop()

    def look(self) -> None:
        """Read now what was done."""
        self._look(partial(_news, self._seen), self._on_news)

    def _open(self) -> bool:
        return self._look(partial(_begin, self._held, self._seen), self._on_open)

    def _look(self, op: Callable[[Context], News | None], done: Callable[[News], object]) -> bool:
        """One at a time: whether it is this one."""
        if self._looking:
            return False
        self._looking = True

        def ended(found: News | None) -> None:
            self._looking = False
            if found is not None:
                done(found)

        self._looked_at = monotonic()
        self._tasks.look(op, ended, failed=self._on_failed)
        return True

    def _on_time(self) -> None:
        if self._tasks.outage.lasts:
            return  # that has its own times
        now = monotonic()
        if self._held.watch is None:
            if now >= self._opens_after:
                self._open()
        elif self._tasks.idle and _is_anything_seen():
            self._listen(rests=now < self._rests_until)

    def _hear(self) -> None:
        """Read what was heard as soon as it is time."""
        now = monotonic()
        wait = max(self._rests_until, self._looked_at + _EVERY_MS / 1000) - now
        if wait <= 0:
            self._listen(rests=False)
        elif not self._later.isActive():
            self._later.start(int(wait * 1000) + 1)

    def _listen(self, *, rests: bool) -> None:
        self._look(partial(_listened, self._held, self._seen, rests), self._on_news)

    def _on_open(self, found: News) -> None:
        if self._held.watch is not None and self._held.handle is not None:
            self._timer.stop()
            self._notifier = QSocketNotifier(self._held.handle, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_call, Qt.ConnectionType.DirectConnection)
        self._on_news(
            found
        )  # first: it waits with what else is to be read anew, and is one with it
        self._tasks.outage.end()

    def _on_call(self) -> None:
        """The socket can be read; the watch waits for nothing, so it is asked here."""
        watch = self._held.watch
        if watch is None or self._notifier is None:
            return
        try:
            heard = watch.heard()
        except StoreLost as error:
            self._drop()
            self._tasks.lost.emit(error)
        except StoreProblem:  # perhaps this connection alone: a try tells
            self._drop()
            self._open()
        else:
            if heard:
                self._held.due = True
                self._hear()

    def _drop(self) -> None:
        """The watch hears nothing more; it is closed in the row of the commands."""
        self._later.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
            self._timer.start()
        self._tasks.look(lambda _ctx: self._held.close(), lambda _none: None)

    def _on_asked(self) -> None:
        """See whether the store answers; what is still under way has its own answer soon."""
        if not self._open():
            self._tasks.outage.go_on()

    def _on_changed(self, change: Change) -> None:
        if change.own:
            self._own |= {one.number for one in change.written if one.number is not None}
        else:
            self._told = True

    def _on_news(self, found: News) -> None:
        others = tuple(one for one in found.written if one.number not in self._own)
        mine = self._notice is not None and found.notice > self._notice
        self._seen, self._notice = found.last, found.notice
        self._own = {number for number in self._own if number > found.last}
        if others:
            self._gathering.add(others, mine=mine)
        if self._held.due and self._notifier is not None:  # heard while it was read
            self._hear()

    def _on_failed(self, _error: AppError) -> None:
        """Whoever reads for a person says why; here the next look may do better."""
        self._looking = False
        self._opens_after = monotonic() + _OPEN_AGAIN_S
        self._tasks.outage.go_on()

    def _on_busy(self, busy: bool) -> None:
        """The pages have read what was announced: rest in proportion."""
        now = monotonic()
        if busy and self._told:
            self._told, self._began = False, now
        elif not busy and self._began is not None:
            self._rests_until = now + (_SHARE - 1) * (now - self._began)
            self._began = None


def _is_anything_seen() -> bool:
    """Whether one of our windows is on the screen."""
    minimised = Qt.WindowState.WindowMinimized
    return any(
        window.isVisible() and not window.windowStates() & minimised
        for window in QGuiApplication.topLevelWindows()
    )


def _begin(held: _Held, seen: int, context: Context) -> News:
    """A watch first, and then what was done before there was one."""
    held.close()
    context.store.check_same()
    held.watch = context.store.watch()
    held.handle = held.watch.handle
    held.due = False
    return news(context, seen)


def _listened(held: _Held, seen: int, rests: bool, context: Context) -> News | None:
    """What was done, where something was heard and it is time to read it."""
    if held.watch is not None and held.handle is None:
        try:
            held.due = held.watch.heard() or held.due
        except StoreProblem:
            held.close()
            raise
    if rests or not held.due:
        return None
    held.due = False  # first: what is heard meanwhile is due again
    try:
        return news(context, seen)
    except StoreProblem:
        held.due = True
        raise


def _news(seen: int, context: Context) -> News:
    """StoreLost where the store is not the one any more that was opened."""
    context.store.check_same()
    return news(context, seen)
