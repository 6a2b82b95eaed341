"""How the window looks and when it locks: remembered on this machine, for this person's account."""

from __future__ import annotations

from app import text
from app.reading.keeping.idle_limit import idle_limit
from app.rules.vocabulary import msg
from app.text import _, ngettext
from app.ui.kit.controls import Card, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.forms import FleetingForm
from app.ui.kit.remembered import LOCK_MINUTES, TEXT_SIZES
from app.ui.kit.tokens import Choice
from app.ui.settings.commands import COMMANDS
from app.ui.settings.section import Section


class WindowSection(Section):
    key = "window"
    title = COMMANDS["settings.window"].title
    lead = msg("Language, colours, size of text and locking. They hold on this machine.")
    icon = COMMANDS["settings.window"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = desk.look
        self.language = ChoiceField(
            [(name, code) for code, name in text.LANGUAGES.items()], look.language
        )
        self.theme = ChoiceField(
            [
                (_("As the system"), Choice.SYSTEM),
                (_("Light"), Choice.LIGHT),
                (_("Dark"), Choice.DARK),
            ],
            look.theme,
        )
        self.text_size = ChoiceField(
            [(f"{size} %", size) for size in TEXT_SIZES], look.text_percent
        )
        self.lock: ChoiceField[int] = ChoiceField()
        self.limit = label("", "soft", wrap=True)
        self._offer(desk.me.idle_limit)
        form = FleetingForm()
        form.add("language", _("&Language"), self.language)
        form.add("theme", _("&Colours"), self.theme)
        form.add("size", _("&Size of text"), self.text_size)
        form.add("lock", _("Loc&k when idle"), self.lock)
        card = Card()
        card.setMaximumWidth(460)
        card.body.addWidget(form)
        card.body.addWidget(self.limit)
        card.body.addWidget(
            label(
                _("Whoever comes back gives the password again; nothing is lost."),
                "soft",
                wrap=True,
            )
        )
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.language.activated.connect(lambda _index: look.choose_language(self.language.value()))
        self.theme.activated.connect(lambda _index: look.choose_theme(self.theme.value()))
        self.text_size.activated.connect(
            lambda _index: look.choose_text_percent(self.text_size.value())
        )
        self.lock.activated.connect(lambda _index: self._on_lock())

    def populate(self) -> None:
        self.desk.tasks.query(idle_limit, self._offer)

    def _offer(self, limit: int) -> None:
        """What the centre's limit leaves to choose from."""
        choices = [minutes for minutes in LOCK_MINUTES if minutes < limit]
        self.lock.offer(
            [(_minutes(minutes), minutes) for minutes in (*choices, limit)],
            self.desk.look.remembered.lock_minutes(limit),
        )
        said = ngettext(
            "Waking from sleep locks at once. The centre's desks lock after {n} minute at the"
            " latest; the administrator sets that.",
            "Waking from sleep locks at once. The centre's desks lock after {n} minutes at the"
            " latest; the administrator sets that.",
            limit,
        )
        self.limit.setText(said.format(n=limit))

    def _on_lock(self) -> None:
        self.desk.look.choose_lock_minutes(self.lock.value())


def _minutes(minutes: int) -> str:
    return ngettext("After {n} minute", "After {n} minutes", minutes).format(n=minutes)
