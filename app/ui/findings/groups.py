"""The groups at the left: each with its count and a bar for its share; one can be picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.text import _, ngettext
from app.ui import theme
from app.ui.findings.filters import Group
from app.ui.tokens import RADIUS, Space

_GROUP = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class GroupsModel(QAbstractListModel):
    """Groups as rows. `most` is the largest count, against which bars are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: Sequence[Group] = ()
        self.most = 1

    def set_groups(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        self.groups = groups
        self.most = max((group.count for group in groups), default=1)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group = self.groups[index.row()]
        if role == _GROUP:
            return group
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{group.title} {group.detail} {group.count}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{group.title} · {group.detail}" if group.detail else group.title
        return None


class GroupsList(QListView):
    """`picked` brings the key of the group that was pressed, None when it was the one in force."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.groups = GroupsModel()
        self.setModel(self.groups)
        self.setItemDelegate(_GroupDelegate(self))
        self.setAccessibleName(_("Groups of findings"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_pressed)
        self._key: Any = None

    def set_groups(self, groups: Sequence[Group], key: Any) -> None:
        """Show `groups`, with the one of `key` picked; None picks none."""
        self._key = key
        row = self.currentIndex().row()
        self.groups.set_groups(groups)
        here = [number for number, group in enumerate(groups) if group.key == key]
        self.selectionModel().clear()
        if here:
            self.setCurrentIndex(self.groups.index(here[0]))
        elif 0 <= row < len(groups):
            self.selectionModel().setCurrentIndex(
                self.groups.index(row), self.selectionModel().SelectionFlag.NoUpdate
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_pressed(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_pressed(self, index: QModelIndex) -> None:
        if index.isValid():
            key = index.data(_GROUP).key
            self.picked.emit(None if key == self._key else key)


class _GroupDelegate(QStyledItemDelegate):
    """Title and count over a bar; the detail below the title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, 2 * option.fontMetrics.height() + Space.M + Space.S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group: Group = index.data(_GROUP)
        model = index.model()
        assert isinstance(model, GroupsModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_background(painter, option)
        area = option.rect.adjusted(Space.M, Space.XS + 2, -Space.M, -Space.XS)
        self._paint_words(painter, option, area, group)
        self._paint_bar(painter, area, group.count / model.most)
        painter.restore()

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens = theme.tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selection"))
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.colour("accent")
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.mix(tokens.surface, tokens.sunken, 0.6))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), RADIUS / 2, RADIUS / 2)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, group: Group
    ) -> None:
        height = option.fontMetrics.height()
        count = f"{group.count:,}"
        painter.setFont(theme.font("strong"))
        room = painter.fontMetrics().horizontalAdvance(count) + Space.S
        line = QRect(area.left(), area.top(), area.width(), height)
        painter.setPen(theme.colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        line.setWidth(area.width() - room)
        self._elided(painter, line, group.title)
        if group.detail:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text_soft"))
            below = QRect(area.left(), area.top() + height, area.width(), height)
            self._elided(painter, below, group.detail)

    def _elided(self, painter: QPainter, area: QRect, text: str) -> None:
        fitted = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, max(area.width(), 0)
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)

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
