"""One request as a card: both legs, its state, who is next, and what is mine to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from app.queries.roster.rows import ShiftRow
from app.queries.swaps.rows import PartyRow
from app.reading.swaps.desk import Choice, Request
from app.rules.debt import LegState
from app.rules.turn import Word
from app.rules.vocabulary import Side
from app.text import _, dates
from app.text.requests.kinds import state_word, yes_word
from app.ui.kit.controls import Card, button, label, pill, symbol
from app.ui.kit.first_place import TAKES_AWAY
from app.ui.kit.requests.kinds import state_shown, state_tone
from app.ui.kit.shift_badge import ShiftBadge
from app.ui.kit.shift_inks import ShiftInk
from app.ui.kit.tokens import Space, Tone
from app.ui.swaps.words import (
    DEBT_TONES,
    LEG_TONES,
    leg_on,
    leg_word,
    next_words,
    parties,
    standing,
)

_ORDER = (Choice.TAKE_BACK, Choice.DECLINE, Choice.WITHDRAW, Choice.AGREE, Choice.APPROVE)


class RequestCard(Card):
    """`pressed` opens it; `chosen` brings what the person wants to do with it."""

    chosen = Signal(object)

    def __init__(
        self,
        request: Request,
        shifts: Mapping[str, ShiftRow],
        inks: Mapping[str, ShiftInk],
        today: date,
    ) -> None:
        super().__init__(clickable=True)
        self.request = request
        self._shifts, self._inks, self._today = shifts, inks, today
        self.body.setSpacing(Space.S)
        self.body.addLayout(self._head())
        self.body.addLayout(self._legs())
        self.body.addLayout(self._foot())
        state = state_word(*standing(request))
        self.setAccessibleName(
            f"{parties(request.row)}, {request.row.no}, {state}. {next_words(request)}"
        )

    def _head(self) -> QHBoxLayout:
        row = self.request.row
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(label(parties(row), "strong"))
        line.addWidget(label(row.no, "soft"))
        line.addStretch(1)
        line.addWidget(pill(*state_shown(*standing(self.request))))
        return line

    def _legs(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(3, 1)
        row = self.request.row
        both = [(row.requester, row.counterpart), (row.counterpart, row.requester)]
        if self.request.mine is Side.COUNTERPART:
            both.reverse()
        for line, (giver, worker) in enumerate(both):
            self._add_leg(grid, line, giver, worker)
        return grid

    def _add_leg(self, grid: QGridLayout, line: int, giver: PartyRow, worker: PartyRow) -> None:
        grid.addWidget(self._badge(giver.shift), line, 0)
        day = dates.short_day(giver.gives_on, self._today)
        hours = dates.hours(self._shifts.get(giver.shift))
        grid.addWidget(label(f"{day}  {hours}"), line, 1)
        grid.addWidget(label(self._way(giver, worker), "soft"), line, 2)
        state = leg_on(self.request.debt, worker.no, giver.gives_on)
        if state is not None and state is not LegState.AHEAD:
            grid.addWidget(_leg_pill(state), line, 3, Qt.AlignmentFlag.AlignLeft)

    def _badge(self, code: str) -> QWidget:
        if code not in self._inks:
            return label(code or "–", "strong")
        shift = self._shifts.get(code)
        return ShiftBadge(code, self._inks[code], shift.name if shift else code)

    def _way(self, giver: PartyRow, worker: PartyRow) -> str:
        mine = self.request.mine
        if mine is None:
            return _("{name} → {other}").format(name=giver.name, other=worker.name)
        me = self.request.row.side(mine)
        if giver is me:
            return _("you give to {name}").format(name=worker.name)
        return _("you take from {name}").format(name=giver.name)

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        words = next_words(self.request)
        if words:
            line.addWidget(symbol(self._tone()), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label(words, "soft", wrap=True), 1)
        for made in choice_buttons(self.request, self.chosen.emit):
            line.addWidget(made)
        return line

    def _tone(self) -> Tone:
        if self.request.debt is not None and self.request.back is None:
            return DEBT_TONES[self.request.debt.state]
        return Tone.WARN if self.request.asks_me else state_tone(*standing(self.request))


def choice_buttons(request: Request, choose: Callable[[Choice], object]) -> list[QPushButton]:
    """What is the person's to do, the way forward last."""
    kind = standing(request)[0]
    words = {
        Choice.AGREE: (yes_word(kind, Word.ANSWER), "primary", "check"),
        Choice.APPROVE: (yes_word(kind, Word.CONSENT), "primary", "check"),
        Choice.DECLINE: (_("&Decline…"), "danger", ""),
        Choice.WITHDRAW: (_("Let it stand") if request.back else _("&Withdraw"), "", "undo"),
        Choice.TAKE_BACK: (_("&Take back…"), "", "undo"),
    }
    made = []
    for choice in _ORDER:
        if choice in request.choices:
            text, look, icon = words[choice]
            one = button(text, partial(choose, choice), kind=look, icon=icon)
            one.setProperty(TAKES_AWAY, choice in (Choice.WITHDRAW, Choice.TAKE_BACK))
            one.setAccessibleDescription(request.row.no)
            made.append(one)
    return made


def _leg_pill(state: LegState) -> QWidget:
    return pill(leg_word(state), LEG_TONES.get(state, Tone.PLAIN))
