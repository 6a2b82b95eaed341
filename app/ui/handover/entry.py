"""The entry line of a section: text, and Enter keeps it; what makes an item of it is a key away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.text import _, dates
from app.ui.handover.entry_more import EntryMore
from app.ui.handover.owner_field import Person
from app.ui.handover.typed import TypedEntry
from app.ui.kit.controls import label
from app.ui.kit.growing_text import GrowingText
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of


class EntryLine(QWidget):
    """`kept` brings what was typed once Enter was pressed; `typed` says that something changed.

    The line outlives what stands above it: others' notes come while it is typed in.
    """

    typed = Signal()
    kept = Signal(object)
    nothing_asked = Signal()
    left = Signal()
    unfolded = Signal()
    """The fields for more have come in sight."""

    def __init__(self, section: str, number: int, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._held = TypedEntry()
        """What stands in the line, but for its text and while there is no `more`."""
        self._sent: TypedEntry | None = None
        self._people: Sequence[Person] = ()
        self._is_kept: Callable[[], bool] = lambda: True
        self._may_say_nothing = False
        self._more: EntryMore | None = None
        self._told = ""
        self.setAccessibleName(section)
        placeholder = _("Alt+{n}: write here. Enter keeps it, Ctrl+Enter as an open item")
        self.text = GrowingText(section, placeholder.format(n=number))
        self.said = label("", "caption")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(self.text)
        self._column.addWidget(self.said)
        self.text.entered.connect(self._on_entered)
        self.text.left.connect(self.left)
        self.text.textChanged.connect(self._on_typed)
        self.text.installEventFilter(self)
        self._fit()

    @property
    def more(self) -> EntryMore:
        """Owner, due day and the rest, made when they are first wanted."""
        if self._more is None:
            self._more = EntryMore(self._today())
            self._more.offer(self._people)
            self._more.fill(self._held)
            self._more.changed.connect(self._on_typed)
            self._more.entered.connect(lambda: self._on_entered(False))
            self._more.nothing_asked.connect(self.nothing_asked)
            self._more.left.connect(self.text.setFocus)
            self._column.insertWidget(1, self._more)
            for widget in self._more.findChildren(QWidget):
                widget.installEventFilter(self)
        return self._more

    # -- what is typed -----------------------------------------------------------------------

    def value(self) -> TypedEntry:
        """The line as it stands."""
        text = self.text.toPlainText()
        return self._more.value(text) if self._more else replace(self._held, text=text)

    def fill(self, typed: TypedEntry) -> None:
        """Show what a draft kept; nothing is typed by that."""
        self._held = typed
        with QSignalBlocker(self):
            self.text.setPlainText(typed.text)
            if self._more is not None:
                self._more.fill(typed)
        self._say("")

    def give_back(self) -> None:
        """It was not taken: what was sent stands here again, before what was typed since."""
        sent, self._sent = self._sent, None
        if sent is not None:
            since = self.text.toPlainText()
            self.fill(replace(sent, text=f"{sent.text}\n{since}" if since.strip() else sent.text))
            self.typed.emit()

    def taken(self) -> None:
        """It stands in the log now."""
        self._sent = None

    def offer(self, people: Sequence[Person]) -> None:
        """Whose an item may be."""
        self._people = people
        if self._more is not None:
            self._more.offer(people)

    def may_say_nothing(self, may: bool) -> None:
        """Whether the section is empty, so that "nothing to report" can be said in one key."""
        self._may_say_nothing = may
        self._fit()

    def unsaved(self) -> list[Unsaved]:
        """What is typed and no draft has yet, and what was sent and is not there yet."""
        texts = [self._sent.text] if self._sent else []
        if not self._is_kept():
            texts.append(self.text.toPlainText())
        place, name = place_of(self), self.accessibleName()
        return [Unsaved(place, name, text) for text in texts if text.strip()]

    def watch_kept(self, is_kept: Callable[[], bool]) -> None:
        """Who knows whether the store has what is typed."""
        self._is_kept = is_kept

    def _holds(self) -> bool:
        return bool(self.value().stored())

    # -- what is said of the draft -----------------------------------------------------------

    def say_kept(self, at: datetime) -> None:
        self._say(_("Draft kept {time}").format(time=dates.wall(at)) if self._holds() else "")

    def say_put_off(self) -> None:
        self._say(
            _("The store cannot be reached at the moment. Go on writing: it is tried again."),
            Tone.WARN,
        )

    def say_draft(self, at: datetime) -> None:
        self._say(_("Your draft of {moment}").format(moment=dates.moment(at, self._today())))

    def _say(self, words: str, tone: Tone = Tone.PLAIN) -> None:
        self._told = words
        if self.said.property("tone") != tone.value:
            self.said.setProperty("tone", tone.value)
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
        self._fit()

    def _summary(self) -> list[str]:
        """What else the line holds, while the fields for it are out of sight."""
        value = self.value()
        names = {person: name for person, name in self._people if person == value.owner}
        parts = [
            _("Open item") if value.is_item else "",
            _("Urgent") if value.urgent else "",
            names.get(value.owner, "") if value.owner else "",
            _("until {day}").format(day=dates.near_day(value.due_on, self._today()))
            if value.due_on
            else "",
        ]
        return [part for part in parts if part]

    # -- keys --------------------------------------------------------------------------------

    def _on_entered(self, as_item: bool) -> None:
        value = self.value()
        if as_item:
            value = replace(value, as_item=True)
        if self._more is not None and self._more.owner.unknown():
            self._say(
                _("Nobody here is called that. Choose an owner, or leave it empty."), Tone.BAD
            )
            self._more.owner.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        if value.text.strip() and self._sent is None:  # none is put back over another
            self._sent = value
            self.fill(TypedEntry())
            self.kept.emit(value)

    def _on_typed(self) -> None:
        self._fit()
        self.typed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._fit)
        return False

    def _writes_here(self) -> bool:
        here = QApplication.focusWidget()
        if QApplication.activePopupWidget() is not None:  # a calendar or list opened from here
            return self._more is not None and not self._more.isHidden()
        return here is not None and self.isAncestorOf(here)

    def _fit(self) -> None:
        """The fields for more show while somebody writes here; else what they hold, in words."""
        inside = self._writes_here()
        unfolding = inside and (self._more is None or self._more.isHidden())
        if inside:
            self.more.nothing.setVisible(self._may_say_nothing and not self._holds())
            self.more.keep.setVisible(self._holds())
        if self._more is not None:
            self._more.setVisible(inside)
        words = [] if inside else self._summary()
        said = " · ".join([*words, *([self._told] if self._told else [])])
        self.said.setText(said)
        self.said.setVisible(bool(said))
        if unfolding:
            self.unfolded.emit()
