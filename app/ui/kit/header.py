"""The strip at the top of a page: its title, a line about it, and its tools."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.controls import label
from app.ui.kit.tokens import Space


class PageHeader(QWidget):
    """Title and note at the left, tools at the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("PageHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label(title, "title")
        self._note = label("", "soft", wrap=True)
        self._note.hide()
        # A long note is cut rather than widen the window; its whole text is the tip.
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._note)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(Space.S)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        row.setSpacing(Space.L)
        row.addLayout(words, 1)
        row.addLayout(self._tools)
        self.setMinimumHeight(64)

    def set_title(self, text: str) -> None:
        """A title of the moment's own: the person whose page it is."""
        self._title.setText(text)

    def set_note(self, text: str) -> None:
        """One line under the title: what is shown, how much of it, as of when."""
        self._note.setText(text)
        self._note.setToolTip(text)
        self._note.setVisible(bool(text))

    def add_tool(self, widget: QWidget) -> None:
        """Put a button or a field at the right end."""
        self._tools.addWidget(widget)
