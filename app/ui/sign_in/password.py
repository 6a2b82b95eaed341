"""Changing one's password: by choice in a dialog, or at the first sign-in as a page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.look import Look
from app.ui.kit.tokens import Space, Tone
from app.ui.sign_in.fields import secret_field, tall
from app.ui.sign_in.front import FrontPage


class PasswordForm(QWidget):
    """`asked` brings the current password and the new one."""

    asked = Signal(str, str)

    def __init__(self, current: str | None = None) -> None:
        """With `current` (just typed to sign in) it is not asked for again."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self._banner = Banner("", Tone.WARN)
        column.addWidget(self._banner)
        self._known = current
        self._current = secret_field(column, _("&Current password")) if current is None else None
        self._new = secret_field(column, _("&New password"))
        self._again = secret_field(column, _("New password &again"))
        self._again.returnPressed.connect(self.submit)
        column.addWidget(
            label(_("At least 8 characters, and no name, word, date or row of keys."), "caption")
        )
        self.setFocusProxy(self._current or self._new)

    def submit(self) -> None:
        """Ask for the change, unless the two new ones differ."""
        if self._new.text() != self._again.text():
            self._banner.set_text(_("The two passwords are not the same."))
            self._again.setFocus()
            return
        self._banner.set_text("")
        current = self._current.text() if self._current else self._known or ""
        self.asked.emit(current, self._new.text())

    def show_error(self, error: AppError) -> None:
        self._banner.set_text(say(error.message))


class PasswordDialog(Dialog):
    """For whoever is signed in and wants another password."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Change password"))
        self.form = PasswordForm()
        self.form.setMinimumWidth(340)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch()
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Change password"), self.form.submit, kind="primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label(_("Change password"), "heading"))
        column.addWidget(self.form)
        column.addSpacing(Space.S)
        column.addLayout(foot)
        self.form.setFocus()


class NewPasswordPage(FrontPage):
    """The password was given out by an administrator: it has to be replaced before anything."""

    def __init__(self, look: Look, name: str, current: str) -> None:
        super().__init__(
            look,
            _("Welcome, {name}").format(name=name),
            _("Your password was given out to you. Choose one that only you know."),
        )
        self.form = PasswordForm(current)
        self.column.addWidget(self.form)
        go = button(_("Go on"), self.form.submit, kind="primary")
        self.column.addWidget(tall(go))
        self.setFocusProxy(self.form)
