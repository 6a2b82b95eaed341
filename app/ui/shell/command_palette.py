"""The palette (Ctrl+K): what can be done, people, requests, days and rules, by a few letters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
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

from app.text import _
from app.ui.kit import icons, theme
from app.ui.kit.actions import Actions
from app.ui.kit.controls import label
from app.ui.kit.indexes import Index
from app.ui.kit.tables import ROW_ROLE, Column, RowsModel
from app.ui.kit.tokens import Space
from app.ui.shell.finder import Finder
from app.ui.shell.offers import Offered, of_action, ranked

WIDTH = 560
TALL = 420


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
        icon = icons.icon(offer.icon)
        icon.paint(painter, QRect(rect.left(), rect.center().y() - 9, 18, 18))
        rect.setLeft(rect.left() + 30)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(rect, middle, offer.title)
        painter.setPen(theme.colour("text_faint"))
        painter.setFont(theme.font("caption"))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, offer.beside)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(theme.font()).height() + 16)


class CommandPalette(QFrame):
    """Laid over the top of a window; Enter does what is marked, Escape closes."""

    def __init__(self, over: QWidget, actions: Actions, finder: Finder | None = None) -> None:
        super().__init__(over)
        self._over, self._finder = over, finder
        if finder is not None:
            finder.found.connect(self._on_found)
        self.setObjectName("Palette")
        self.setAccessibleName(_("Commands"))
        self._actions = actions
        self._offers: list[Offered] = []
        self._model: RowsModel[Offered] = RowsModel([Column(_("Command"), lambda o: o.title)])
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("A command, a person, a request, a date, a rule …"))
        self._field.setAccessibleName(_("What to look for"))
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
        """Show what can be done where the person is; what is typed is looked for everywhere."""
        self._before = self.window().focusWidget()
        self._offers = [
            of_action(action, made, made.trigger)
            for action, made in self._actions.offered()
            if made.isEnabled() and action.in_palette
        ]
        if self._finder is not None:
            self._finder.begin()
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
        more = self._finder.offers(text) if self._finder is not None and text.strip() else []
        self._model.set_rows(ranked(text, [*self._offers, *more]))
        self._list.setVisible(bool(self._model.rows))
        self._none.setVisible(not self._model.rows)
        self._place()
        self._mark(0)

    def _on_found(self) -> None:
        """More is there than when the last letter was typed: keep what is marked."""
        row = self._list.currentIndex().row()
        marked = self._model.rows[row].title if row > 0 else ""
        self._on_typed(self._field.text())
        titles = [offer.title for offer in self._model.rows]
        self._mark(titles.index(marked) if marked in titles else 0)

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
            offer.run()

    def _place(self) -> None:
        over = self._over
        width = min(WIDTH, over.width() - 2 * Space.XL)
        lines = max(1, len(self._model.rows)) * self._list.sizeHintForRow(0) + 2
        wanted = self._field.sizeHint().height() + lines + 3 * Space.S
        height = min(
            max(wanted, self.minimumSizeHint().height()), over.height() - 2 * Space.XL, TALL
        )
        self.setGeometry((over.width() - width) // 2, Space.XL * 2, width, height)
