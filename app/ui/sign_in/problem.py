"""A store that cannot be worked in: what is wrong, what was typed in it, and the steps at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.address import StoreAddress
from app.errors import AppError
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.leaving import save_typed
from app.ui.kit.look import Look
from app.ui.kit.tokens import Tone
from app.ui.kit.unsaved import Unsaved, as_text
from app.ui.sign_in.fields import tall
from app.ui.sign_in.front import FrontPage

_TYPED_LINES = 8


class ProblemPage(FrontPage):
    """What is wrong and what to do; ways out are added by whoever shows it, the chief one first.

    What was typed and could not be stored stands there until it is saved elsewhere.
    """

    saved = Signal()

    def __init__(
        self, look: Look, address: StoreAddress, error: AppError, typed: Sequence[Unsaved] = ()
    ) -> None:
        super().__init__(look, say(error.title))
        self._typed = typed
        self.column.addWidget(Banner(say(error.message), Tone.WARN))
        where = label(_("Store: {path}").format(path=address), "caption", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(where)
        self._saved = Banner("", Tone.GOOD)
        if typed:
            self._show_typed()

    def add_way(
        self, text: str, go: Callable[[], object], *, icon: str = "", kind: str = ""
    ) -> QPushButton:
        """A button below those before."""
        made = button(text, go, kind=kind, icon=icon)
        self.column.addWidget(tall(made))
        if self.focusProxy() is None:
            self.setFocusProxy(made)
        return made

    def unsaved(self) -> Sequence[Unsaved]:
        """What was typed, until it is saved."""
        return self._typed

    def _show_typed(self) -> None:
        self.column.addWidget(label(_("What you had typed is not stored:"), "strong", wrap=True))
        shown = QPlainTextEdit(as_text(self._typed))
        shown.setReadOnly(True)
        shown.setAccessibleName(_("What you had typed"))
        shown.setFixedHeight(shown.fontMetrics().lineSpacing() * _TYPED_LINES + 20)
        self.column.addWidget(shown)
        self.column.addWidget(self._saved)
        self.add_way(_("&Save what was typed…"), self._save, icon="save", kind="primary")

    def _save(self) -> None:
        save_typed(self, self._typed or (), self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self._saved.set_text(_("Saved to {path}").format(path=path))
        self._typed = ()
        self.saved.emit()
