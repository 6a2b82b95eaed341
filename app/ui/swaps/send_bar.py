"""The foot of the asking sheet: what is asked for, why, and Send with what stands against it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from app.errors import AppError
from app.rules.verdict import Verdict
from app.text import _, say
from app.ui.kit import icons
from app.ui.kit.controls import SYMBOLS, Card, button, label
from app.ui.kit.fields import text_field
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.kit.verdict_rows import whose_decision, why_refused
from app.ui.work.outage import kept_nothing

_SIGN = 18


class SendBar(Card):
    """`send_pressed` when the request is to be sent; `also_pressed` when somebody else is to be
    asked with whom is chosen."""

    send_pressed = Signal()
    also_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The request"))
        self._sentence = label("", "strong", wrap=True)
        self._sign = QLabel()
        self._sign.setFixedWidth(_SIGN)
        self._state = label("", "soft", wrap=True)
        self._reason = text_field(placeholder=_("Reason (they will read it)"))
        self._reason.setAccessibleName(_("Reason"))
        self._send = button(_("&Send"), self.send_pressed.emit, kind="primary", icon="swap")
        self._send.setEnabled(False)
        self._also = button(_("Ask &another too"), self.also_pressed.emit, icon="plus")
        self._also.setToolTip(_("Several are asked at once; the first yes counts."))
        self._also.setEnabled(False)
        self._reason.returnPressed.connect(self._on_return)
        self._lay_out()

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(Space.S)
        state.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._state, 1)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(self._sentence)
        words.addLayout(state)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self._reason, 1)
        row.addWidget(self._also)
        row.addWidget(self._send)
        self.body.addLayout(words)
        self.body.addLayout(row)

    def may_send(self) -> bool:
        return self._send.isEnabled()

    def reason(self) -> str:
        return self._reason.text()

    def unsaved(self) -> list[Unsaved]:
        """Once a reason is typed: it, and what is asked for as far as it is chosen."""
        if not self.reason().strip():
            return []
        place = place_of(self)
        return [
            Unsaved(place, self.accessibleName(), self._sentence.text()),
            Unsaved(place, self._reason.accessibleName(), self.reason()),
        ]

    def clear(self) -> None:
        """As before anything was chosen."""
        self._reason.clear()

    def show_choice(self, sentence: str) -> None:
        """What is asked for, as far as it is chosen."""
        self._sentence.setText(sentence)

    def show_waiting(self, words: str) -> None:
        """Nothing can be sent yet, and why."""
        self._show(Tone.PLAIN, words)

    def tells(self, error: AppError) -> bool:
        """Whether it is told here: the store is silent, and all stays chosen."""
        if silent := kept_nothing(error):
            self._show(Tone.WARN, say(error.message))
        return silent

    def show_ready(self, words: str) -> None:
        """What is gathered so far can be sent; nothing is being chosen."""
        self._show(Tone.GOOD, words, True)
        self._also.setEnabled(False)

    def show_verdict(self, verdict: Verdict, names: Mapping[str, str]) -> None:
        """What is refused cannot be sent; what needs a decision says whose."""
        refused = why_refused(verdict, names)
        if refused:
            self._show(Tone.BAD, refused)
        else:
            words = whose_decision(verdict, names)
            self._show(Tone.GOOD, _("Allowed. {decisions}").format(decisions=words).strip(), True)

    def _show(self, tone: Tone, words: str, sends: bool = False) -> None:
        ink = "text_soft" if tone is Tone.PLAIN else tone.value
        self._sign.setPixmap(icons.pixmap(SYMBOLS[tone], ink, _SIGN))
        self._state.setText(words)
        self._state.setAccessibleName(words)
        self._send.setEnabled(sends)
        self._also.setEnabled(sends)
        self._send.setToolTip("" if sends else words)
        self._send.setAccessibleDescription("" if sends else words)

    def _on_return(self) -> None:
        if self.may_send():
            self.send_pressed.emit()
