"""A page's body that scrolls when the window is too low for it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(sheet: QWidget) -> QScrollArea:
    """`sheet` as wide as the page, as high as it needs."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(sheet)
    return area
