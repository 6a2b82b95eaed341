"""The menu of what a view shows: by the right mouse button, by the Menu key and by Shift+F10."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

Show = Callable[[QModelIndex, QPoint], object]
"""Shows the menu of an index at a point of the screen."""


def is_menu_key(event: QKeyEvent) -> bool:
    """Whether the key asks for the menu: only some systems make of it what the mouse asks by."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() == Qt.Key.Key_F10:
        return held == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu


def give_menu(view: QAbstractItemView, show: Show) -> None:
    """Have `show` called for the index under the mouse, or by keyboard for the current one."""
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.customContextMenuRequested.connect(
        lambda at: show(view.indexAt(at), view.viewport().mapToGlobal(at))
    )
    view.installEventFilter(_Keys(view, show))


class _Keys(QObject):
    """Sees what the keyboard asks of one view, before the view does."""

    def __init__(self, view: QAbstractItemView, show: Show) -> None:
        super().__init__(view)
        self._view, self._show = view, show

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            asked = is_menu_key(event)
        else:
            asked = (
                event.type() == QEvent.Type.ContextMenu
                and isinstance(event, QContextMenuEvent)
                and event.reason() is QContextMenuEvent.Reason.Keyboard
            )
        if asked:
            self._ask()
        return asked or super().eventFilter(watched, event)

    def _ask(self) -> None:
        index = self._view.currentIndex()
        if index.isValid():
            self._view.scrollTo(index)
            at = self._view.visualRect(index).center()
            self._show(index, self._view.viewport().mapToGlobal(at))
