"""Enter presses the button that has the keys, as Space does, whoever made it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)


class EnterPresses(QObject):
    """Watches the one button that has the keys. One for the application: `enter_presses`.

    A box to tick in a dialog leaves Enter to the dialog, which it sends off.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QAbstractButton):
            now.installEventFilter(self)  # a second time is the same as once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not presses(event) or not _is_pressed(watched):
            return False
        event.accept()
        if kind is QEvent.Type.KeyPress and not event.isAutoRepeat():
            _press(watched)
        return True


def presses(event: QKeyEvent) -> bool:
    """Whether it is Enter, on either side of the keyboard, and nothing else."""
    plain = event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def enter_presses(application: QApplication) -> None:
    """Have it so from now on, in every window; asked for again, it is so already."""
    if application.findChild(EnterPresses) is None:
        EnterPresses(application)


def _is_pressed(button: QObject) -> bool:
    if not isinstance(button, QAbstractButton) or not button.isEnabled():
        return False
    ticked = isinstance(button, (QCheckBox, QRadioButton))
    return not (ticked and _sends_off(button.window()))


def _sends_off(window: QWidget) -> bool:
    """Whether Enter means a button of the window's own."""
    return isinstance(window, QDialog) and any(
        one.isDefault() for one in window.findChildren(QPushButton)
    )


def _press(button: QObject) -> None:
    if isinstance(button, QToolButton) and button.menu() is not None:
        button.showMenu()
    elif isinstance(button, QAbstractButton):
        button.click()
