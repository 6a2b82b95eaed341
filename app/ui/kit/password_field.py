"""A field for a password: apart from the others, as the sign-in needs no other."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from app.text import _
from app.ui.kit import icons


def password_field() -> QLineEdit:
    """Unreadable until its eye is pressed."""
    made = QLineEdit()
    made.setMaxLength(256)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    eye = QAction(icons.icon("eye"), _("Show the password"), made)
    eye.setCheckable(True)

    def show(visible: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if visible else QLineEdit.EchoMode.Password
        made.setEchoMode(mode)
        eye.setIcon(icons.icon("eye-off" if visible else "eye"))

    eye.toggled.connect(show)
    made.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)
    return made
