"""One quiet line over the pages while the store does not answer, in place of any dialog."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import StoreSilent
from app.text import _, dates, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Space, Tone
from app.ui.work.outage import NOT_DONE


class OutageBanner(QWidget):
    """Shown as long as the desk's outage lasts. What is refused meanwhile is said in a toast."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._outage = desk, desk.tasks.outage
        self.banner = Banner("", Tone.WARN)
        self.again = button(_("Try now"), self._outage.try_now, kind="link")
        self.banner.add_step(self.again)
        around = QVBoxLayout(self)
        around.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        around.addWidget(self.banner)
        self._outage.began.connect(self._on_change)
        self._outage.ended.connect(self._on_change)
        self._outage.tried.connect(self._on_tried)
        self._outage.refused.connect(self._on_refused)
        self._word()
        if not self._outage.lasts:
            self.hide()  # never shown from here: without a parent yet it would be a window

    def stop(self) -> None:
        """Another workspace takes the desk over."""
        self._outage.refused.disconnect(self._on_refused)

    def _word(self) -> None:
        self.banner.set_text(self._words())
        self._on_tried()

    def _on_change(self) -> None:
        self._word()
        self.setVisible(self._outage.lasts)
        if self._outage.lasts:
            QAccessible.updateAccessibility(
                QAccessibleEvent(self.banner, QAccessible.Event.Alert)
            )  # fmt: skip

    def _words(self) -> str:
        since = self._outage.since
        if since is None:
            return ""
        ctx = self._desk.ctx
        today = ctx.today()
        same = ctx.time.local_date(since) == today
        time = dates.wall(since) if same else dates.moment(since, today)
        return _("The server does not answer since {time}. What you see may be old.").format(
            time=time
        )

    def _on_tried(self) -> None:
        self.again.setEnabled(not self._outage.trying)

    def _on_refused(self, _error: StoreSilent) -> None:
        self._desk.say(say(NOT_DONE), Tone.WARN)
