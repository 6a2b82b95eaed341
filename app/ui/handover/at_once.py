"""Buttons whose mnemonic acts at once and leaves the cursor where one types.

Qt plays a click for a tenth of a second first, and takes the cursor to the button: Alt+U and Enter
in one go would keep the line before it was urgent.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcutEvent
from PySide6.QtWidgets import QPushButton


class _AtOnce(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            assert isinstance(watched, QPushButton)
            watched.click()
            return True
        return False


def at_once(button: QPushButton) -> QPushButton:
    """The same button, so."""
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.installEventFilter(_AtOnce(button))
    return button
