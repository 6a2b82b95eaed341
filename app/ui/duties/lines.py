"""Widgets beside each other, the house's way."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.tokens import Space


def line_of(*widgets: QWidget | None) -> QHBoxLayout:
    """The widgets from left to right; None takes what room is left."""
    line = QHBoxLayout()
    line.setSpacing(Space.S)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget)
    return line
