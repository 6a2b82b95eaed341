"""The list at the left: entries of two lines under headings, one of them picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import icons, theme
from app.ui.tokens import RADIUS, Space, Tone

_ENTRY = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_ICON = 18
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line to pick: `key` names what it stands for; None makes it a heading.

    `aside` stands at the right end, `strong` sets it off (unread), in words too: `state`.
    """

    title: str
    note: str = ""
    aside: str = ""
    key: object = None
    icon: str = ""
    tone: Tone = Tone.PLAIN
    strong: bool = False
    state: str = ""

    @property
    def spoken(self) -> str:
        """For screen readers."""
        return ". ".join(part for part in (self.state, self.title, self.note, self.aside) if part)


class EntriesModel(QAbstractListModel):
    """Entries as rows; headings cannot be picked."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (entry.title, entry.note) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.entries[index.row()].key is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class EntriesList(QListView):
    """`picked` brings the key of the entry that became the current one."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.entries = EntriesModel()
        self.setModel(self.entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self._row = 0

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show `entries`; the one that was picked stays so, silently, where it is still there."""
        key = self.key()
        self._row = self.currentIndex().row() if key is not None else 0
        model = self.selectionModel()
        model.blockSignals(True)
        self.entries.set_entries(entries)
        self._pick(key)
        model.blockSignals(False)
        self.viewport().update()

    def key(self) -> object:
        """What is picked; None for nothing."""
        entry = self.currentIndex().data(_ENTRY)
        return entry.key if entry is not None else None

    def pick(self, key: object) -> bool:
        """Pick the entry of this key; whether there is one."""
        return self._pick(key)

    def drop(self) -> None:
        """Pick nothing."""
        self.selectionModel().clear()

    def pick_near(self) -> None:
        """Pick what took the place of the entry that is gone, or the last before it."""
        rows = [n for n, entry in enumerate(self.entries.entries) if entry.key is not None]
        near = next((n for n in rows if n >= self._row), rows[-1])
        self.setCurrentIndex(self.entries.index(near))

    def _pick(self, key: object) -> bool:
        for row, entry in enumerate(self.entries.entries):
            if key is not None and entry.key == key:
                self.setCurrentIndex(self.entries.index(row))
                return True
        return False

    def _on_current(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY) if index.isValid() else None
        if entry is not None and entry.key is not None:
            self.picked.emit(entry.key)


class _EntryDelegate(QStyledItemDelegate):
    """Symbol, title with what stands aside, and the note below it in at most two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(_ENTRY)
        line = option.fontMetrics.height()
        if entry.key is None:
            return QSize(200, line + Space.L)
        return QSize(200, 2 * line + Space.L)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(_ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(Space.M, 0, -Space.M, 0)
        if entry.key is None:
            self._paint_heading(painter, area, entry)
        else:
            self._paint_ground(painter, option)
            self._paint_entry(painter, option, area, entry)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, entry: Entry) -> None:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text_soft"))
        area = area.adjusted(0, 0, 0, -Space.XS)
        foot = Qt.AlignmentFlag.AlignBottom
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | foot, entry.title)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | foot, entry.aside)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens = theme.tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selection"))
            mark = QRect(option.rect.topLeft(), QSize(3, option.rect.height()))
            painter.fillRect(mark, theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.mix(tokens.surface, tokens.sunken, 0.6))
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), RADIUS / 2, RADIUS / 2)

    def _paint_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, entry: Entry
    ) -> None:
        height = option.fontMetrics.height()
        top = area.top() + Space.S
        ink = "text_soft" if entry.tone is Tone.PLAIN else entry.tone.value
        picture = icons.pixmap(entry.icon or "dot", ink, _ICON)
        painter.drawPixmap(area.left(), top + (height - _ICON) // 2, picture)
        left = area.left() + _ICON + Space.S
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_soft"))
        aside = painter.fontMetrics().horizontalAdvance(entry.aside)
        first = QRect(left, top, area.right() - left, height)
        painter.drawText(
            first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.aside
        )
        _elided(painter, QRect(left, top + height, area.right() - left, height), entry.note)
        painter.setFont(theme.font("strong" if entry.strong else "body"))
        painter.setPen(theme.colour("text"))
        first.setWidth(first.width() - aside - Space.S)
        _elided(painter, first, entry.title)


def _elided(painter: QPainter, area: QRect, text: str) -> None:
    fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)
