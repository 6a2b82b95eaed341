"""A telephone number as it is shown: to be read out, selected and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.text import _
from app.ui.kit import icons
from app.ui.kit.controls import button, label
from app.ui.kit.tokens import Space

_SIGN = 16


class PhoneLine(QWidget):
    """The number, and a button that copies it."""

    def __init__(self, number: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        sign = label("")
        sign.setPixmap(icons.pixmap("phone", "text_soft", _SIGN))
        shown = label(number, "strong")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(_("Telephone {number}").format(number=number))
        row.addWidget(sign)
        row.addWidget(shown)
        copied = button(_("Copy"), lambda: copy_phone(number), kind="link")
        copied.setAccessibleName(copy_words(number))
        row.addWidget(copied)
        row.addStretch(1)


def copy_words(number: str) -> str:
    return _("Copy {number}").format(number=number)


def copy_phone(number: str) -> None:
    """Put the number where it can be pasted from."""
    QGuiApplication.clipboard().setText(number)
