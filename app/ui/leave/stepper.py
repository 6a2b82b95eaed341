"""A leave's chain as a line of steps: who said yes, whose turn it is, who is still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reading.leave.view import ChainStep, StepState
from app.rules.turn import WHO_HELPS
from app.text import _, dates, say
from app.text.words import listed
from app.ui.kit import icons, theme
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space, Tone
from app.ui.leave.words import step_title

_DOT = 22
_ICONS = {
    StepState.DONE: "check",
    StepState.OPEN: "clock",
    StepState.LATER: "dot",
    StepState.DECLINED: "close",
    StepState.SKIPPED: "minus",
}
_TONES = {
    StepState.DONE: Tone.GOOD,
    StepState.OPEN: Tone.INFO,
    StepState.LATER: Tone.PLAIN,
    StepState.DECLINED: Tone.BAD,
    StepState.SKIPPED: Tone.PLAIN,
}


class Stepper(QWidget):
    """The steps one under the other, joined by a line."""

    def __init__(self, chain: Sequence[ChainStep]) -> None:
        super().__init__()
        self.setAccessibleName(_("Chain of decisions"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, step in enumerate(chain):
            column.addWidget(_Step(step, last=place == len(chain) - 1))
        if not chain:
            column.addWidget(label(_("Nobody has to decide: it is recorded."), "soft", wrap=True))


class _Step(QWidget):
    def __init__(self, step: ChainStep, last: bool) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(step_title(step.step), "strong"))
        words.addWidget(label(_who(step), "soft", wrap=True))
        words.addSpacing(0 if last else Space.S)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(_Dot(step.state, last), 0)
        row.addLayout(words, 1)
        self.setAccessibleName(f"{step_title(step.step)}: {_who(step)}")


class _Dot(QWidget):
    """The step's mark, and the line down to the next one."""

    def __init__(self, state: StepState, last: bool) -> None:
        super().__init__()
        self._state, self._last = state, last
        self.setFixedWidth(_DOT + 2)

    def sizeHint(self) -> QSize:
        return QSize(_DOT + 2, _DOT + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.width() / 2
        tone = _TONES[self._state]
        if not self._last:
            painter.setPen(QPen(theme.colour("line_strong"), 2))
            painter.drawLine(QPointF(middle, _DOT + 2), QPointF(middle, self.height()))
        plain = tone is Tone.PLAIN
        ink = "line_strong" if plain else tone.value
        painter.setPen(QPen(theme.colour(ink), 1.5))
        painter.setBrush(theme.colour("surface" if plain else f"{tone.value}_soft"))
        painter.drawEllipse(QRectF(1, 1, _DOT, _DOT))
        sign = icons.pixmap(_ICONS[self._state], "text_faint" if plain else tone.value, 14)
        painter.drawPixmap(QPointF(middle - 7, 1 + (_DOT - 14) / 2), sign)


def _who(step: ChainStep) -> str:
    if step.state is StepState.OPEN and not step.who:
        return _("nobody holds this post today: ask {who}").format(who=say(WHO_HELPS))
    who = listed(step.who) or _("nobody holds this post today")
    if step.state is StepState.DONE and step.at is not None:
        return _("{who}, {moment}").format(who=who, moment=dates.stamp(step.at))
    if step.state is StepState.OPEN:
        return _("{who} decides now").format(who=who)
    if step.state is StepState.DECLINED:
        return _("declined")
    if step.state is StepState.SKIPPED:
        return _("not asked any more")
    return who
