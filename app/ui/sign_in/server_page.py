"""The store's server: its address, what is found there, and only then the choice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from app.address import BadAddress, ServerAddress
from app.errors import AppError, PasswordNeeded
from app.text import _, say
from app.text.addresses import WHOEVER
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.look import Look
from app.ui.kit.tokens import Tone
from app.ui.sign_in.fields import tall
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.server_form import ServerForm, ServerTyped


class ServerPage(FrontPage):
    """`look_asked` brings an address and a password to try; `taken` the address that was found to
    be good, once it is pressed a second time. What is typed after a look asks for another.
    """

    look_asked = Signal(object, str)
    taken = Signal(object)
    back_asked = Signal()

    def __init__(self, look: Look, typed: ServerTyped) -> None:
        super().__init__(
            look,
            _("The store on a server"),
            _("Type what the server's keeper told you, or paste the whole address into the first "
              "field."),
        )  # fmt: skip
        self.form = ServerForm(typed)
        self._found = Banner("", Tone.GOOD)
        self._refused = Banner("", Tone.WARN)
        self._doing = label(_("Asking the server…"), "soft")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Asking the server…"))
        self._go = button("", self._on_go, kind="primary")
        back = button(_("Back"), self.back_asked.emit, kind="link", icon="left")
        for part in (
            self.form, self._found, self._refused, self._doing, self._progress, tall(self._go),
            label(say(WHOEVER), "caption", wrap=True),
        ):  # fmt: skip
            self.column.addWidget(part)
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._good: ServerAddress | None = None
        self.form.changed.connect(self._forget)
        self.form.sent.connect(self._on_go)
        self._forget()

    def show_asking(self) -> None:
        """While the server is asked; typing goes on."""
        self._forget()
        self._show_busy(True)

    def show_found(self, address: ServerAddress, centre: str | None) -> None:
        """What is there: None is an empty database."""
        self._forget()
        self._good = address
        if centre is None:
            found = _("The server answers, and the database is empty: a new centre can be set up.")
            verb = _("Set up a new centre there")
        else:
            found = (
                _("The server answers: the store of “{centre}” is there.").format(centre=centre)
                if centre
                else _("The server answers: a store is there, of a centre without a name.")
            )
            verb = _("Use this store")
        self._found.set_text(found)
        self._go.setText(verb)
        self.setFocusProxy(self._go)
        self._go.setFocus()

    def show_error(self, error: AppError) -> None:
        """Why this address is not taken."""
        self._forget()
        self._refused.set_text(f"{say(error.title)}\n{say(error.message)}")
        self.form.take_keys("password" if isinstance(error, PasswordNeeded) else "server")

    def _forget(self) -> None:
        """What was found is not of what stands there now."""
        self._good = None
        self._show_busy(False)
        for banner in (self._found, self._refused):
            banner.set_text("")
        self._go.setText(_("Look what is there"))
        self.setFocusProxy(self.form)

    def _show_busy(self, busy: bool) -> None:
        for part in (self._doing, self._progress):
            part.setVisible(busy)
        self._go.setEnabled(not busy)

    def _on_go(self) -> None:
        if self._good is not None:
            self.taken.emit(self._good)
            return
        if not self._go.isEnabled():
            return
        typed = self.form.typed
        try:
            address = typed.address
        except BadAddress as error:
            self._refused.set_text(say(self.form.why_not(error)))
            self.form.take_keys(error.code)
            return
        self.look_asked.emit(address, typed.password)
