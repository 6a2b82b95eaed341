"""Labelled fields of the pages before the desk; passwords can be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui.kit import password_field as lines
from app.ui.kit.fields import ChoiceField
from app.ui.kit.tokens import Space

V = TypeVar("V")
W = TypeVar("W", bound=QWidget)


class OverwrittenLine(QLineEdit):
    """What is typed or pasted once it is reached, by key or by mouse, replaces what stands there;
    a second click sets the cursor."""

    _clicked = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._clicked = event.reason() is Qt.FocusReason.MouseFocusReason
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._clicked and not self.hasSelectedText():
            self.selectAll()
        self._clicked = False


def field(
    column: QVBoxLayout,
    name: str,
    text: str = "",
    *,
    beside: QWidget | None = None,
    line: QLineEdit | None = None,
) -> QLineEdit:
    """A line under its name, whose mnemonic leads to it; with a button `beside` it. `line`: of
    another kind than the usual."""
    made = QLineEdit() if line is None else line
    made.setText(text)
    _name(column, name, made, beside)
    return made


def secret_field(column: QVBoxLayout, name: str) -> QLineEdit:
    """As `field`, unreadable until its eye is pressed."""
    made = lines.password_field()
    _name(column, name, made)
    return made


def choice(column: QVBoxLayout, name: str, choices: Iterable[tuple[str, V]]) -> ChoiceField[V]:
    """One of several, under its name."""
    made = ChoiceField(list(choices))
    made.setAccessibleName(name.replace("&", ""))
    _put(column, name, tall(made))
    return made


def _name(column: QVBoxLayout, name: str, made: QLineEdit, beside: QWidget | None = None) -> None:
    made.setAccessibleName(name.replace("&", ""))
    _put(column, name, tall(made), beside)


def tall(made: W) -> W:
    """A line or a button as high as the pages before the desk have them, more for large text."""
    made.ensurePolished()
    made.setMinimumHeight(max(34, made.sizeHint().height() + 4))
    return made


def _put(column: QVBoxLayout, name: str, made: QWidget, beside: QWidget | None = None) -> None:
    word = QLabel(name)
    word.setProperty("role", "strong")
    word.setBuddy(made)
    pair = QVBoxLayout()
    pair.setSpacing(4)
    pair.addWidget(word)
    if beside is None:
        pair.addWidget(made)
    else:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(made, 1)
        row.addWidget(tall(beside))
        pair.addLayout(row)
    column.addLayout(pair)
