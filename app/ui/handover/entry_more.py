"""Below an entry line: what makes an open item of it, and the keys that keep it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.text import _
from app.ui.handover.at_once import at_once
from app.ui.handover.owner_field import OwnerField, Person
from app.ui.handover.typed import TypedEntry
from app.ui.kit.controls import button
from app.ui.kit.fields import date_field, date_of, text_field
from app.ui.kit.tokens import Space


class EntryMore(QWidget):
    """Open item, urgent, owner, until when, if it gets worse: each a mnemonic away from the text.

    Made when somebody first writes in its section: seven of them at once would be felt.
    """

    changed = Signal()
    entered = Signal()
    nothing_asked = Signal()
    left = Signal()
    """The cursor goes back to the text."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.as_item = _toggle(_("Open &item"), "flag")
        self.urgent = _toggle(_("&Urgent"), "bolt")
        self.owner = OwnerField()
        self.until = _toggle(_("Un&til"), "calendar")
        self.due = date_field(today)
        self.due.setAccessibleName(_("Until when"))
        self.due.hide()
        self.if_worse = text_field(placeholder=_("What to do then"), most=300)
        self.if_worse.setAccessibleName(_("If it gets worse"))
        nothing = button(_("&Nothing to report"), self.nothing_asked.emit, icon="check")
        self.nothing = at_once(nothing)
        self.keep = at_once(button(_("&Keep"), self.entered.emit, kind="primary"))
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        owner = _named(_("&Owner"), self.owner)
        worse = _named(_("If it gets &worse"), self.if_worse)
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget in (self.as_item, self.urgent, owner, self.owner, self.until, self.due):
            first.addWidget(widget)
        first.addStretch(1)
        second.addWidget(worse)
        second.addWidget(self.if_worse, 1)
        second.addWidget(self.nothing)
        second.addWidget(self.keep)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for row in (first, second):
            row.setSpacing(Space.S)
            rows.addLayout(row)

    def _listen(self) -> None:
        self.if_worse.textChanged.connect(lambda _text: self.changed.emit())
        self.if_worse.returnPressed.connect(self.entered)
        self.owner.chosen.connect(self.changed)
        self.owner.taken.connect(self.left)
        self.due.dateChanged.connect(lambda _date: self.changed.emit())
        self.until.toggled.connect(self._on_until)
        self.until.clicked.connect(self._on_until_clicked)
        for made in (self.as_item, self.urgent):
            made.toggled.connect(lambda _on: self.changed.emit())

    def value(self, text: str) -> TypedEntry:
        """What stands here, with the line's text."""
        return TypedEntry(
            text, self.as_item.isChecked(), self.urgent.isChecked(), self.owner.owner(),
            date_of(self.due) if self.until.isChecked() else None, self.if_worse.text(),
        )  # fmt: skip

    def fill(self, typed: TypedEntry) -> None:
        """Show it; nothing is typed by that."""
        with QSignalBlocker(self):
            self.as_item.setChecked(typed.as_item)
            self.urgent.setChecked(typed.urgent)
            self.owner.choose(typed.owner)
            if typed.due_on is not None:
                day = typed.due_on
                self.due.setDate(QDate(day.year, day.month, day.day))
            self.until.setChecked(typed.due_on is not None)
            self.if_worse.setText(typed.if_worse)

    def offer(self, people: Sequence[Person]) -> None:
        """Whose an item may be."""
        self.owner.offer(people)

    def _on_until(self, on: bool) -> None:
        self.due.setVisible(on)
        self.changed.emit()

    def _on_until_clicked(self, on: bool) -> None:
        if on:
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()


def _toggle(text: str, icon: str) -> QPushButton:
    made = button(text, icon=icon)
    made.setCheckable(True)
    return at_once(made)


def _named(text: str, field: QWidget) -> QLabel:
    """A caption whose mnemonic leads into the field."""
    made = QLabel(text)
    made.setProperty("role", "caption")
    made.setBuddy(field)
    return made
