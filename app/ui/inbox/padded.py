"""What stands over or under a request's sheet, with the page's margins around it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.tokens import Space


class Padded(QWidget):
    """It keeps to its own height, where the sheet takes the rest."""


def padded(widget: QWidget) -> Padded:
    """`widget` with the margins around it."""
    made = Padded()
    row = QVBoxLayout(made)
    row.setContentsMargins(Space.XL, Space.S, Space.XL, Space.M)
    row.addWidget(widget)
    return made
