"""The field of one score: a number, arrow keys, or N for not applicable."""

from __future__ import annotations

from unicodedata import normalize

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.rules.scorecards.scoring import MOST
from app.text import _
from app.ui.kit import theme
from app.ui.kit.inspection_words import number, score_words
from app.ui.scoring.typed import TypedItem

_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEP, _FINE = 5, 1
_LONGEST = 6


class ScoreField(QLineEdit):
    """`entered`: on to the next; `back`: to the one before; `comment_asked`: words to it.

    No input method stands between the keys and the field: N and the digits are what they are in
    a Chinese one too.
    """

    entered = Signal()
    back = Signal()
    comment_asked = Signal()
    submit_asked = Signal()
    changed = Signal()
    reached = Signal()
    """The cursor came here."""

    def __init__(self, name: str, *, na: bool) -> None:
        super().__init__()
        self._may_na, self._na = na, False
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(_LONGEST)
        self.setFixedWidth(theme.scaled(72))
        keys = _("0 to 100. Enter: next · ↑ ↓: by 5 · F: 100 · /: comment")
        self.setToolTip(keys + (" · " + _("N: not applicable") if na else ""))
        self.setPlaceholderText("–")
        self.textEdited.connect(self._on_edited)

    @property
    def na(self) -> bool:
        """Whether the item is not applicable."""
        return self._na

    def score(self) -> float | None:
        return None if self._na else number(self.text())

    def fill(self, typed: TypedItem) -> None:
        """Show what stands there; nothing is typed by that."""
        self._na = typed.na and self._may_na
        self.setText(_("N/A") if self._na else typed.text)

    def typed(self, comment: str) -> TypedItem:
        return TypedItem("" if self._na else self.text(), self._na, comment)

    def set_na(self, *, na: bool) -> None:
        """Not applicable, or to be scored after all."""
        if self._may_na and na != self._na:
            self._na = na
            self.setText(_("N/A") if na else "")
            self.selectAll()
            self.changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        letter = normalize("NFKC", event.text()).lower()
        if key in _ENTERING:
            self._on_enter(held)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            fine = held & Qt.KeyboardModifier.ShiftModifier
            self._step((_FINE if fine else _STEP) * (1 if key == Qt.Key.Key_Up else -1))
        elif self.isReadOnly() or held & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            super().keyPressEvent(event)
        elif letter == "n":
            self.set_na(na=not self._na)
        elif letter == "f":
            self._put(score_words(MOST))
        elif letter == "/":
            self.comment_asked.emit()
        elif letter and letter in "0123456789.":
            self._type(letter)
        elif not letter.isprintable() or not letter:
            super().keyPressEvent(event)

    def _on_enter(self, held: Qt.KeyboardModifier) -> None:
        if held & Qt.KeyboardModifier.ControlModifier:
            self.submit_asked.emit()
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self.back.emit()
        else:
            self.entered.emit()

    def _type(self, sign: str) -> None:
        """What would be no score any more is not typed."""
        if self._na:
            self._na = False
            self.setText("")
        text, at = self.text(), self.cursorPosition()
        if self.hasSelectedText():
            at = self.selectionStart()
            text = text[:at] + text[at + len(self.selectedText()) :]
        wanted = text[:at] + sign + text[at:]
        if wanted == "." or number(wanted) is not None:
            self.setText(wanted)
            self.setCursorPosition(at + 1)
            self.changed.emit()

    def _step(self, by: int) -> None:
        if self.isReadOnly():
            return
        now = self.score()
        start = MOST - max(by, 0) if now is None else now
        self._put(score_words(min(max(start + by, 0), MOST)))

    def _put(self, text: str) -> None:
        self._na = False
        self.setText(text)
        self.selectAll()
        self.changed.emit()

    def _on_edited(self, _text: str) -> None:
        if self._na:
            self._na = False
            self.setText("")
        self.changed.emit()
