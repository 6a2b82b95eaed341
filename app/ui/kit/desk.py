"""What a page works at: the store, the tasks, who is signed in, and the ways to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.reading.findings import LastCheck
from app.ui.kit.actions import Actions
from app.ui.kit.holding import Holding
from app.ui.kit.tokens import Tone
from app.ui.work.tasks import Tasks
from app.ui.work.watch import TrailWatch

if TYPE_CHECKING:
    from app.context import Context
    from app.ui.kit.look import Look
    from app.ui.kit.me import Me


class Desk(QObject):
    """One signed-in person's desk. Pages know it and nothing else of the window."""

    page_asked = Signal(str, object)
    explanation_asked = Signal(object)
    badge_changed = Signal(str, int)
    said = Signal(str, object)
    sign_in_asked = Signal()
    """What the person is or may do changed: sign in anew."""

    def __init__(self, context: Context, me: Me, look: Look) -> None:
        super().__init__()
        self.ctx = context.acting_as(me.account.actor)
        self.me = me
        self.look = look
        self.tasks = Tasks(self.ctx, self)
        self.holding = Holding(self.tasks)
        self.watch = TrailWatch(self.tasks, me.trail)
        self.check = LastCheck()
        self.actions = Actions(self)

    def go(self, page: str, target: object = None) -> None:
        """Show the page of that key; `target` is handed to its `open_target`."""
        self.page_asked.emit(page, target)

    def explain(self, widget: QWidget | None) -> None:
        """Show `widget` in the right-hand panel, which takes it over; None closes the panel.

        The panel's heading is the widget's accessible name.
        """
        self.explanation_asked.emit(widget)

    def badge(self, page: str, count: int) -> None:
        """Show on the rail how many things wait on a page; 0 shows nothing."""
        self.badge_changed.emit(page, count)

    def say(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """A short word that needs no answer: "Roster published". Goes away by itself."""
        self.said.emit(text, tone)

    @property
    def minutes(self) -> int:
        """How often is read what becomes another by the clock alone: where many desks ask one
        store, more rarely."""
        return 5 if self.ctx.store.shared else 1

    def close(self) -> None:
        """Send what is held and let running work end; nothing more is delivered."""
        self.holding.send()
        self.watch.stop()
        self.tasks.outage.stop()
        self.tasks.close()
