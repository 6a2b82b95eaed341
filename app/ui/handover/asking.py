"""The words that a deed on a line needs: typed in the line itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.text import _
from app.ui.kit.controls import button
from app.ui.kit.fields import text_field
from app.ui.kit.tokens import Space


class Asking(QWidget):
    """A field with a verb: Enter answers, Esc drops it."""

    answered = Signal(str)
    typed = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = text_field(most=500)
        self.field.returnPressed.connect(self._on_entered)
        self.field.textEdited.connect(self.typed)
        self._verb = button("", self._on_entered, kind="primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.field, 1)
        row.addWidget(self._verb)
        row.addWidget(button(_("Cancel"), self.dropped.emit))

    def ask(self, question: str, verb: str, about: str, begins: str = "") -> None:
        """Ask for words; what was typed before stays."""
        self.field.setPlaceholderText(question)
        self.field.setAccessibleName(f"{question} {about}")
        self._verb.setText(verb)
        if not self.field.text():
            self.field.setText(begins)

    def words(self) -> str:
        return self.field.text()

    def _on_entered(self) -> None:
        words = self.field.text().strip()
        if words:
            self.answered.emit(words)
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key typed here is one of the line's."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        event.accept()
