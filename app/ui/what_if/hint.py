"""What an empty half says, in a place that may be narrower than its words."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from app.ui.kit.controls import EmptyState
from app.ui.kit.scrolled import scrolled


def hint(icon: str, title: str, text: str) -> QScrollArea:
    """An `EmptyState` that does not widen the window when the panel opens beside it."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(EmptyState(icon, title, text), 1)
    return scrolled(column)
