"""A choice that one may type for: a few letters, a name's sounds or a number find it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from app.ui.kit import fuzzy
from app.ui.kit.fields import MOST_LINES, ChoiceField, TextLine

Value = TypeVar("Value")


class FindingField(ChoiceField[Value]):
    """What fits best is chosen while one types, and stands in the field when one leaves it.

    With `lost`, what was typed fits nothing and nothing is chosen by it.
    """

    def __init__(
        self, choices: Iterable[tuple[str, Value]] = (), chosen: Value | None = None
    ) -> None:
        self.lost = self._asked = False
        super().__init__()
        self.typed = TextLine()
        self.setEditable(True)
        self.setLineEdit(self.typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._fitting = QStringListModel(self)
        shown = QCompleter(self._fitting, self)
        shown.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        shown.setMaxVisibleItems(MOST_LINES)
        shown.activated.connect(self._on_taken)
        self.setCompleter(shown)
        self.typed.textEdited.connect(self._on_typed)
        self.typed.editingFinished.connect(self._show_chosen)
        self.offer(choices, chosen)

    def offer(self, choices: Iterable[tuple[str, Value]], chosen: Value | None = None) -> None:
        """As any choice; what is being typed stays."""
        typing, lost = self.currentText() if self.is_typed else None, self.lost
        super().offer(choices, chosen)
        if typing is not None:
            self._put(typing)
            self.lost = lost

    def choose(self, value: Value | None) -> None:
        super().choose(value)
        self.lost = self._asked = False

    def ask(self) -> None:
        """Empty: nothing is chosen until somebody says what."""
        self.lost = self._asked = True
        self._put("")

    @property
    def is_typed(self) -> bool:
        """Whether something else stands there than what is chosen."""
        return self.isEditable() and self.currentText() != self.itemText(self.currentIndex())

    def fitting(self, typed: str) -> list[int]:
        """The places of what fits, best first."""
        texts = enumerate(self.itemText(at) for at in range(self.count()))
        return fuzzy.best(typed, [(at, (text,)) for at, text in texts])

    def _on_typed(self, typed: str) -> None:
        found = self.fitting(typed) if typed.strip() else []
        self._fitting.setStringList([self.itemText(at) for at in found])
        self.lost = not found and (bool(typed.strip()) or self._asked)
        if found:
            self._asked = False
            self.setCurrentIndex(found[0])
        self._put(typed)

    def _put(self, typed: str) -> None:
        """What is typed goes on standing there, whatever is chosen by it: that is told already."""
        line = self.typed
        place = line.cursorPosition()
        with QSignalBlocker(self):
            line.setText(typed)
        line.setCursorPosition(min(place, len(typed)))

    def _on_taken(self, text: str) -> None:
        self.lost = self._asked = False
        self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchExactly))
        self._show_chosen()

    def _show_chosen(self) -> None:
        if not self.lost:
            with QSignalBlocker(self):
                self.typed.setText(self.itemText(self.currentIndex()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.typed.selectAll()
