"""In order or failed: one key each, and nothing until it is answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from app.text import _
from app.ui.kit.tokens import Space

_KEYS = {Qt.Key.Key_1: True, Qt.Key.Key_2: False}


class Answer(QWidget):
    """`value()` is None until somebody has answered. `keyed`: it was answered with 1 or 2."""

    changed = Signal()
    keyed = Signal()

    def __init__(self, chosen: bool | None) -> None:
        super().__init__()
        self._buttons = {
            True: QRadioButton(_("In order (1)")),
            False: QRadioButton(_("Failed (2)")),
        }
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        for made in self._buttons.values():
            self._group.addButton(made)
            row.addWidget(made)
        if chosen is not None:
            self.choose(chosen)
        self.setFocusProxy(self._buttons[True])
        self._group.buttonToggled.connect(lambda _made, on: self.changed.emit() if on else None)

    def value(self) -> bool | None:
        return next((ok for ok, made in self._buttons.items() if made.isChecked()), None)

    def choose(self, ok: bool) -> None:
        self._buttons[ok].setChecked(True)

    def setAccessibleName(self, name: str) -> None:
        """Each of the two says what it is an answer to."""
        super().setAccessibleName(name)
        for made in self._buttons.values():
            made.setAccessibleName(f"{name}, {made.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ok = _KEYS.get(Qt.Key(event.key()))
        if ok is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.choose(ok)
        self._buttons[ok].setFocus(Qt.FocusReason.OtherFocusReason)
        self.keyed.emit()
