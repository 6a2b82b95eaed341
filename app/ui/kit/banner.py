"""A message within a page: no window of its own, no answer needed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.kit.controls import label, symbol
from app.ui.kit.tokens import Space, Tone


class Banner(QFrame):
    """A message within a page: symbol, sentence, and a step to take."""

    def __init__(self, text: str, tone: Tone = Tone.INFO) -> None:
        super().__init__()
        self.setProperty("banner", True)
        self.setProperty("tone", tone.value)
        self._sign = symbol(tone, 18)
        self._text = label(text, wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._row.setSpacing(Space.S)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._text, 1)
        if not text:
            self.hide()  # never shown from here: without a parent yet it would be a window

    def set_text(self, text: str) -> None:
        """Replace the sentence; "" hides the banner."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._text.text()

    def add_step(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
