"""Cells on a ground of their own, which the stylesheet's items would paint over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit import theme
from app.ui.kit.indexes import Index

_MARKED = 70
"""How far the colour of what is marked covers the cell, of 255."""
GROUND_ROLE = Qt.ItemDataRole.UserRole + 1
"""The QColor on which a cell lies; None for the table's own."""


class GroundDelegate(QStyledItemDelegate):
    """Paints the model's ground under each cell, and what is marked over it on any ground."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground: QColor | None = index.data(GROUND_ROLE)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_Selected:
            mark = theme.colour("accent")
            mark.setAlpha(_MARKED)
            painter.fillRect(option.rect, mark)
