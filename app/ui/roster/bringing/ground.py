"""Cells on a ground of their own, which the stylesheet's items would paint over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit.indexes import Index

GROUND_ROLE = Qt.ItemDataRole.UserRole + 1
"""The QColor on which a cell lies; None for the table's own."""


class GroundDelegate(QStyledItemDelegate):
    """Paints the model's ground under each cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground: QColor | None = index.data(GROUND_ROLE)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)
