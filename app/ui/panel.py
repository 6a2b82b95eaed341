"""The right-hand panel: it explains what is selected, and closes when nothing is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.text import _
from app.ui import theme
from app.ui.controls import button, label
from app.ui.removal import remove
from app.ui.scrolled import Column
from app.ui.tokens import Space


class ExplainingPanel(QWidget):
    """Shows one widget under a heading (its accessible name), scrolled where it is long."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Explanation"))
        self.setMinimumWidth(theme.scaled(240))
        self._title = label("", "heading", wrap=True)
        close = button("", self.close_panel, kind="quiet", icon="close", name=_("Close the panel"))
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.M, Space.S, 0)
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setProperty("reading", True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self.hide()

    def show_widget(self, widget: QWidget | None) -> None:
        """Take `widget` over and show it; None closes the panel."""
        old = self._scroll.takeWidget()
        if old is not None:
            remove(old)
        if widget is not None:
            self._title.setText(widget.accessibleName())
            around = QVBoxLayout()
            around.setContentsMargins(0, 0, 0, 0)
            around.addWidget(widget)
            self._scroll.setWidget(Column(around))
        self.setVisible(widget is not None)

    def close_panel(self) -> None:
        self.show_widget(None)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)
