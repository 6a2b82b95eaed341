"""One person's line on the roll-call sheet, kept with single keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.queries.attendance.roll_call import RollCallRow
from app.rules.findings import Finding
from app.rules.vocabulary import Level
from app.services.attendance.roll_call import Correction, Entry, entry_of
from app.text import _
from app.text.findings import finding_sentence
from app.ui.attendance import entries
from app.ui.attendance.chips import ABSENT, LATE, LEFT, OFF_POST, PRESENT, StateChips
from app.ui.attendance.words import (
    arrival_words,
    away_words,
    back_words,
    entry_words,
    line_words,
    standing_words,
    swap_note,
)
from app.ui.kit import theme
from app.ui.kit.controls import button, label, pill, symbol
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.work.removal import clear

_MOST_DIGITS = 3
_CHIPS_WIDTH, _LEFT_WIDTH, _ARRIVAL = 400, 122, 84
_DELETING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetLine(QFrame):
    """A person. Keys: P or Space present, L late, A absent, digits minutes off the post, G gone
    early, B back from leave, S called in sick."""

    changed = Signal(object, object)
    """The line, and the Correction that it asks for."""
    moved = Signal(object, int)
    """The line, and how many lines on (or back) the cursor goes."""
    rest_asked = Signal(object)
    rule_asked = Signal(str)
    back_asked = Signal(object, bool)
    """The line of somebody who is back from leave, or is not back after all."""
    leave_asked = Signal(str)
    call_asked = Signal(object)
    """Roll call is to be held for the shift of this line."""
    opened = Signal(str)
    sick_asked = Signal(object)
    """The row of somebody who has called in sick."""
    picked = Signal(object)

    def __init__(self, row: RollCallRow, now: Callable[[], datetime], *, keep: bool) -> None:
        super().__init__()
        self.row, self._now, self._keep = row, now, keep
        self._entry: Entry | None = entry_of(row)
        self._typing = ""
        self._digits = ""
        for name in ("card", "line", "clickable"):
            self.setProperty(name, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("SheetLine")
        self._chips = StateChips()
        self._chips.pressed.connect(self._on_pressed)
        self._away = pill("", Tone.INFO)
        self._arrived = label("", "soft")
        self._arrived.setFixedWidth(theme.scaled(_ARRIVAL))
        words = _("Sick call: {name} (S)").format(name=row.name)
        ask = partial(self.sick_asked.emit, row)
        self._call = button("", ask, kind="quiet", icon="phone", name=words)
        self._call.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._call.setFixedWidth(theme.scaled(_ARRIVAL))
        self._said = QWidget()
        self._beside = QVBoxLayout(self._said)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._lay_out()
        self.show_row(row)

    def _lay_out(self) -> None:
        self._main = QWidget()
        line = QHBoxLayout(self._main)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        mark = label("⇄" if self.row.swap else "", "strong", Tone.ACCENT)
        mark.setFixedWidth(theme.scaled(18))
        mark.setToolTip(swap_note(self.row) if self.row.swap else "")
        name = label(self.row.name, "strong")
        name.setMinimumWidth(theme.scaled(56))
        who = QHBoxLayout()
        who.setSpacing(Space.S)
        who.addWidget(name)
        who.addWidget(label(self.row.no, "soft"), 1)
        person = QWidget()
        person.setLayout(who)
        who.setContentsMargins(0, 0, 0, 0)
        person.setFixedWidth(theme.scaled(132))
        self._state = QWidget()
        states = QHBoxLayout(self._state)
        states.setContentsMargins(0, 0, 0, 0)
        states.addWidget(self._chips)
        states.addWidget(self._away)
        states.addStretch(1)
        for widget in (mark, person, self._state, self._arrived):
            line.addWidget(widget)
        line.addWidget(self._call)
        line.addStretch(1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        self._whole.setSpacing(Space.S)
        self._whole.addWidget(self._main)
        self._whole.addWidget(self._said, 1)

    def minimumSizeHint(self) -> QSize:
        """As wide as the chips: what is said of the line goes under them where it must."""
        width = self._main.minimumSizeHint().width() + 2 * Space.S
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Beside the chips while there is room, else under them."""
        needed = self._main.minimumSizeHint().width() + self._said.minimumSizeHint().width()
        directions = QBoxLayout.Direction
        beside = needed + 3 * Space.S <= self.width()
        self._whole.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        indent = 0 if beside else theme.scaled(150)
        self._beside.setContentsMargins(indent, 0, 0, 0)

    # -- showing -----------------------------------------------------------------------------

    def show_row(self, row: RollCallRow) -> None:
        """Show the line as the store has it."""
        self.row, self._entry = row, entry_of(row)
        self._say()
        self._show_state()

    def show_refusal(self, sentence: str) -> None:
        """Say beside the line why nothing was recorded."""
        self._entry = entry_of(self.row)
        self._say(sentence)

    def refresh(self) -> None:
        """The minute has passed: what may be recorded may have changed."""
        if not self._typing:
            self._say()
            self._show_state()

    def _show_state(self) -> None:
        row, now = self.row, self._now()
        self._chips.setVisible(not row.leave)
        self._away.setVisible(bool(row.leave))
        self._away.setText(away_words(row))
        self._chips.show_row(row, self._typing, self._digits)
        begun = now >= row.start
        self._chips.allow(keep=self._may_keep(), absent=begun)
        self._state.setFixedWidth(theme.scaled(_CHIPS_WIDTH + (_LEFT_WIDTH if begun else 0)))
        self._arrived.setText(arrival_words(row))
        may_call = self._keep and not row.leave and not self._arrived.text()
        self._call.setVisible(may_call)  # in the place of the arrival
        self._arrived.setVisible(not may_call)
        self.setAccessibleName(line_words(row, now))
        self._turn()

    def _may_keep(self) -> bool:
        return self._keep and not self.row.leave and self._now() >= entries.opens_at(self.row)

    def _say(self, refusal: str = "") -> None:
        """Fill what stands beside the chips: the refusal, the findings, or how things stand."""
        self._fill(refusal)
        self._turn()

    def _fill(self, refusal: str) -> None:
        clear(self._beside)
        if refusal:
            self._beside.addLayout(_sentence(refusal, Tone.BAD))
            return
        if self.row.back_from and (self._keep or not self.row.leave):
            self._beside.addLayout(self._back())
        told = {finding.rule: finding for finding in self.row.findings}
        for finding in told.values():
            self._beside.addLayout(self._finding(finding))
        if not told:
            self._beside.addWidget(label(standing_words(self.row, self._now()), "soft"))

    def _finding(self, finding: Finding) -> QHBoxLayout:
        tone = Tone.BAD if finding.level is Level.BREACH else Tone.WARN
        link = button(finding.rule, lambda: self.rule_asked.emit(finding.rule), kind="link")
        link.setAccessibleName(_("Open rule {rule}").format(rule=finding.rule))
        return _sentence(finding_sentence(finding), tone, link)

    def _back(self) -> QHBoxLayout:
        """Reporting back from leave; who is back early may have the rest of it given back."""
        row = self.row
        if row.back_at is None:
            link = button(_("Back (B)"), self._ask_back, kind="link") if self._keep else None
            return _sentence(back_words(row), Tone.INFO, link)
        change = None
        if row.leave:
            change = button(
                _("Change the leave…"), lambda: self.leave_asked.emit(row.back_from), kind="link"
            )
        return _sentence(back_words(row), Tone.GOOD, change)

    def _ask_back(self) -> None:
        if self.row.back_from and self._keep:
            self.back_asked.emit(self, self.row.back_at is None)

    # -- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._take_minutes()
            self.moved.emit(self, -1 if key == Qt.Key.Key_Up else 1)
        elif key in _ENTERING:
            if not self._enter():
                self.opened.emit(self.row.no)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._keeps(key, event):
            super().keyPressEvent(event)

    def _keeps(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """Whether the key is one that records; then it has been done."""
        if self._keep and key == Qt.Key.Key_B and self.row.back_from:
            self._ask_back()
            return True
        if self._keep and key == Qt.Key.Key_H:
            self.call_asked.emit(self)
            return True
        if self.row.leave or not self._keep:
            return False
        if key == Qt.Key.Key_S:
            self.sick_asked.emit(self.row)
            return True
        if event.text().isdigit() and event.text().isascii():
            self._type_digit(event.text())
        elif key == Qt.Key.Key_Escape and self._typing:
            self._stop_typing()
        elif key in _DELETING:
            self._delete()
        elif key == Qt.Key.Key_R:
            self.rest_asked.emit(self)
        elif key in _KEYS:
            self._on_pressed(_KEYS[key])
        else:
            return False
        return True

    def _on_pressed(self, name: str) -> None:
        """A chip was pressed, or its key."""
        self.setFocus()
        self._stop_typing()
        if name == LEFT and self._now() < self.row.start:
            return
        if name in (LATE, OFF_POST, LEFT):
            self._typing = name
            self._show_state()
        else:
            record = entries.present if name == PRESENT else None
            self._ask(record(self.row, self._now()) if record else entries.absent(self.row))
            self.moved.emit(self, 1)

    def _type_digit(self, digit: str) -> None:
        self._typing = self._typing or OFF_POST
        self._digits = (self._digits + digit)[-_MOST_DIGITS:]
        self._show_state()

    def _delete(self) -> None:
        if self._typing and self._digits:
            self._digits = self._digits[:-1]
            self._show_state()
        elif self._typing:
            self._stop_typing()
        elif self._entry is not None:
            self._ask(None)

    def _enter(self) -> bool:
        """Take the minutes; "late" or "gone" without any: just now. Whether there was anything."""
        if self._typing in (LATE, LEFT) and not self._digits:
            just_now = self._came_now if self._typing == LATE else self._went_now
            self._stop_typing()
            just_now()
        elif not self._take_minutes():
            return False
        self.moved.emit(self, 1)
        return True

    def _came_now(self) -> None:
        self._ask(entries.came_now(self.row, self._now()))

    def _went_now(self) -> None:
        self._ask(entries.left_early(self.row, None, self._now()))

    def _take_minutes(self) -> bool:
        """Record the minutes that were typed; False where there are none."""
        name, digits = self._typing, self._digits
        self._stop_typing()
        if not digits:
            return False
        minutes = int(digits)
        if name == LATE:
            self._ask(entries.late_by(self.row, minutes))
        elif name == LEFT:
            self._ask(entries.left_early(self.row, minutes, self._now()))
        else:
            self._ask(entries.off_post(self.row, minutes, self._now()))
        return True

    def _stop_typing(self) -> None:
        if self._typing:
            self._typing = self._digits = ""
            self._show_state()

    def _ask(self, after: Entry | None) -> None:
        before, self._entry = self._entry, after
        if after != before:
            self.changed.emit(self, Correction(self.row.person_id, before, after))

    @property
    def typing(self) -> bool:
        """Whether minutes are being typed."""
        return bool(self._typing)

    def unsaved(self) -> list[Unsaved]:
        """Minutes that are being typed, or what was recorded and the store has not taken yet."""
        shown = self._digits
        if not shown and self._entry != entry_of(self.row):
            shown = entry_words(self._entry)
        who = f"{self.row.name} ({self.row.no})"
        return [Unsaved(place_of(self), who, shown)] if shown else []

    def wants_a_word(self) -> bool:
        """Nothing is recorded yet, and something could be."""
        return self._entry is None and self._may_keep()

    def present_if_open(self) -> Correction | None:
        """What "all the rest present" makes of the line: nothing where something is recorded."""
        if not self.wants_a_word():
            return None
        self._entry = entries.present(self.row, self._now())
        return Correction(self.row.person_id, None, self._entry)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.picked.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._take_minutes()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


_KEYS = {
    Qt.Key.Key_P: PRESENT,
    Qt.Key.Key_Space: PRESENT,
    Qt.Key.Key_L: LATE,
    Qt.Key.Key_A: ABSENT,
    Qt.Key.Key_G: LEFT,
}


def _sentence(text: str, tone: Tone, link: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.XS)
    row.addWidget(symbol(tone))
    words = label(text, "body", tone, wrap=True)
    words.setMinimumWidth(theme.scaled(120))
    row.addWidget(words, 1)
    if link is not None:
        row.addWidget(link)
    return row
