"""Labels, buttons, pills, cards and empty states in the house's look, each one call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.kit import icons
from app.ui.kit.enter import presses
from app.ui.kit.tokens import Space, Tone

SYMBOLS = {
    Tone.PLAIN: "dot",
    Tone.ACCENT: "dot",
    Tone.GOOD: "check",
    Tone.WARN: "warning",
    Tone.BAD: "breach",
    Tone.INFO: "info",
}
"""The symbol that says what a tone's colour says."""


def label(text: str, role: str = "body", tone: Tone = Tone.PLAIN, *, wrap: bool = False) -> QLabel:
    """Plain text in a role of the type scale (and "soft", "over"); HTML in it is not read."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone is not Tone.PLAIN:
        made.setProperty("tone", tone.value)
    made.setWordWrap(wrap)
    return made


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    kind: str = "",
    icon: str = "",
    name: str = "",
) -> QPushButton:
    """A push button; `kind`: primary, danger, quiet, link. `name` is read out where no text is."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(kind == "primary")
    if icon:
        made.setIcon(icons.icon(icon, _ICON_INK.get(kind, "text_soft")))
        made.setIconSize(QSize(18, 18))
    if name:
        made.setAccessibleName(name)
        made.setToolTip(name)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


_ICON_INK = {"primary": "surface", "danger": "bad", "link": "accent"}


def pill(text: str, tone: Tone = Tone.PLAIN) -> QLabel:
    """A small word on a quiet background: a state, a count, a role."""
    made = label(text, "caption")
    made.setProperty("role", None)
    made.setProperty("pill", True)
    made.setProperty("tone", tone.value)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def symbol(tone: Tone, extent: int = 16) -> QLabel:
    """The tone's symbol in its colour, for the start of a line."""
    made = QLabel()
    ink = "text_soft" if tone is Tone.PLAIN else tone.value
    made.setPixmap(icons.pixmap(SYMBOLS[tone], ink, extent))
    made.setFixedWidth(extent)
    return made


def rule_line() -> QFrame:
    """A thin line between two parts."""
    made = QFrame()
    made.setProperty("rule", True)
    return made


class Card(QFrame):
    """A raised sheet. `self.body` takes its content; a clickable one is pressed like a button."""

    pressed = Signal()

    def __init__(self, title: str = "", *, clickable: bool = False) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setProperty("clickable", clickable)
        self._clickable = clickable
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self.body.setSpacing(Space.S)
        if title:
            self.body.addWidget(label(title, "heading"))
            self.setAccessibleName(title)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._clickable and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and (event.key() == Qt.Key.Key_Space or presses(event)):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class EmptyState(QWidget):
    """What belongs here, and the first step towards it."""

    def __init__(self, icon: str, title: str, text: str, *steps: QPushButton) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, "line_strong", 48))
        words = label(text, "soft", wrap=True)
        words.setFixedWidth(420)
        words.setMinimumHeight(words.heightForWidth(420))
        column = QVBoxLayout(self)
        column.setSpacing(Space.S)
        column.addStretch(2)
        for widget in (picture, label(title, "heading"), words):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for step in steps:
            row.addWidget(step)
        column.addSpacing(Space.S)
        column.addLayout(row)
        column.addStretch(3)
