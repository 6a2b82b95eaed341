"""One registry of what can be done: it feeds menus, shortcuts, buttons and the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.rules.vocabulary import Message
from app.text import say
from app.ui.kit import icons


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do. `title` ends in … where a question follows.

    `key` is unique ("roster.publish"); `group` is the menu's heading and the palette's column;
    `allowed` is asked each time that it is offered: False hides it.
    """

    key: str
    title: Message
    run: Callable[[], object]
    group: Message
    shortcut: str = ""
    """Several keys stand apart by "; ": the first is told."""
    icon: str = ""
    allowed: Callable[[], bool] = lambda: True
    enabled: Callable[[], bool] = lambda: True
    in_palette: bool = True
    words: str = ""
    """More words under which the palette finds it, in any language."""


class Actions(QObject):
    """The registry: actions of the window, and those of the page that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, tuple[Action, QAction]] = {}

    def add(self, actions: Iterable[Action], widget: QWidget) -> None:
        """Offer `actions` while `widget` lives; their shortcuts work while it is shown."""
        for action in actions:
            if action.key in self._known():
                raise ValueError(f"two actions are called {action.key}")
            made = self._make(action, widget)
            self._actions[action.key] = (action, made)
            widget.addAction(made)

    def clear(self) -> None:
        """Forget everything: the window is about to be built anew."""
        self._actions.clear()

    def offered(self) -> list[tuple[Action, QAction]]:
        """What can be done here and now, in the order of registering."""
        return [
            (action, made)
            for action, made in self._known().values()
            if _within_reach(made) and action.allowed()
        ]

    def qaction(self, key: str) -> QAction:
        """The QAction of `key`, for a button or a menu."""
        return self._actions[key][1]

    def refresh(self) -> None:
        """Ask every action again whether it is allowed and enabled."""
        for action, made in self._known().values():
            allowed = action.allowed()
            made.setVisible(allowed)
            made.setEnabled(allowed and action.enabled())

    def _make(self, action: Action, widget: QWidget) -> QAction:
        made = QAction(say(action.title), widget)
        made.setObjectName(action.key)
        if action.icon:
            made.setIcon(icons.icon(action.icon))
        if action.shortcut:
            made.setShortcuts(QKeySequence.listFromString(action.shortcut))
            made.setToolTip(f"{say(action.title)} ({made.shortcut().toString(_NATIVE)})")
        made.setVisible(action.allowed())
        made.setEnabled(action.allowed() and action.enabled())
        made.triggered.connect(lambda: action.run() if action.allowed() else None)
        return made

    def _known(self) -> dict[str, tuple[Action, QAction]]:
        """What is registered, without the actions whose widget is gone."""
        self._actions = {
            key: (action, made) for key, (action, made) in self._actions.items() if isValid(made)
        }
        return self._actions


_NATIVE = QKeySequence.SequenceFormat.NativeText


def _within_reach(made: QAction) -> bool:
    """The action's page is the one that is shown (a window's own actions always are)."""
    widget = made.parent()
    return isinstance(widget, QWidget) and (widget.isWindow() or widget.isVisible())
