"""Lists of lines that paint themselves: their model, their ground, and words that are cut short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit import theme
from app.ui.kit.indexes import Index
from app.ui.kit.tokens import RADIUS, Space

LINE_ROLE = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
_MARK = 3


class Spoken(Protocol):
    """A line of a list: `key` names what it stands for (None: a heading, which none can pick)."""

    @property
    def key(self) -> Any: ...
    @property
    def spoken(self) -> str: ...
    @property
    def tip(self) -> str: ...


Line = TypeVar("Line", bound=Spoken)


class LinesModel(QAbstractListModel, Generic[Line]):
    """Lines as rows; headings cannot be picked."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def row_of(self, key: object) -> int | None:
        """Where the line of this key stands; None where there is none."""
        rows = (row for row, line in enumerate(self.lines) if line.key == key)
        return None if key is None else next(rows, None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return line.tip if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].key is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class LineList(QListView, Generic[Line]):
    """Shows `lines` with a delegate of its own."""

    def __init__(self, name: str, delegate: QStyledItemDelegate) -> None:
        super().__init__()
        self.lines: LinesModel[Line] = LinesModel()
        self.setModel(self.lines)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, ruled: bool = False) -> None:
    """What lies below a line: picked, pointed at, under the keyboard; `ruled` off from the next."""
    tokens = theme.tokens()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, theme.colour("selection"))
        mark = QRect(option.rect.topLeft(), QSize(_MARK, option.rect.height()))
        painter.fillRect(mark, theme.colour("accent"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, theme.mix(tokens.surface, tokens.sunken, 0.6))
    if ruled:
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.colour("accent"))
        painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), RADIUS / 2, RADIUS / 2)


def paint_ends(
    painter: QPainter, area: QRect, left: tuple[str, str], right: tuple[str, str]
) -> None:
    """Words and their role at the right end of `area`, and at the left in the room before them."""
    words, role = right
    painter.setFont(theme.font(role))
    painter.setPen(theme.colour("text_soft" if role == "caption" else "text"))
    painter.drawText(area, RIGHT, words)
    room = painter.fontMetrics().horizontalAdvance(words) + Space.S
    words, role = left
    painter.setFont(theme.font(role))
    painter.setPen(theme.colour("text"))
    paint_fitted(painter, area.adjusted(0, 0, -room, 0), words)


def paint_fitted(painter: QPainter, area: QRect, text: str) -> None:
    """`text` at the left of `area`, cut short with … where it is longer."""
    fitted = painter.fontMetrics().elidedText(
        text, Qt.TextElideMode.ElideRight, max(area.width(), 0)
    )
    painter.drawText(area, LEFT, fitted)
