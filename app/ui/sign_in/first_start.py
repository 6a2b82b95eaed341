"""The first start: a centre of one's own or the demo, its administrator, and where to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from app.address import StoreAddress
from app.errors import AppError
from app.text import _, say
from app.text.addresses import place_of_store
from app.text.zones import zone_choices
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card, button, label
from app.ui.kit.look import Look
from app.ui.kit.tokens import Space, Tone
from app.ui.sign_in.fields import choice, field, secret_field, tall
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.store_words import breakable, who_can_read


class WelcomePage(FrontPage):
    """There is no store yet: whose is to be made?"""

    centre_asked = Signal()
    demo_asked = Signal()
    place_asked = Signal()

    def __init__(self, look: Look, address: StoreAddress, *, may_choose: bool = False) -> None:
        nothing = _("There is no store yet at {path}. How would you like to begin?")
        if address.on_server:
            nothing = _("{path} – there is no centre yet. How would you like to begin?")
        where = place_of_store(address) if address.on_server else str(address)
        super().__init__(look, _("Welcome"), nothing.format(path=breakable(where)))
        own = choice_card(
            _("Set up our centre"),
            _("Name it, make the first administrator, and bring your Excel workbook."),
        )
        demo = choice_card(
            _("Look around in the demo centre"),
            _("About 120 people in 8 teams, with rosters and registers around today."),
        )
        own.pressed.connect(self.centre_asked)
        demo.pressed.connect(self.demo_asked)
        self.column.addWidget(own)
        self.column.addWidget(demo)
        if may_choose:
            other = button(
                _("Choose another place…"), self.place_asked.emit, kind="link", icon="store"
            )
            self.column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(own)


class SetUpPage(FrontPage):
    """Name and zone of the centre (for a new store), and the first administrator.

    `asked` brings name, zone, login, password; `back_asked` leads to the choice before, where there
    was one: for a new store.
    """

    asked = Signal(str, str, str, str)
    back_asked = Signal()

    def __init__(self, look: Look, address: StoreAddress, *, new_store: bool) -> None:
        super().__init__(
            look,
            _("Set up the centre"),
            _(
                "The administrator looks after accounts, the store and reference data, and "
                "decides nothing. Everybody else gets an account from them."
            ),
        )
        self._banner = Banner("", Tone.WARN)
        self.column.addWidget(self._banner)
        self._name = field(self.column, _("&Name of the centre")) if new_store else None
        self._zone = choice(self.column, _("Time &zone"), zone_choices()) if new_store else None
        self._login = field(self.column, _("Administrator's &login"), "admin")
        self._password = secret_field(self.column, _("&Password"))
        self._again = secret_field(self.column, _("Password &again"))
        self._again.returnPressed.connect(self._on_go)
        self.column.addWidget(
            label(_("At least 8 characters, and no name, word, date or row of keys."), "caption")
        )
        self.column.addWidget(who_can_read(address))
        self._go = button(_("Set up"), self._on_go, kind="primary")
        self.column.addWidget(tall(self._go))
        if new_store:
            back = button(_("Back"), self.back_asked.emit, kind="link", icon="left")
            self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._name or self._password)

    def show_error(self, error: AppError) -> None:
        self._go.setEnabled(True)
        self._banner.set_text(say(error.message))
        self._password.setFocus()  # disabled, the button had sent the keys on to "Back"
        self._password.selectAll()

    def _on_go(self) -> None:
        if self._password.text() != self._again.text():
            self._banner.set_text(_("The two passwords are not the same."))
            self._again.setFocus()
            return
        self._banner.set_text("")
        self._go.setEnabled(False)
        name = self._name.text().strip() if self._name else ""
        zone = self._zone.value() if self._zone else ""
        self.asked.emit(name, zone, self._login.text(), self._password.text())


class BeginPage(FrontPage):
    """The store is set up and empty: bring the workbook or a roster, or begin by hand."""

    import_asked = Signal()
    roster_asked = Signal()
    blank_asked = Signal()
    desk_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(
            look, _("The centre is set up"), _("It is empty so far. Where would you like to begin?")
        )
        bring = choice_card(
            _("Import a Dutydesk workbook"),
            _("An Excel file in Dutydesk's own form: people, shifts, rosters and registers."),
        )
        roster = choice_card(
            _("Bring in a roster of ours"),
            _("The Excel roster you keep today, in any layout; its people and team are added too."),
        )
        by_hand = choice_card(
            _("Begin by hand"), _("Go to the desk and add people and shifts there.")
        )
        bring.pressed.connect(self.import_asked)
        by_hand.pressed.connect(self.desk_asked)
        roster.pressed.connect(self.roster_asked)
        for way in (roster, bring, by_hand):
            self.column.addWidget(way)
        blank = button(
            _("Download a blank template…"), self.blank_asked.emit, kind="link", icon="template"
        )
        self.column.addWidget(blank, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(roster)


def choice_card(title: str, text: str) -> Card:
    """One of the ways on: pressed like a button."""
    card = Card(title, clickable=True)
    card.body.setSpacing(Space.XS)
    card.body.addWidget(label(text, "soft", wrap=True))
    return card
