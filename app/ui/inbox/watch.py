"""Keeps the badge on the rail true, and says in the system tray that something came."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.text import _, ngettext
from app.ui.inbox.counting import unread_count, waiting_count
from app.ui.inbox.loading import Counts, count
from app.ui.inbox.tray import Tray, system_tray
from app.ui.shell.desk import Desk

_FIRST_MS = 1200
"""The first page is to be read before this."""
_CALM_MS = 60_000
_TOPICS = frozenset({"swaps", "leaves", "roster", "people", "notices"})


class InboxWatch(QObject):
    """Counts what waits on `desk`: after each change, and by a calm timer what others did.

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
        self._timer.setInterval(_CALM_MS)
        self._timer.timeout.connect(self.look)
        QTimer.singleShot(_FIRST_MS, self, self.start)

    def start(self) -> None:
        """Begin to look, and go on."""
        self._desk.tasks.changed.connect(self._on_changed)
        self._timer.start()
        self._tray = self._make_tray()
        if self._tray is not None:
            self._tray.asked.connect(self._on_asked)
        self.look()

    def stop(self) -> None:
        """Another workspace takes over, or nobody."""
        self._timer.stop()
        if self._tray is not None:
            self._tray.take_away()
            self._tray = None

    def look(self) -> None:
        """Count anew."""
        since = self._counts.last if self._counts is not None else 0
        self._desk.tasks.query(lambda ctx: count(ctx, since), self._on_counted)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if self._timer.isActive() and topics & _TOPICS:
            self.look()

    def _on_counted(self, counts: Counts) -> None:
        before, self._counts = self._counts, counts
        self._desk.badge("inbox", counts.badge)
        if self._tray is not None:
            self._tray.tell_count(_tip(counts))
        if before is None or counts == before:
            return
        if self._tray is not None and counts.last > before.last and counts.new:
            self._tray.say(_("Dutydesk"), _news(counts.new))
        if (counts.waiting, counts.last) != (before.waiting, before.last):
            # Somebody else's doing, perhaps: who shows notices or requests reads them anew.
            self._desk.tasks.changed.emit(frozenset({"notices"}))

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
