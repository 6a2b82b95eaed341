"""The strip at the foot of a request that waits: the reason, yes and no."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.reading.requests.view import RequestView
from app.rules.verdict import Outcome
from app.services.requests.deciding import Reply
from app.text import _
from app.text.requests.kinds import yes_word
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.fields import text_field
from app.ui.kit.requests.deciding import titled
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of

_MOST = 500
_MNEMONIC = re.compile(r"\(&\w\)|&")


class DecisionStrip(QFrame):
    """`approved` and `declined` bring the reason. No without a reason is not taken, nor is a yes
    to what was filed late."""

    approved = Signal(str)
    declined = Signal(str)
    pressed_early = Signal()
    """It is decided on already, and the next one is not shown yet."""

    def __init__(self, view: RequestView) -> None:
        super().__init__()
        self.setObjectName("DecisionStrip")
        self.setProperty("card", True)
        self.setAccessibleName(_("Your decision"))
        self._late, self._closed = view.late, False
        refused = view.verdict is not None and view.verdict.outcome is Outcome.REFUSED
        self.reason = text_field(placeholder=_placeholder(view), most=_MOST)
        self.reason.setAccessibleName(_("Reason"))
        self.problem = label("", "caption", Tone.BAD)
        self.problem.hide()
        self.no = button(_("&Decline"), self.decline, kind="danger")
        self.yes = button(_yes(view), self.approve, kind="primary", icon="check")
        self.yes.setEnabled(not refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        if refused:
            column.addWidget(Banner(_("The rules do not allow it as it stands now."), Tone.BAD))
        elif view.late:
            column.addWidget(Banner(_late_words(), Tone.WARN))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        name = label(_("&Reason"), "strong")
        name.setTextFormat(Qt.TextFormat.AutoText)
        name.setBuddy(self.reason)
        row.addWidget(name)
        row.addWidget(self.reason, 1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.reason.textChanged.connect(lambda _text: self._complain(""))

    def approve(self) -> None:
        """Say yes, if there is nothing in its way."""
        if self._closed:
            self.pressed_early.emit()
            return
        if not self.yes.isEnabled():
            return
        if self._late and not self._said():
            self._complain(_("Say why it is accepted though it was filed late."))
        else:
            self.approved.emit(self._said())

    def decline(self) -> None:
        """Say no, with the reason."""
        if self._closed:
            self.pressed_early.emit()
        elif self._said():
            self.declined.emit(self._said())
        else:
            self._complain(_("Say why you decline; those who asked will read it."))

    def holds_input(self) -> bool:
        """Whether a reason is being typed."""
        return not self._closed and (bool(self._said()) or self.reason.hasFocus())

    def unsaved(self) -> list[Unsaved]:
        """The reason, until the decision is written."""
        said = "" if self._closed else self._said()
        return [Unsaved(place_of(self), self.reason.accessibleName(), said)] if said else []

    def tell(self, text: str) -> None:
        """Say under the reason why nothing can be decided just now; "" takes it away."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def close_down(self) -> None:
        """It is decided: nothing more can be decided here, and a further press is answered."""
        self._closed = True
        self.reason.setEnabled(False)

    def _said(self) -> str:
        return self.reason.text().strip()

    def _complain(self, text: str) -> None:
        self.tell(text)
        self.reason.setProperty("invalid", bool(text))
        self.reason.style().unpolish(self.reason)
        self.reason.style().polish(self.reason)
        if text:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)


def reply_to(view: RequestView, *, yes: bool, reason: str) -> Reply:
    """What is said to a request as it was seen."""
    assert view.asked is not None
    return Reply(view.asked, view.version, yes, reason, accepts_late=yes and view.late)


def decided_words(view: RequestView, *, yes: bool) -> str:
    """ "Approve: S-00012"."""
    what = _yes(view) if yes else _("&Decline")
    return titled(_MNEMONIC.sub("", what), view.ref)


def _placeholder(view: RequestView) -> str:
    if view.late:
        return _("Needed either way: it was filed late")
    return _("Needed to decline")


def _late_words() -> str:
    return _(
        "It was filed late. Approving accepts it as late, on your word and for the reason that"
        " you give; without that it would be an absence (LEAVE-2)."
    )


def _yes(view: RequestView) -> str:
    if view.late:
        return _("&Accept as late")
    assert view.asked is not None
    return yes_word(view.ref.kind, view.asked)
