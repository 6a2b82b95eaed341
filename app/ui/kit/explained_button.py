"""A button that says beside it how it differs from those above and below it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.kit.controls import label
from app.ui.kit.tokens import Space


class ExplainedButton(QWidget):
    """`button` with one soft line, which it has for screen readers too. Hide and show the whole."""

    def __init__(self, button: QPushButton, words: str) -> None:
        super().__init__()
        button.setAccessibleDescription(words)
        button.setToolTip(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(button)
        row.addWidget(label(words, "soft", wrap=True), 1)
