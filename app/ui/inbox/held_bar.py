"""The strip under the list: what is decided, when it is sent, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTabBar, QVBoxLayout, QWidget

from app.text import _
from app.ui.kit.controls import button, label
from app.ui.kit.entries import EntriesList
from app.ui.kit.holding import Holding
from app.ui.kit.tokens import Space, Tone

_LEAST_WIDTH, _LIST_WIDTH = 180, 340


class HeldBar(QFrame):
    """Shown while something is held. It takes its room from the foot of the list, so that nothing
    moves under the hand."""

    def __init__(self, holding: Holding) -> None:
        super().__init__()
        self._holding = holding
        self.setProperty("banner", True)
        self.setProperty("tone", Tone.INFO.value)
        self.setAccessibleName(_("Decided and not sent yet"))
        self.words = label("", wrap=True)
        self.back = button(_("&Take back (Ctrl+Z)"), icon="undo")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.words)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def tell(self) -> None:
        """Say what is held now; with nothing, go."""
        held, left = self._holding.held, self._holding.left
        if held is not None:
            self.words.setText(_("{what} · sent in {n} s").format(what=held.words, n=left))
        self.setVisible(held is not None)


def list_column(tabs: QTabBar, entries: EntriesList, held: HeldBar) -> QWidget:
    """The list with its tabs above it and what is held at its foot."""
    left = QWidget()
    left.setMinimumWidth(_LEAST_WIDTH)
    left.setMaximumWidth(_LIST_WIDTH)
    column = QVBoxLayout(left)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(tabs)
    column.addWidget(entries, 1)
    column.addWidget(held)
    entries.setProperty("bare", True)
    return left
