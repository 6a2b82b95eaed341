"""How far a log has come, as steps: open, signed by the outgoing, signed by the incoming leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit import icons
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import clear

_ARROW = 16


@dataclass(frozen=True, slots=True)
class LogStep:
    """`title` says what, `words` who and when, or until when; `icon` says what the tone says."""

    title: str
    words: str
    tone: Tone
    icon: str

    @property
    def spoken(self) -> str:
        return ": ".join(filter(None, (self.title, self.words)))


class StepStrip(QWidget):
    """The steps from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.S)
        self._shown: Sequence[LogStep] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def steps(self) -> Sequence[LogStep]:
        return self._shown

    def show_steps(self, steps: Sequence[LogStep]) -> None:
        if list(steps) == list(self._shown):
            return
        self._shown = steps
        clear(self._row)
        for number, step in enumerate(steps):
            if number:
                arrow = QLabel()
                arrow.setPixmap(icons.pixmap("right", "text_faint", _ARROW))
                self._row.addWidget(arrow, 0, Qt.AlignmentFlag.AlignVCenter)
            self._row.addWidget(_card(step), 1)
        self.setAccessibleName("; ".join(step.spoken for step in steps))


def _card(step: LogStep) -> QFrame:
    made = QFrame()
    made.setProperty("banner", True)
    made.setProperty("tone", step.tone.value)
    made.setAccessibleName(step.spoken)
    picture = QLabel()
    ink = "text_soft" if step.tone is Tone.PLAIN else step.tone.value
    picture.setPixmap(icons.pixmap(step.icon, ink, 18))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(step.title, "strong"))
    words.addWidget(label(step.words or "—", "caption", wrap=True))
    words.addStretch(1)
    row = QHBoxLayout(made)
    row.setContentsMargins(Space.M, Space.XS, Space.M, Space.XS)
    row.setSpacing(Space.S)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return made
