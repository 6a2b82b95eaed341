"""Lines of a list that have a state: a title with a word at its right end, over a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit import theme
from app.ui.kit.indexes import Index
from app.ui.kit.line_list import LINE_ROLE, RIGHT, paint_ends, paint_fitted, paint_ground
from app.ui.kit.tokens import Space, Tone


@dataclass(frozen=True, slots=True)
class StateLine:
    """A heading (`key` None), or what the key stands for."""

    key: Any
    title: str
    word: str = ""
    note: str = ""
    tone: Tone = Tone.PLAIN

    @property
    def spoken(self) -> str:
        return ", ".join(filter(None, (self.title, self.word, self.note)))

    @property
    def tip(self) -> str:
        return self.note


class StateDelegate(QStyledItemDelegate):
    """Name and state over the contact; headings in small capitals' stead."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: StateLine = index.data(LINE_ROLE)
        height = option.fontMetrics.height()
        tall = height + Space.M if line.key is None else 2 * height + Space.M
        return QSize(160, tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: StateLine = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.key is None:
            area = option.rect.adjusted(Space.M, Space.XS, -Space.M, 0)
            paint_ends(painter, area, (line.title, "strong"), (line.word, "caption"))
        else:
            paint_ground(painter, option, ruled=True)
            area = option.rect.adjusted(Space.M, Space.XS + 2, -Space.M, -Space.XS)
            top = QRect(area.left(), area.top(), area.width(), option.fontMetrics.height())
            paint_ends(painter, top, (line.title, "body"), ("", "caption"))
            self._paint_word(painter, top, line)
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text_soft"))
            paint_fitted(painter, top.translated(0, option.fontMetrics.height()), line.note)
        painter.restore()

    def _paint_word(self, painter: QPainter, area: QRect, line: StateLine) -> None:
        painter.setFont(theme.font("caption"))
        ink = "text_soft" if line.tone is Tone.PLAIN else line.tone.value
        painter.setPen(theme.colour(ink))
        painter.drawText(area, RIGHT, line.word)
