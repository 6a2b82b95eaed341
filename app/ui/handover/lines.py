"""What stands under a section: notes, open items, changes of staff; each a line with its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.rules.vocabulary import Section
from app.text import _
from app.ui.handover.asking import Asking
from app.ui.handover.line_face import Face, LineFace
from app.ui.kit.controls import button
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.work.removal import clear, remove

_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SECTIONS = tuple(str(number) for number in range(1, len(Section) + 1))
_NOT_CHOSEN = (
    Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.OtherFocusReason,
    Qt.FocusReason.PopupFocusReason,
)  # fmt: skip
"""The cursor came here by itself: nothing has to be explained."""
Pill = tuple[str, Tone]


@dataclass(frozen=True, slots=True)
class Deed:
    """What can be done to a line: its name, the key that does it, and whether words are asked.

    `asked` is what the field says that asks for them; "" asks for none. `begins` stands in it.
    `offered` False: by its key alone.
    """

    name: str
    title: str
    key: Qt.Key
    asked: str = ""
    verb: str = ""
    begins: str = ""
    offered: bool = True


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is shown. `key` makes it the same one when it is read anew."""

    key: tuple[str, object]
    text: str
    icon: str = "dot"
    tone: Tone = Tone.PLAIN
    pills: Sequence[Pill] = ()
    below: Sequence[str] = ()
    deeds: Sequence[Deed] = ()
    faded: bool = False

    @property
    def spoken(self) -> str:
        return ", ".join(
            filter(None, (self.text, *(words for words, _t in self.pills), *self.below))
        )


class LogLine(QFrame):
    """One line under a section. Arrows walk on, Enter explains it, and its deeds have keys.

    What is asked for a deed is typed in the line itself, and stays there while the page is read
    anew. `done` brings the deed's name and the words.
    """

    picked = Signal(object)
    moved = Signal(object, int)
    done = Signal(object, str, str)
    """The line, the deed's name, and the words that were asked for."""
    typed = Signal(object, str, str)
    """The line, the deed's name, and what is typed so far."""
    jumped = Signal(int)
    """A digit: to the section of that number."""

    def __init__(self, shown: ShownLine) -> None:
        super().__init__()
        self.shown = shown
        self._asking: Deed | None = None
        self._is_kept: Callable[[str], bool] = lambda _deed: True
        for name in ("card", "line", "clickable"):
            self.setProperty(name, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._face = LineFace()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(Space.XS)
        self._asked: Asking | None = None
        self._lay_out()
        self.show_line(shown)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._face, 1)
        head.addLayout(self._buttons)
        self._words = QVBoxLayout(self)
        self._words.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        self._words.setSpacing(Space.XS)
        self._words.addLayout(head)

    # -- showing -----------------------------------------------------------------------------

    def show_line(self, shown: ShownLine) -> None:
        """Show it as it stands now; what is typed in it stays."""
        self.shown = shown
        ink = "text_faint" if shown.tone is Tone.PLAIN else shown.tone.value
        self._face.show_face(
            Face(shown.icon, ink, shown.text, shown.faded, shown.pills, "\n".join(shown.below))
        )
        clear(self._buttons)
        for deed in (deed for deed in shown.deeds if deed.offered):
            self._buttons.addWidget(self._offer(deed), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(shown.spoken)
        self.setAccessibleDescription("; ".join(_key_words(deed) for deed in shown.deeds))
        offered = {deed.name for deed in shown.deeds}
        if self._asking is not None and self._asking.name not in offered:
            self.answered()

    def _offer(self, deed: Deed) -> QPushButton:
        made = button(deed.title, lambda: self.do(deed), kind="link")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(f"{deed.title}: {self.shown.text}")
        made.setToolTip(_key_words(deed))
        return made

    # -- doing -------------------------------------------------------------------------------

    def do(self, deed: Deed) -> None:
        """Do it, or ask for the words that it needs."""
        if deed.asked:
            self._ask(deed, deed.begins).field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.done.emit(self, deed.name, "")

    def fill(self, name: str, words: str) -> None:
        """Go on with words that a draft kept."""
        deed = next((deed for deed in self.shown.deeds if deed.name == name), None)
        if deed is not None and deed.asked and not self.asking:
            self._ask(deed, words)

    def answered(self) -> None:
        """It was done, or is not wanted: nothing is asked any more."""
        self._asking = None
        if self._asked is not None:
            remove(self._asked)
            self._asked = None

    def watch_kept(self, is_kept: Callable[[str], bool]) -> None:
        """Who knows whether a draft has what is typed for a deed."""
        self._is_kept = is_kept

    def unsaved(self) -> list[Unsaved]:
        """Words that no draft has yet."""
        text = self.words()
        if self._asking is None or not text or self._is_kept(self._asking.name):
            return []
        return [Unsaved(place_of(self), self.shown.text, text)]

    @property
    def asking(self) -> bool:
        """Whether words are asked for in it."""
        return self._asking is not None

    def words(self) -> str:
        """What is typed so far."""
        return self._asked.words() if self._asked is not None else ""

    def _ask(self, deed: Deed, begins: str) -> Asking:
        if self._asked is None or self._asking is not deed:
            self.answered()
            self._asked = Asking()
            self._asked.answered.connect(lambda words: self.done.emit(self, deed.name, words))
            self._asked.typed.connect(lambda words: self.typed.emit(self, deed.name, words))
            self._asked.dropped.connect(self._on_dropped)
            self._words.addWidget(self._asked)
        self._asking = deed
        self._asked.ask(deed.asked, deed.verb or deed.title, self.shown.text, begins)
        return self._asked

    def _on_dropped(self) -> None:
        if self._asking is not None:
            self.typed.emit(self, self._asking.name, "")
        self.answered()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self, -1 if key == Qt.Key.Key_Up else 1)
        elif key in _ENTERING:
            self.picked.emit(self)
        elif event.text() in _SECTIONS:
            self.jumped.emit(int(event.text()))
        elif not self._does(key, event):
            super().keyPressEvent(event)

    def _does(self, key: Qt.Key, event: QKeyEvent) -> bool:
        deed = next((deed for deed in self.shown.deeds if deed.key == key), None)
        if deed is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        self.do(deed)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _NOT_CHOSEN:
            self.picked.emit(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


def _key_words(deed: Deed) -> str:
    key = "Del" if deed.key == Qt.Key.Key_Delete else chr(int(deed.key))
    return _("{what}: key {key}").format(what=deed.title, key=key)
