"""The list at the left: entries of two lines under headings, one of them picked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit import icons, theme
from app.ui.kit.indexes import Index
from app.ui.kit.line_list import LINE_ROLE, LineList, paint_ends, paint_fitted, paint_ground
from app.ui.kit.tokens import Space, Tone

_ICON = 18


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

    @property
    def tip(self) -> str:
        return "\n".join(part for part in (self.title, self.note) if part)


class EntriesList(LineList[Entry]):
    """`picked` brings the key of the entry that became the current one."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name, _EntryDelegate())
        self.selectionModel().currentChanged.connect(self._on_current)
        self._row = 0

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show `entries`; the one that was picked stays so, silently, where it is still there."""
        key = self.key()
        self._row = self.currentIndex().row() if key is not None else 0
        model = self.selectionModel()
        model.blockSignals(True)
        self.lines.set_lines(entries)
        self.pick(key)
        model.blockSignals(False)
        self.viewport().update()

    def key(self) -> object:
        """What is picked; None for nothing."""
        entry = self.currentIndex().data(LINE_ROLE)
        return entry.key if entry is not None else None

    def pick(self, key: object) -> bool:
        """Pick the entry of this key; whether there is one."""
        row = self.lines.row_of(key)
        if row is not None:
            self.setCurrentIndex(self.lines.index(row))
        return row is not None

    def drop(self) -> None:
        """Pick nothing."""
        self.selectionModel().clear()

    def pick_near(self) -> None:
        """Pick what took the place of the entry that is gone, or the last before it."""
        rows = [n for n, entry in enumerate(self.lines.lines) if entry.key is not None]
        near = next((n for n in rows if n >= self._row), rows[-1])
        self.setCurrentIndex(self.lines.index(near))

    def pick_next(self, but: Collection[object]) -> bool:
        """Pick the next entry, or else the last before it, that is none of `but`; whether there is
        one."""
        here = self.currentIndex().row()
        rows = [
            n
            for n, entry in enumerate(self.lines.lines)
            if entry.key is not None and entry.key not in but
        ]
        if rows:
            near = next((n for n in rows if n >= here), rows[-1])
            self.setCurrentIndex(self.lines.index(near))
        return bool(rows)

    def _on_current(self, index: QModelIndex) -> None:
        entry = index.data(LINE_ROLE) if index.isValid() else None
        if entry is not None and entry.key is not None:
            self.picked.emit(entry.key)


class _EntryDelegate(QStyledItemDelegate):
    """Symbol, title with what stands aside, and the note below it in at most two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(LINE_ROLE)
        line = option.fontMetrics.height()
        if entry.key is None:
            return QSize(200, line + Space.L)
        return QSize(200, 2 * line + Space.L)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(Space.M, 0, -Space.M, 0)
        if entry.key is None:
            self._paint_heading(painter, area, entry)
        else:
            paint_ground(painter, option, ruled=True)
            self._paint_entry(painter, option, area, entry)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, entry: Entry) -> None:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text_soft"))
        area = area.adjusted(0, 0, 0, -Space.XS)
        foot = Qt.AlignmentFlag.AlignBottom
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | foot, entry.title)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | foot, entry.aside)

    def _paint_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, entry: Entry
    ) -> None:
        height = option.fontMetrics.height()
        top = area.top() + Space.S
        ink = "text_soft" if entry.tone is Tone.PLAIN else entry.tone.value
        picture = icons.pixmap(entry.icon or "dot", ink, _ICON)
        painter.drawPixmap(area.left(), top + (height - _ICON) // 2, picture)
        left = area.left() + _ICON + Space.S
        first = QRect(left, top, area.right() - left, height)
        title = (entry.title, "strong" if entry.strong else "body")
        paint_ends(painter, first, title, (entry.aside, "caption"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_soft"))
        paint_fitted(painter, first.translated(0, height), entry.note)
