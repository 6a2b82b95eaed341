"""Choosing where the store is: at the first start, from the sign-in, and where it is not found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.address import FileAddress, ServerAddress, StoreAddress
from app.errors import AppError
from app.kept_choice import keep, last_server
from app.text import _
from app.text.addresses import place_of_store
from app.ui.kit.forms import Confirmation
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.place_page import PlacePage
from app.ui.sign_in.server_form import ServerTyped
from app.ui.sign_in.server_page import ServerPage

if TYPE_CHECKING:
    from app.ui.sign_in.flow import Flow


def look(address: ServerAddress, password: str) -> str | None:
    """The name of the centre that is there; for a thread."""
    from app.bootstrap import centre_at, tell_password

    tell_password(address, password)
    return centre_at(address)


class Choosing:
    """The two pages, built anew for a new look with what was typed and found. `back`: to where it
    came from; None at the first start."""

    def __init__(self, flow: Flow, back: Callable[[], object] | None = None) -> None:
        self._flow, self._back = flow, back
        address, config = flow.opening.address, flow.opening.config
        self._present = address if isinstance(address, ServerAddress) else None
        last = last_server(config) if self._present is None and config is not None else None
        self._server_known = self._present or last
        self._typed = ServerTyped()
        if self._server_known is not None:
            self._typed = ServerTyped.of(self._server_known)
        self._asked: tuple[ServerAddress, str] | None = None
        self._tell: Callable[[ServerPage], object] | None = None
        self._page: ServerPage | None = None

    def show(self) -> None:
        """Ask which of the two."""
        self._page = None
        self._flow.window.show_front(self._place)

    def _place(self) -> FrontPage:
        page = PlacePage(
            self._flow.look,
            self._usual,
            self._server_known,
            left=self._present is None,
            with_back=self._back is not None,
        )
        page.here_asked.connect(lambda: self._before_leaving(page))
        page.server_asked.connect(lambda: self._flow.window.show_front(self._server))
        if self._back is not None:
            page.back_asked.connect(self._back)
        return page

    def _before_leaving(self, page: PlacePage) -> None:
        """Who works on a server is asked before they are alone on this computer."""

        def take() -> None:
            self._take(self._usual, page.show_error)

        if self._present is None:
            take()
            return
        ask = Confirmation(
            page,
            _("Leave the server?"),
            _(
                "{place}: what your centre keeps there is not on this computer, and nobody else "
                "sees what you enter here. The server's address is remembered, and stands in the "
                "form when you choose it again."
            ).format(place=place_of_store(self._present)),
            _("Leave the server"),
        )
        ask.accepted.connect(take)
        ask.open()

    @property
    def _usual(self) -> FileAddress:
        usual = self._flow.opening.usual
        assert usual is not None
        return usual

    def _server(self) -> FrontPage:
        if self._page is not None:
            self._typed = self._page.form.typed
        page = self._page = ServerPage(self._flow.look, self._typed)
        page.look_asked.connect(self._look)
        page.taken.connect(lambda address: self._take(address, page.show_error))
        page.back_asked.connect(self._on_back)
        page.form.changed.connect(self._on_typed)
        if self._tell is not None:
            self._tell(page)
        return page

    def _on_back(self) -> None:
        if self._page is not None:
            self._typed = self._page.form.typed
        self._on_typed()
        self.show()

    def _on_typed(self) -> None:
        """What is being asked is of no interest any more."""
        self._asked = self._tell = None

    def _look(self, address: ServerAddress, password: str) -> None:
        asked = self._asked = (address, password)
        self._say(ServerPage.show_asking)
        self._flow.work.read(
            partial(look, address, password),
            lambda centre: self._on_answer(asked, lambda page: page.show_found(address, centre)),
            lambda error: self._on_answer(asked, lambda page: page.show_error(error)),
        )

    def _on_answer(
        self, asked: tuple[ServerAddress, str], tell: Callable[[ServerPage], object]
    ) -> None:
        if asked is self._asked:
            self._say(tell)

    def _say(self, tell: Callable[[ServerPage], object]) -> None:
        self._tell = tell
        if self._page is not None:
            tell(self._page)

    def _take(self, address: StoreAddress, failed: Callable[[AppError], object]) -> None:
        """Keep the choice, and open what was chosen. Where nobody says anything else, it is on this
        computer."""
        config = self._flow.opening.config
        try:
            if config is not None:
                keep(config, None if address == self._usual else address)
        except AppError as error:
            failed(error)
            return
        self._flow.start_on(address)
