"""A silent store before the Inbox: nothing is decided, and what was just decided waits again."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.rules.requests import RequestRef
from app.text import _
from app.ui.inbox.decide import DecisionStrip
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Tone
from app.ui.kit.unsaved import Unsaved, place_of


class Away(QObject):
    """Says no at the press, and keeps the reasons of what was put back until it is shown again."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._reasons: dict[RequestRef, str] = {}

    def bars(self, strip: DecisionStrip | None = None) -> bool:
        """Whether nothing can be decided: told under the reason of `strip`, or in a short word."""
        lasts = self._desk.tasks.outage.lasts
        if lasts and strip is not None:
            strip.tell(_not_decided())
        elif lasts:
            self._desk.say(_not_decided(), Tone.WARN)
        return lasts

    def put_back(self, ref: RequestRef, words: str, typed: str) -> None:
        """Its decision could not be sent: it is said, and the reason kept."""
        self.keep(ref, typed)
        said = _("{what}: not sent, the server does not answer. It waits for you as before.")
        if typed:
            said = _("{what}: not sent, the server does not answer. Your reason is kept.")
        self._desk.say(said.format(what=words), Tone.WARN)

    def keep(self, ref: RequestRef, typed: str) -> None:
        """The reason of a decision that was taken back, until its request is shown again."""
        if typed:
            self._reasons[ref] = typed

    def take(self, ref: RequestRef) -> str | None:
        """The reason that was kept for it, which its field has from now on."""
        return self._reasons.pop(ref, None)

    def unsaved(self) -> list[Unsaved]:
        """The reasons that no field shows."""
        place = place_of(self._page)
        return [Unsaved(place, ref.no, typed) for ref, typed in self._reasons.items()]


def unread_words() -> tuple[str, str]:
    """What stands in place of a request that cannot be read meanwhile."""
    return (
        _("It cannot be shown just now"),
        _("The server does not answer. It is shown here by itself once it does."),
    )


def _not_decided() -> str:
    return _("The server does not answer: nothing was decided. Decide once it answers again.")
