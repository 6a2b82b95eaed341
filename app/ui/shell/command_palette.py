"""The palette (Ctrl+K): everything that can be done here and now, found by a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.text import _, say
from app.text.pinyin import initials
from app.ui.kit import icons, theme
from app.ui.kit.actions import Action, Actions
from app.ui.kit.controls import label
from app.ui.kit.indexes import Index
from app.ui.kit.tables import ROW_ROLE, Column, RowsModel
from app.ui.kit.tokens import Space
from app.ui.shell.fuzzy import score

WIDTH = 560
TALL = 420


@dataclass(frozen=True, slots=True)
class Offered:
    """One line of the palette."""

    action: Action
    made: QAction

    @property
    def title(self) -> str:
        return say(self.action.title).replace("&", "")

    def names(self) -> tuple[str, ...]:
        """What it is called: as shown, in English, and by the sounds."""
        title = self.title
        return title, initials(title), self.action.title.msgid

    def synonyms(self) -> tuple[str, ...]:
        """What else it may be called, and by the sounds of that."""
        words = self.action.words.split()
        return (*words, *map(initials, words))

    def fit(self, typed: str) -> float | None:
        """How well `typed` fits; its own name weighs more than another word."""
        named, meant = score(typed, *self.names()), score(typed, *self.synonyms())
        if named is None or meant is None:
            return meant if named is None else named + _OWN_NAME
        return max(named + _OWN_NAME, meant)


_OWN_NAME = 1.0


def ranked(typed: str, offers: Sequence[Offered]) -> list[Offered]:
    """The offers that fit what was typed, best first; all of them for nothing typed."""
    fits = [(offer.fit(typed), offer) for offer in offers]
    found = [(fit, offer) for fit, offer in fits if fit is not None]
    return [offer for _fit, offer in sorted(found, key=lambda pair: -pair[0])]


class OfferedDelegate(QStyledItemDelegate):
    """Icon, title, the group, and the shortcut at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offered = index.data(ROW_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        rect = rect.adjusted(Space.M, 0, -Space.M, 0)
        icon = icons.icon(offer.action.icon or "command")
        icon.paint(painter, QRect(rect.left(), rect.center().y() - 9, 18, 18))
        rect.setLeft(rect.left() + 30)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(rect, middle, offer.title)
        painter.setPen(theme.colour("text_faint"))
        painter.setFont(theme.font("caption"))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, _beside(offer))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(theme.font()).height() + 16)


def _beside(offer: Offered) -> str:
    keys = offer.made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return "   ".join(filter(None, (say(offer.action.group), keys)))


class CommandPalette(QFrame):
    """Laid over the top of a window; Enter does what is marked, Escape closes."""

    def __init__(self, over: QWidget, actions: Actions) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("Palette")
        self.setAccessibleName(_("Commands"))
        self._actions = actions
        self._offers: list[Offered] = []
        self._model: RowsModel[Offered] = RowsModel([Column(_("Command"), lambda o: o.title)])
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("What would you like to do?"))
        self._field.setAccessibleName(_("Search for a command"))
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(OfferedDelegate(self._list))
        self._list.setAccessibleName(_("Commands that fit"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setMinimumHeight(1)  # or it would keep the room of three lines for one
        self._list.clicked.connect(self._on_chosen)
        self._none = label(_("Nothing fits. Try other letters."), "soft")
        self._none.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        column.addWidget(self._none)
        self.hide()

    def open_palette(self) -> None:
        """Show what can be done where the person is."""
        self._before = self.window().focusWidget()
        self._offers = [
            Offered(action, made)
            for action, made in self._actions.offered()
            if made.isEnabled() and action.in_palette
        ]
        self._field.clear()
        self._on_typed("")
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus()

    def close_palette(self) -> None:
        """Hide it and give the keys back to where they were."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key())
        return False

    def _on_key(self, key: int) -> bool:
        match key:
            case Qt.Key.Key_Escape:
                self.close_palette()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_chosen(self._list.currentIndex())
            case Qt.Key.Key_Down:
                self._mark(self._list.currentIndex().row() + 1)
            case Qt.Key.Key_Up:
                self._mark(self._list.currentIndex().row() - 1)
            case _:
                return False
        return True

    def _on_typed(self, text: str) -> None:
        self._model.set_rows(ranked(text, self._offers))
        self._list.setVisible(bool(self._model.rows))
        self._none.setVisible(not self._model.rows)
        self._place()
        self._mark(0)

    def _mark(self, row: int) -> None:
        """Mark the line `row`, going round at the ends."""
        if count := len(self._model.rows):
            index = self._model.index(row % count, 0)
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            offer: Offered = index.data(ROW_ROLE)
            self.close_palette()
            offer.made.trigger()

    def _place(self) -> None:
        over = self._over
        width = min(WIDTH, over.width() - 2 * Space.XL)
        lines = max(1, len(self._model.rows)) * self._list.sizeHintForRow(0) + 2
        wanted = self._field.sizeHint().height() + lines + 3 * Space.S
        height = min(
            max(wanted, self.minimumSizeHint().height()), over.height() - 2 * Space.XL, TALL
        )
        self.setGeometry((over.width() - width) // 2, Space.XL * 2, width, height)
