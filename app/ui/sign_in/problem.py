"""A store that cannot be worked in: what is wrong, what was typed in it, and the steps at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from app.address import StoreAddress
from app.errors import AppError
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.leaving import save_typed, typed_view
from app.ui.kit.look import Look
from app.ui.kit.tokens import Tone
from app.ui.kit.unsaved import Unsaved
from app.ui.sign_in.fields import tall
from app.ui.sign_in.front import FrontPage


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
        self._asking = label("", "soft", wrap=True)
        self._asking.hide()
        self.column.addWidget(self._asking)
        self._saved = Banner("", Tone.GOOD)
        if typed:
            self._show_typed()

    def add_way(self, text: str, go: Callable[[], object], *, icon: str = "") -> QPushButton:
        """A button below those before; the first is the chief one."""
        made = button(text, go, kind="" if self.focusProxy() else "primary", icon=icon)
        self.column.addWidget(tall(made))
        if self.focusProxy() is None:
            self.setFocusProxy(made)
        return made

    def say_kept_for(self, name: str) -> None:
        """Somebody had typed something, and the desk was locked: it is for nobody else."""
        line = _("What was typed at the locked desk is shown once {name} signs in again.")
        self.column.addWidget(label(line.format(name=name), "soft", wrap=True))

    def say_asking(self, tries: int) -> None:
        """The server is asked again by itself: how often it was so far."""
        going_on = _("Dutydesk keeps asking by itself, and goes on as soon as the server answers.")
        so_far = _("Tries so far: {number}").format(number=tries)
        self._asking.setText(f"{going_on}\n{so_far}")
        self._asking.show()

    def unsaved(self) -> Sequence[Unsaved]:
        """What was typed, until it is saved."""
        return self._typed

    def _show_typed(self) -> None:
        self.column.addWidget(label(_("What you had typed is not stored:"), "strong", wrap=True))
        self.column.addWidget(typed_view(self._typed))
        self.column.addWidget(self._saved)
        self.add_way(_("&Save what was typed…"), self._save, icon="save")

    def _save(self) -> None:
        save_typed(self, self._typed or (), self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self._saved.set_text(_("Saved to {path}").format(path=path))
        self._typed = ()
        self.saved.emit()
