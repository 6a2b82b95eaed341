"""Labelled fields of the pages before the desk; passwords can be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui.kit import password_field as lines
from app.ui.kit.fields import ChoiceField

V = TypeVar("V")
W = TypeVar("W", bound=QWidget)


def field(column: QVBoxLayout, name: str, text: str = "") -> QLineEdit:
    """A line under its name; the name's mnemonic leads to it."""
    made = QLineEdit(text)
    _name(column, name, made)
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


def _name(column: QVBoxLayout, name: str, made: QLineEdit) -> None:
    made.setAccessibleName(name.replace("&", ""))
    _put(column, name, tall(made))


def tall(made: W) -> W:
    """A line or a button as high as the pages before the desk have them, more for large text."""
    made.ensurePolished()
    made.setMinimumHeight(max(34, made.sizeHint().height() + 4))
    return made


def _put(column: QVBoxLayout, name: str, made: QWidget) -> None:
    word = QLabel(name)
    word.setProperty("role", "strong")
    word.setBuddy(made)
    pair = QVBoxLayout()
    pair.setSpacing(4)
    pair.addWidget(word)
    pair.addWidget(made)
    column.addLayout(pair)
