"""Where the centre's store is: on this computer, or on a server."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from app.address import ServerAddress, StoreAddress
from app.errors import AppError
from app.text import _, say
from app.text.addresses import place_of_store
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.look import Look
from app.ui.kit.tokens import Tone
from app.ui.sign_in.first_start import choice_card
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.store_words import breakable


class PlacePage(FrontPage):
    """Two ways, of which Enter takes the present one; `with_back` where there is one.

    `server`: the one that is chosen now, or with `left` was chosen before.
    """

    here_asked = Signal()
    server_asked = Signal()
    back_asked = Signal()

    def __init__(
        self,
        look: Look,
        usual: StoreAddress,
        server: ServerAddress | None = None,
        *,
        left: bool = False,
        with_back: bool,
    ) -> None:
        super().__init__(
            look,
            _("Where is the centre's store?"),
            _("All that the centre keeps is in one store, which all of its desks share."),
        )
        here = choice_card(
            _("On this computer"),
            _("A file, for a single desk: {path}").format(path=breakable(str(usual))),
        )
        there = choice_card(
            _("On a server"),
            _("A PostgreSQL database, for many desks at once. Its keeper tells you the address."),
        )
        if server is not None:
            which = _("Chosen before: {place}") if left else _("Chosen now: {place}")
            there.body.addWidget(label(which.format(place=place_of_store(server)), wrap=True))
        here.pressed.connect(self.here_asked)
        there.pressed.connect(self.server_asked)
        self._error = Banner("", Tone.WARN)
        for part in (self._error, here, there):
            self.column.addWidget(part)
        if with_back:
            back = button(_("Back"), self.back_asked.emit, kind="link", icon="left")
            self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(here if server is None or left else there)

    def show_error(self, error: AppError) -> None:
        """Why the choice could not be kept."""
        self._error.set_text(say(error.message))
