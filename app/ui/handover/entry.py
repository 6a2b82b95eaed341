"""The entry line of a section: text, and Enter keeps it; what makes an item of it is a key away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QDate, QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.text import _, dates
from app.ui.handover.owner_field import OwnerField, Person
from app.ui.handover.typed import Typed
from app.ui.kit.controls import button, label
from app.ui.kit.fields import Note, date_field, date_of, text_field
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of

_MOST_LINES = 6
_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GrowingText(Note):
    """As tall as what is typed in it. Enter is `entered`, Shift+Enter a new line, Esc `left`."""

    entered = Signal(bool)
    """Whether Ctrl was held."""
    left = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit())
        self.fit()

    def fit(self) -> None:
        lines = min(max(round(self.document().size().height()), 1), _MOST_LINES)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTERING and not shift:
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EntryLine(QFrame):
    """`kept` brings what was typed once Enter was pressed; `typed` says that something changed.

    The line outlives what stands above it: others' notes come while it is typed in.
    """

    typed = Signal()
    kept = Signal(object)
    nothing_asked = Signal()
    left = Signal()

    def __init__(self, section: str, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._sent: Typed | None = None
        self._is_kept: Callable[[], bool] = lambda: True
        self._may_say_nothing = False
        self.setProperty("entry", True)
        self.text = GrowingText(
            section, _("Write here; Enter keeps it, Ctrl+Enter as an open item")
        )
        self.as_item = _toggle(_("Open &item"), "flag")
        self.urgent = _toggle(_("&Urgent"), "bolt")
        self.owner = OwnerField()
        self.until = _toggle(_("Un&til"), "calendar")
        self.due = date_field(today())
        self.due.setAccessibleName(_("Until when"))
        self.due.hide()
        self.if_worse = text_field(placeholder=_("If it gets worse: what then?"), most=300)
        self.if_worse.setAccessibleName(_("If it gets worse"))
        self.nothing = button(_("&Nothing to report"), self.nothing_asked.emit, icon="check")
        self.keep = button(_("&Keep"), lambda: self._on_entered(False), kind="primary")
        self.said = label("", "caption")
        self._lay_out(section)
        self._listen()
        self._fit()

    def _lay_out(self, section: str) -> None:
        owner, worse = (
            _named(_("&Owner"), self.owner),
            _named(_("If it gets &worse"), self.if_worse),
        )
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget in (self.as_item, self.urgent, owner, self.owner, self.until, self.due):
            first.addWidget(widget)
        first.addStretch(1)
        for widget in (worse, self.if_worse, self.nothing, self.keep):
            second.addWidget(widget, 1 if widget is self.if_worse else 0)
        self._more = QWidget()
        rows = QVBoxLayout(self._more)
        rows.setContentsMargins(0, 0, 0, 0)
        for row in (first, second):
            row.setSpacing(Space.S)
            rows.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.text)
        column.addWidget(self._more)
        column.addWidget(self.said)
        self.setAccessibleName(section)

    def _listen(self) -> None:
        self.text.entered.connect(self._on_entered)
        self.text.left.connect(self.left)
        self.text.textChanged.connect(self._on_typed)
        self.if_worse.textChanged.connect(lambda _text: self._on_typed())
        self.if_worse.returnPressed.connect(lambda: self._on_entered(False))
        self.owner.chosen.connect(self._on_typed)
        self.due.dateChanged.connect(lambda _date: self._on_typed())
        self.until.toggled.connect(self._on_until)
        for made in (self.as_item, self.urgent):
            made.toggled.connect(lambda _on: self._on_typed())
        for widget in (self.text, *self._more.findChildren(QWidget)):
            widget.installEventFilter(self)

    # -- what is typed -----------------------------------------------------------------------

    def value(self) -> Typed:
        """The line as it stands."""
        return Typed(
            self.text.toPlainText(), self.as_item.isChecked(), self.urgent.isChecked(),
            self.owner.owner(), date_of(self.due) if self.until.isChecked() else None,
            self.if_worse.text(),
        )  # fmt: skip

    def fill(self, typed: Typed) -> None:
        """Show what a draft kept, and nothing is typed by that."""
        blocked = [QSignalBlocker(one) for one in (self, self.text, self.if_worse)]
        self.text.setPlainText(typed.text)
        self.as_item.setChecked(typed.as_item)
        self.urgent.setChecked(typed.urgent)
        self.owner.choose(typed.owner)
        self.until.setChecked(typed.due_on is not None)
        if typed.due_on is not None:
            self.due.setDate(QDate(typed.due_on.year, typed.due_on.month, typed.due_on.day))
        self.if_worse.setText(typed.if_worse)
        del blocked
        self.text.fit()
        self._fit()

    def give_back(self) -> None:
        """It was not taken: what was sent stands here again, before what was typed since."""
        sent, self._sent = self._sent, None
        if sent is not None:
            since = self.text.toPlainText()
            text = f"{sent.text}\n{since}" if since.strip() else sent.text
            self.fill(replace(sent, text=text))
            self.typed.emit()

    def taken(self) -> None:
        """It stands in the log now."""
        self._sent = None

    def offer(self, people: Sequence[Person]) -> None:
        """Whose an item may be."""
        self.owner.offer(people)

    def may_say_nothing(self, may: bool) -> None:
        """Whether the section is empty, so that "nothing to report" can be said in one key."""
        self._may_say_nothing = may
        self._fit()

    def say_kept(self, at: datetime) -> None:
        self._say(_("Draft kept {time}").format(time=dates.wall(at)) if self._holds() else "")

    def say_put_off(self) -> None:
        self._say(
            _("The store cannot be reached at the moment. Go on writing: it is tried again."),
            Tone.WARN,
        )

    def say_draft(self, at: datetime) -> None:
        self._say(_("Your draft of {moment}").format(moment=dates.moment(at, self._today())))

    def watch_kept(self, is_kept: Callable[[], bool]) -> None:
        """Who knows whether the store has what is typed."""
        self._is_kept = is_kept

    def unsaved(self) -> list[Unsaved]:
        """What is typed and no draft has yet, and what was sent and is not there yet."""
        texts = [self._sent.text] if self._sent else []
        if not self._is_kept():
            texts.append(self.text.toPlainText())
        place, name = place_of(self), self.accessibleName()
        return [Unsaved(place, name, text) for text in texts if text.strip()]

    def _holds(self) -> bool:
        return bool(self.value().stored())

    def _say(self, words: str, tone: Tone = Tone.PLAIN) -> None:
        self.said.setText(words)
        self.said.setProperty("tone", None if tone is Tone.PLAIN else tone.value)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self._fit()

    # -- keys --------------------------------------------------------------------------------

    def _on_entered(self, as_item: bool) -> None:
        value = self.value()
        if as_item:
            value = replace(value, as_item=True)
        if self.owner.unknown():
            self._say(
                _("Nobody here is called that. Choose an owner, or leave it empty."), Tone.BAD
            )
            self.owner.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not value.text.strip():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._sent is None:  # one after the other, so that none is put back over another
            self._sent = value
            self.fill(Typed())
            self._say("")
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.kept.emit(value)

    def _on_until(self, on: bool) -> None:
        self.due.setVisible(on)
        if on and self.text.isVisible():
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_typed()

    def _on_typed(self) -> None:
        self._fit()
        self.typed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._fit)
        return False

    def _fit(self) -> None:
        """The keys for more show while somebody writes here; "nothing" while there is nothing."""
        here = QApplication.focusWidget()
        inside = here is not None and (here is self or self.isAncestorOf(here))
        if QApplication.activePopupWidget() is None:  # a calendar or a list opened from here
            self._more.setVisible(inside)
        self.nothing.setVisible(self._may_say_nothing and not self._holds())
        self.keep.setVisible(self._holds())
        self.due.setVisible(self.until.isChecked())
        self.said.setVisible(bool(self.said.text()))


def _toggle(text: str, icon: str) -> QPushButton:
    made = button(text, icon=icon)
    made.setCheckable(True)
    return made


def _named(text: str, field: QWidget) -> QLabel:
    """A caption whose mnemonic leads into the field."""
    made = QLabel(text)
    made.setProperty("role", "caption")
    made.setBuddy(field)
    return made
