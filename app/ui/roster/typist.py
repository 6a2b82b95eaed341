"""Codes typed where the cursor is: letters gather until they name one shift."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.rules.edits import Codes
from app.ui.roster.hint import CodeHint
from app.ui.roster.letters import Typed, read_typed
from app.ui.roster.model import RosterModel

Key = Qt.Key
_STEPS = {
    Key.Key_Return: (1, 0),
    Key.Key_Enter: (1, 0),
    Key.Key_Tab: (0, 1),
    Key.Key_Right: (0, 1),
    Key.Key_Left: (0, -1),
    Key.Key_Down: (1, 0),
    Key.Key_Up: (-1, 0),
}
"""Keys that complete what is typed, and where they go: rows down, columns across."""
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Typist(QObject):
    """Takes keys, keeps the letters of a code that is not complete, and offers what fits."""

    completed = Signal(str, int, int)
    """A code ("" : a day off), and where the cursor goes: rows down, columns across."""
    unknown = Signal(str)
    """Letters with which no code begins."""
    changed = Signal()
    """The letters to be shown are others."""

    def __init__(self, model: RosterModel, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._model = model
        self._hint = CodeHint(viewport)
        self.letters = ""

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key was a letter of a code, or completed, shortened or dropped one."""
        if self.letters and self._finishes(event.key()):
            return True
        text = event.text()
        if event.modifiers() & _HELD or not text.isprintable() or not text.strip():
            return False
        self.type(text)
        return True

    def type(self, text: str) -> None:
        """More letters: from the keyboard, or from an input method."""
        typed = read_typed(self.letters + text, self._model.codes())
        if len(text) > 1 and self._takes_phrase(typed.letters):
            return
        if typed.known and not typed.complete:
            self._keep(typed.letters)
        else:
            self._end(typed, 0, 1)

    def _takes_phrase(self, text: str) -> bool:
        """Whether `text`, committed at once, is shifts and days off one after another."""
        found = Codes(self._model.codes(), self._model.names()).phrase(text)
        if found is None:
            return False
        self.drop()
        for code in found:
            self.completed.emit(code, 0, 1)
        return True

    def complete(self, down: int, across: int) -> None:
        """Take the letters as they stand, and move on."""
        typed = read_typed(self.letters, self._model.codes())
        self._end(typed, down, across)

    def drop(self) -> None:
        """Forget the letters."""
        if self.letters:
            self._keep("")

    def offer(self, cell: QRect) -> None:
        """Show the codes that fit, beside the cell."""
        self._hint.offer(self.letters, self._model.shifts.values(), cell)

    def _finishes(self, key: int) -> bool:
        step = _STEPS.get(Key(key))
        if step is not None:
            self.complete(*step)
        elif key == Key.Key_Backspace:
            self._keep(self.letters[:-1])
        elif key == Key.Key_Escape:
            self.drop()
        else:
            return False
        return True

    def _end(self, typed: Typed, down: int, across: int) -> None:
        self.drop()
        if typed.code or typed.off:
            self.completed.emit(typed.code, down, across)
        else:
            self.unknown.emit(typed.letters)

    def _keep(self, letters: str) -> None:
        self.letters = letters
        self.changed.emit()
