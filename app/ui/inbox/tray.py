"""The icon in the system tray, where the desktop has one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.ui.kit import icons


class Tray(QObject):
    """`asked`: the icon or its message was pressed."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = QSystemTrayIcon(icons.icon("dutydesk"), self)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self._on_pressed)
        self._icon.show()

    def tell_count(self, text: str) -> None:
        """What its tip says."""
        self._icon.setToolTip(text)

    def say(self, title: str, text: str) -> None:
        """A message that goes away by itself."""
        self._icon.showMessage(title, text, icons.icon("dutydesk"))

    def take_away(self) -> None:
        self._icon.hide()
        self.deleteLater()

    def _on_activated(self, why: QSystemTrayIcon.ActivationReason) -> None:
        if why is not QSystemTrayIcon.ActivationReason.Context:
            self._on_pressed()

    def _on_pressed(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.isWindow():
                window.showNormal() if window.isMinimized() else window.show()
                window.raise_()
                window.activateWindow()
        self.asked.emit()


def system_tray() -> Tray | None:
    """A tray icon; None where the desktop has no tray."""
    return Tray() if QSystemTrayIcon.isSystemTrayAvailable() else None
