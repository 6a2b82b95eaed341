"""The own desk: checking in, asking to leave the floor, coming back, letting it go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.queries.desks.rows import WaitRow
from app.queries.desks.standing import Standing
from app.reading.desks.floor import FloorReading
from app.rules.attendance import SHEET_OPENS
from app.rules.desks.relief import DeskAction, DeskPart, DeskState, is_relieved, open_to
from app.text import _, dates, ngettext
from app.text.words import shift_words
from app.ui.desks.words import TONES, countdown, is_over, state_words
from app.ui.kit.controls import Card, button, label, pill
from app.ui.kit.tabbing import tabbed_here
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import clear


class OwnDesk(Card):
    """`done` brings what the person asks for: "check_in", "let_go", "ask", "go", "withdraw",
    "back"."""

    done = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("My desk"))
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.M)
        self.body.addLayout(self._row)
        self._reading: FloorReading | None = None

    def show_floor(self, reading: FloorReading, now: datetime) -> None:
        """Show how one stands, and what one may do."""
        had = self._with_keyboard()
        self._reading = reading
        clear(self._row)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(self._head(reading, now))
        for sentence, tone in _sentences(reading, now):
            words.addWidget(label(sentence, "body", tone, wrap=True))
        self._row.addLayout(words, 1)
        made = [self._step(*step) for step in _steps(reading)]
        tabbed_here(self, made)
        if had is not None and made:
            next((one for one in made if one.text() == had), made[0]).setFocus()

    def _with_keyboard(self) -> str | None:
        """The words of the button that has the keyboard, also while a dialog is asking."""
        here = self.window().focusWidget()
        own = isinstance(here, QPushButton) and self.isAncestorOf(here)
        return cast("QPushButton", here).text() if own else None

    def _step(self, text: str, what: str, kind: str) -> QPushButton:
        made = button(text, partial(self.done.emit, what), kind=kind)
        made.setAccessibleName(text)
        self._row.addWidget(made)
        made.show()  # what is not yet shown does not take the keyboard
        return made

    def refresh(self, now: datetime) -> None:
        """A second has passed: only a countdown changes by itself."""
        if self._reading is not None and self._reading.my_off is not None:
            self.show_floor(self._reading, now)

    def steps(self) -> list[str]:
        """What can be done now."""
        return [what for _text, what, _kind in _steps(self._reading)] if self._reading else []

    def _head(self, reading: FloorReading, now: datetime) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        mine = reading.mine
        if mine is None:
            own = reading.my_next
            near = own is not None and own.is_near(reading.now)
            head.addWidget(label(_("No desk yet") if near else _("Off duty"), "heading"))
        else:
            head.addWidget(label(_("My desk: {no}").format(no=mine.seat.desk), "heading"))
            state = mine.scene.state
            tone = TONES[state]
            if reading.my_off is not None and is_over(reading.my_off, now):
                tone = Tone.BAD
            head.addWidget(pill(state_words()[state], tone))
        head.addStretch(1)
        return head


def _sentences(reading: FloorReading, now: datetime) -> Iterator[tuple[str, Tone]]:
    mine = reading.mine
    if mine is None:
        yield _unseated(reading), Tone.PLAIN
    elif reading.my_off is None:
        yield from _of_desk(reading)
    if reading.my_off is not None:
        tone = Tone.BAD if is_over(reading.my_off, now) else Tone.WARN
        yield _("Off the floor: {left}").format(left=countdown(reading.my_off, now)), tone
    if reading.my_wait is not None:
        yield _waits(reading.my_wait, reading.queue_place)


def _unseated(reading: FloorReading) -> str:
    """Of whoever has no desk: of a shift that is near, that it is to come; else when it will."""
    own = reading.my_next
    if own is None:
        return _("You work neither today nor tomorrow.")
    if own.is_near(reading.now):
        return _("Your duty leader places you for your shift; it shows here.")
    when = dates.moment(own.start, reading.now.date())
    return _("Your next shift is {code}, {when}. Your desk for it shows here.").format(
        code=own.code, when=when
    )


def _of_desk(reading: FloorReading) -> Iterator[tuple[str, Tone]]:
    mine = reading.mine
    assert mine is not None
    seat, scene = mine.seat, mine.scene
    hours = f"{dates.wall(seat.start)}–{dates.wall(seat.end)}"
    yield (
        _("Shift {shift}, {hours}.").format(shift=shift_words(seat.shift), hours=hours),
        Tone.PLAIN,
    )
    if scene.state is DeskState.EXPECTED and reading.now < seat.start - SHEET_OPENS:
        opens = dates.wall(seat.start - SHEET_OPENS)
        yield _("You can check in from {time} on.").format(time=opens), Tone.PLAIN
    if scene.state is DeskState.RELEASED or scene.state is DeskState.EXPECTED:
        return
    relief = mine.reliefs[0] if mine.reliefs else None
    if relief is None:
        yield _("Nobody follows at this desk: you may go when the shift is over."), Tone.PLAIN
    elif is_relieved(scene):
        words = _("{name} follows you and is here. You may go when the shift is over.")
        yield words.format(name=relief.name), Tone.GOOD
    elif scene.over:
        words = _("HAND-2: stay until {name} has checked in here, or ask your duty leader.")
        yield words.format(name=relief.name), Tone.BAD
    elif reading.now < relief.start - SHEET_OPENS:
        words = _("{name} follows you at this desk at {time}.")
        yield words.format(name=relief.name, time=dates.wall(relief.start)), Tone.PLAIN
    else:
        words = _("{name} follows you at this desk and has not checked in yet.")
        yield words.format(name=relief.name), Tone.PLAIN


def _waits(row: WaitRow, before: int) -> tuple[str, Tone]:
    if row.turn_at is not None:
        words = _("It is your turn: you may go for {n} minutes.")
        return words.format(n=row.limit_minutes), Tone.GOOD
    ahead = ngettext("{n} of your team before you", "{n} of your team before you", before)
    told = ahead.format(n=before) if before else _("you are next")
    if row.allowed_by:
        return _("You may go once a place is free; {told}.").format(told=told), Tone.INFO
    return _("You have asked to leave the floor; {told}.").format(told=told), Tone.INFO


def _opens(reading: FloorReading, mine: Standing) -> bool:
    return reading.now >= mine.seat.start - SHEET_OPENS


def _steps(reading: FloorReading) -> Iterator[tuple[str, str, str]]:
    """Text, what it asks for, and the button's kind."""
    if reading.my_off is not None:
        yield _("I am back"), "back", "primary"
        return
    if reading.my_wait is not None:
        if reading.my_wait.turn_at is not None:
            yield _("I go now"), "go", "primary"
        yield _("No longer wanted"), "withdraw", ""
    mine = reading.mine
    actions = set(open_to(mine.scene, DeskPart.SITTER)) if mine is not None else set()
    if DeskAction.CHECK_IN in actions and mine is not None and _opens(reading, mine):
        yield _("Check in"), "check_in", "primary"
    if mine is not None and mine.scene.state is DeskState.AT_DESK and reading.my_wait is None:
        yield _("Ask to leave the floor…"), "ask", ""
    if DeskAction.RELEASE in actions:
        yield _("Let the desk go"), "let_go", "primary"
