"""The groups at the left: each with its count and a bar for its share; one can be picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.text import _, ngettext
from app.ui.kit import theme
from app.ui.kit.findings.filters import Group
from app.ui.kit.indexes import Index
from app.ui.kit.line_list import LINE_ROLE, LineList, paint_ends, paint_fitted, paint_ground
from app.ui.kit.tokens import Space


class GroupsList(LineList[Group]):
    """`picked` brings the key of the group that was pressed, None when it was the one in force."""

    picked = Signal(object)

    def __init__(self) -> None:
        self._drawn = _GroupDelegate()
        super().__init__(_("Groups of findings"), self._drawn)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._on_pressed)
        self._key: Any = None

    def set_groups(self, groups: Sequence[Group], key: Any) -> None:
        """Show `groups`, with the one of `key` picked; None picks none."""
        self._key = key
        row = self.currentIndex().row()
        self._drawn.most = max((group.count for group in groups), default=1)
        self.lines.set_lines(groups)
        here = self.lines.row_of(key)
        self.selectionModel().clear()
        if here is not None:
            self.setCurrentIndex(self.lines.index(here))
        elif 0 <= row < len(groups):
            self.selectionModel().setCurrentIndex(
                self.lines.index(row), self.selectionModel().SelectionFlag.NoUpdate
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_pressed(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_pressed(self, index: QModelIndex) -> None:
        if index.isValid():
            key = index.data(LINE_ROLE).key
            self.picked.emit(None if key == self._key else key)


class _GroupDelegate(QStyledItemDelegate):
    """Title and count over a bar, drawn against `most`; the detail below the title."""

    most = 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, 2 * option.fontMetrics.height() + Space.M + Space.S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group: Group = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        area = option.rect.adjusted(Space.M, Space.XS + 2, -Space.M, -Space.XS)
        height = option.fontMetrics.height()
        line = QRect(area.left(), area.top(), area.width(), height)
        paint_ends(painter, line, (group.title, "strong"), (f"{group.count:,}", "strong"))
        if group.detail:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text_soft"))
            paint_fitted(painter, line.translated(0, height), group.detail)
        self._paint_bar(painter, area, group.count / self.most)
        painter.restore()

    def _paint_bar(self, painter: QPainter, area: QRect, share: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRect(area.left(), area.bottom() - 3, area.width(), 3)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(track, 1.5, 1.5)
        track.setWidth(max(3, round(area.width() * share)))
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(track, 1.5, 1.5)


def counted(count: int) -> str:
    """ "1 finding", "12 findings"."""
    return ngettext("{n} finding", "{n} findings", count).format(n=f"{count:,}")
