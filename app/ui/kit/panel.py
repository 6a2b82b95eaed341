"""The right-hand panel: it explains what is selected, and closes when nothing is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.text import _
from app.ui.kit import theme
from app.ui.kit.controls import button, label
from app.ui.kit.scrolled import ScrolledColumn
from app.ui.kit.tokens import Space
from app.ui.work.removal import remove

_ANY_WIDTH = 16_777_215
"""Qt's own: as wide as anything may be."""


class ExplainingPanel(QWidget):
    """Shows one widget under a heading (its accessible name), scrolled where it is long.

    Folded it is a strip with a button that opens it. `fold_asked` brings True for folding; where
    it can be folded, that is also what Escape does, and it is never hidden altogether.
    """

    closed = Signal()
    fold_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Explanation"))
        self._title = label("", "heading", wrap=True)
        self.fold = _tool("right", _("Fold the panel"), lambda: self.fold_asked.emit(True))
        self.unfold = _tool("panel", _("Open the panel"), lambda: self.fold_asked.emit(False))
        self._close = _tool("close", _("Close the panel"), self.close_panel)
        head = QHBoxLayout()
        self._head = head
        head.setSpacing(0)
        head.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        for tool in (self.fold, self._close):
            head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setProperty("reading", True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addStretch(0)
        self.set_folded(folded=False, foldable=False)
        self.hide()

    @property
    def folded(self) -> bool:
        return self.unfold.isVisibleTo(self)

    def set_folded(self, *, folded: bool, foldable: bool) -> None:
        """Show the strip alone, or all of it; `foldable` offers to fold."""
        self._foldable = foldable
        for part in (self._title, self._scroll):
            part.setHidden(folded)
        self._close.setHidden(folded or foldable)
        self.fold.setVisible(foldable and not folded)
        self.unfold.setVisible(folded)
        if folded:
            self._head.setContentsMargins(Space.XS, Space.M, Space.XS, 0)
            self.setFixedWidth(self.unfold.sizeHint().width() + 2 * Space.XS)
        else:
            self._head.setContentsMargins(Space.L, Space.M, Space.S, 0)
            self.setMinimumWidth(theme.scaled(240))
            self.setMaximumWidth(_ANY_WIDTH)

    def show_widget(self, widget: QWidget | None) -> None:
        """Take `widget` over and show it; None closes the panel."""
        old = self._scroll.takeWidget()
        if old is not None:
            remove(old)
        if widget is not None:
            self._title.setText(widget.accessibleName())
            self.unfold.setToolTip(_("Open the panel: {title}").format(title=self._title.text()))
            around = QVBoxLayout()
            around.setContentsMargins(0, 0, 0, 0)
            around.addWidget(widget)
            self._scroll.setWidget(ScrolledColumn(around))
        self.setVisible(widget is not None)

    def close_panel(self) -> None:
        self.show_widget(None)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._foldable:
            self.close_panel()
        elif event.key() == Qt.Key.Key_Escape and not self.folded:
            self.fold_asked.emit(True)
        else:
            super().keyPressEvent(event)


def _tool(icon: str, name: str, on_click: Callable[[], object]) -> QPushButton:
    return button("", on_click, kind="quiet", icon=icon, name=name)
