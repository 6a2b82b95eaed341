"""The lock: covers the desk until the password is given again."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.errors import AppError
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button
from app.ui.kit.tokens import Tone
from app.ui.shell.look import Look
from app.ui.sign_in.fields import password_field, tall
from app.ui.sign_in.front import FrontPage


class LockPage(FrontPage):
    """`unlock_asked` brings the password; `sign_out_asked` leaves the desk to somebody else."""

    unlock_asked = Signal(str)
    sign_out_asked = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(
            look,
            _("Locked"),
            _("{name} is signed in. The desk is as it was left.").format(name=name),
        )
        self._banner = Banner("", Tone.WARN)
        self.column.addWidget(self._banner)
        self._password = password_field(self.column, _("&Password"))
        self._password.returnPressed.connect(self._on_go)
        self._go = button(_("Unlock"), self._on_go, kind="primary", icon="unlock")
        self.column.addWidget(tall(self._go))
        self.column.addWidget(
            button(_("Sign in as somebody else"), self.sign_out_asked.emit, kind="link")
        )
        self.setFocusProxy(self._password)

    def show_error(self, error: AppError) -> None:
        self._set_busy(False)
        self._banner.set_text(say(error.message))
        self._password.clear()
        self._password.setFocus()

    def _on_go(self) -> None:
        self._banner.set_text("")
        self._set_busy(True)
        self.unlock_asked.emit(self._password.text())

    def _set_busy(self, busy: bool) -> None:
        self._password.setEnabled(not busy)
        self._go.setEnabled(not busy)
