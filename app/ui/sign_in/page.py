"""Signing in: login and password; in the demo centre, its people as cards to press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.address import StoreAddress
from app.errors import AppError, StoreSilent
from app.rules.vocabulary import Message
from app.text import _, say, words
from app.text.addresses import WHOEVER
from app.text.dates import moment
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card, button, label
from app.ui.kit.look import Look
from app.ui.kit.tokens import Space, Tone
from app.ui.sign_in.fields import field, secret_field, tall
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.store_words import place_line

if TYPE_CHECKING:
    from app.context import Restored
    from app.demo.accounts import DemoAccount


class SignInPage(FrontPage):
    """`asked` brings login and password. Shown before the store is open: typing need not wait."""

    asked = Signal(str, str)
    place_asked = Signal()

    def __init__(self, look: Look, address: StoreAddress, login: str = "") -> None:
        super().__init__(look, _("Sign in"))
        self._centre = label(_("Opening the store…"), "soft")
        self.column.addWidget(self._centre)
        self._restored = Banner("", Tone.GOOD)
        self.column.addWidget(self._restored)
        self._moved = Banner("", Tone.WARN)
        self.column.addWidget(self._moved)
        self._banner = Banner("", Tone.WARN)
        self.column.addWidget(self._banner)
        self._login = field(self.column, _("&Login"), login)
        self._login.setPlaceholderText(_("Your employee number"))
        self._password = secret_field(self.column, _("&Password"))
        self._go = button(_("Sign in"), self._on_go, kind="primary")
        self.column.addSpacing(Space.XS)
        self.column.addWidget(tall(self._go))
        self._login.returnPressed.connect(self._password.setFocus)
        self._password.returnPressed.connect(self._on_go)
        self._other = button(_("Choose another place…"), self.place_asked.emit, kind="link")
        self._other.hide()
        self.foot.addWidget(place_line(address))
        if address.on_server:
            self.foot.addWidget(label(say(WHOEVER), "caption", wrap=True))
        self.foot.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._password if login else self._login)

    def set_open(
        self, centre: str, accounts: Sequence[DemoAccount], *, may_choose: bool = False
    ) -> None:
        """The store is open: name it, show a demo's people and the way to another store."""
        self._other.setVisible(may_choose)
        self._centre.setText(centre)
        self._centre.setVisible(bool(centre))
        if accounts:
            self.column.addSpacing(Space.M)
            self.column.addWidget(label(_("Or look around as one of them"), "strong"))
            self.column.addWidget(self._cards(accounts))
            self.column.addWidget(_everybody_else())

    def show_restored(self, restored: Restored) -> None:
        """Say what was gone back to, and where that is which was there before."""
        self._restored.set_text(restored_words(restored))

    def show_moved(self, moved: Message) -> None:
        """Say where the centre works by now: nothing of what is entered here gets there."""
        self._moved.set_text(say(moved))

    def set_busy(self, busy: bool) -> None:
        """While the password is checked nothing else can be asked."""
        for widget in (self._login, self._password, self._go):
            widget.setEnabled(not busy)
        self._go.setText(_("Signing in…") if busy else _("Sign in"))

    def show_error(self, error: AppError) -> None:
        """Why not, and the password to be typed again."""
        self.set_busy(False)
        said = say(error.message)
        if isinstance(error, StoreSilent):
            asking = _("Dutydesk keeps asking by itself: this goes as soon as the server answers.")
            said = f"{said}\n{asking}"
        self._banner.set_text(said)
        self._password.clear()
        self._password.setFocus()

    def show_answering(self) -> None:
        """The store answers again: what was said of it is over."""
        self._banner.set_text("")

    @property
    def login(self) -> str:
        return self._login.text()

    def _on_go(self) -> None:
        if not self._login.text().strip():
            self._banner.set_text(_("Type your login first."))
            self._login.setFocus()
            return
        self._banner.set_text("")
        self.asked.emit(self._login.text(), self._password.text())

    def _on_card(self, account: DemoAccount) -> None:
        from app.demo.accounts import PASSWORD

        self.asked.emit(account.login, PASSWORD)

    def _cards(self, accounts: Sequence[DemoAccount]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.S)
        for number, account in enumerate(accounts):
            grid.addWidget(self._card(account), number // 2, number % 2)
        return made

    def _card(self, account: DemoAccount) -> Card:
        card = Card(clickable=True)
        card.setAccessibleName(
            _("Sign in as {name}, {role}").format(name=account.name, role=words.word(account.role))
        )
        card.body.setSpacing(0)
        role = f"{words.word(account.role)} · {account.login}"
        card.body.addWidget(label(role, "caption", Tone.ACCENT))
        card.body.addWidget(label(account.name, "strong"))
        if account.team:
            card.body.addWidget(label(account.team, "caption"))
        card.body.addStretch()
        card.setToolTip(say(account.what))
        card.pressed.connect(lambda: self._on_card(account))
        return card


def restored_words(restored: Restored) -> str:
    """ "The store is as it was on ...; what was there before is kept in ..."."""
    done = _("The store is as it was on {when}.").format(when=moment(restored.backup.taken_at))
    if restored.kept is None:
        return done
    kept = _("What was there is kept: {path}").format(path=restored.kept)
    return f"{done}\n{kept}"


def _everybody_else() -> QLabel:
    """How to be anybody else in the demo: a counterpart of a swap, their leader."""
    from app.demo.accounts import PASSWORD

    told = _("Everybody else: their employee number and the password {password}")
    line = label(told.format(password=PASSWORD), "caption")
    line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return line
