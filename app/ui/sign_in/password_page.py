"""A server that wants a password before anything can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.address import PASSFILE, ServerAddress
from app.errors import PasswordNeeded
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.look import Look
from app.ui.kit.tokens import Tone
from app.ui.sign_in.fields import secret_field, tall
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.store_words import place_line

if TYPE_CHECKING:
    from app.ui.sign_in.flow import Flow


class ServerPasswordPage(FrontPage):
    """`asked` brings the password. `refused`: the one that was typed before, to be looked at."""

    asked = Signal(str)
    place_asked = Signal()

    def __init__(
        self,
        look: Look,
        address: ServerAddress,
        error: PasswordNeeded,
        refused: str = "",
        *,
        may_choose: bool,
    ) -> None:
        super().__init__(look, _("The server's password"))
        wrong = _(
            "The password that you typed was tried, and the server refused it. Look at it by the "
            "eye and correct it, or ask your centre's administrator."
        )
        self.column.addWidget(Banner(wrong if refused else say(error.message), Tone.WARN))
        user = _("&Password of {user}").format(user=address.user) if address.user else None
        self._password = secret_field(self.column, user or _("&Password"))
        self._password.returnPressed.connect(self._on_go)
        self._password.setText(refused)
        self._password.selectAll()
        known = _("It is known to this window until it is closed, and written down nowhere.")
        self.column.addWidget(label(known, "caption", wrap=True))
        if refused:  # else the error says so
            keep = _(
                "For whoever looks after the computers: kept in {path}, where PostgreSQL's "
                "programs look, it is not asked again."
            ).format(path=PASSFILE)
            self.column.addWidget(label(keep, "caption", wrap=True))
        self.column.addWidget(tall(button(_("Connect"), self._on_go, kind="primary")))
        if may_choose:
            other = button(_("Choose another place…"), self.place_asked.emit, kind="link")
            self.column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addWidget(place_line(address))
        self.setFocusProxy(self._password)

    def _on_go(self) -> None:
        if self._password.text():
            self.asked.emit(self._password.text())
        else:
            self._password.setFocus()


def ask(flow: Flow, error: PasswordNeeded) -> None:
    """Ask for it, and open the store anew."""
    address = flow.opening.address
    assert isinstance(address, ServerAddress)

    from app.bootstrap import tell_password, told_password

    refused = told_password(address)

    def told(password: str) -> None:
        tell_password(address, password)
        flow.start()

    def build() -> FrontPage:
        may_choose = flow.opening.may_choose
        page = ServerPasswordPage(flow.look, address, error, refused, may_choose=may_choose)
        page.asked.connect(told)
        page.place_asked.connect(lambda: flow.choose_place(lambda: ask(flow, error)))
        return page

    flow.window.show_front(build)
