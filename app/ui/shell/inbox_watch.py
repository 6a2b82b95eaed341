"""Keeps the badges on the rail true, and says in the system tray that something came."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from app.reading.requests.inbox import Counts, count
from app.reading.today.badges import badges
from app.rules.deeds import ONLY_NOTED, ROLL_CALL
from app.text import _, ngettext
from app.text.counting import unread_count, waiting_count
from app.ui.kit.desk import Desk
from app.ui.shell.tray import Tray, system_tray
from app.ui.work.tasks import Change

_FIRST_MS = 1200
"""The first page is to be read before this."""
_MINUTE_MS = 60_000
_DEAF_TO = ONLY_NOTED | ROLL_CALL
"""A roll call asks nobody for a word, and is a key every few seconds."""


class InboxWatch(QObject):
    """Counts what waits on `desk`: after each change, whoever made it, and by a calm timer, since
    a delegation begins and a term runs out by the clock alone.

    The tray says only how much came, never what: the desk may be locked, and others near.
    """

    def __init__(
        self, desk: Desk, parent: QObject, tray: Callable[[], Tray | None] = system_tray
    ) -> None:
        super().__init__(parent)
        self._desk, self._make_tray = desk, tray
        self._tray: Tray | None = None
        self._counts: Counts | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(desk.minutes * _MINUTE_MS)
        self._timer.timeout.connect(self._on_time)
        self._by_time = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.look)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self.start)
        self._first.start(_FIRST_MS)

    def start(self) -> None:
        """Begin to look, and go on."""
        self._first.stop()
        self._desk.tasks.changed.connect(self._on_changed)
        self._timer.start()
        self._tray = self._make_tray()
        if self._tray is not None:
            self._tray.asked.connect(self._on_asked)
        self.look()

    def stop(self) -> None:
        """Another workspace takes over, or nobody."""
        for timer in (self._first, self._timer, self._soon):
            timer.stop()
        if self._tray is not None:
            self._tray.take_away()
            self._tray = None

    def look(self) -> None:
        """Count anew."""
        since = self._counts.last if self._counts is not None else 0
        self._desk.tasks.query(lambda ctx: count(ctx, since), self._on_counted)
        self._desk.tasks.query(badges, self._on_badges)

    def _on_badges(self, found: Mapping[str, int]) -> None:
        for page, waits in found.items():
            self._desk.badge(page, waits)

    def _on_changed(self, change: Change) -> None:
        if self._timer.isActive() and change.touches(_DEAF_TO):
            self._soon.start()  # several changes in one go are one count

    def _on_time(self) -> None:
        self._by_time = True
        self.look()

    def _on_counted(self, counts: Counts) -> None:
        before, self._counts = self._counts, counts
        by_time, self._by_time = self._by_time, False
        self._desk.badge("inbox", counts.waiting)
        if self._tray is not None:
            self._tray.tell_count(_tip(counts))
        if before is None or counts == before:
            return
        if self._tray is not None and counts.last > before.last and counts.new:
            self._tray.say(_("Dutydesk"), _news(counts.new))
        if by_time:  # no change has told the pages
            self._desk.tasks.changed.emit(Change(own=False))

    def _on_asked(self) -> None:
        self._desk.go("inbox")


def _news(count: int) -> str:
    return ngettext("{n} new notice", "{n} new notices", count).format(n=count)


def _tip(counts: Counts) -> str:
    """The tray icon's tip: "Dutydesk · 3 requests wait"."""
    parts = [_("Dutydesk")]
    if counts.waiting:
        parts.append(waiting_count(counts.waiting))
    if counts.unread:
        parts.append(unread_count(counts.unread))
    return " · ".join(parts)
