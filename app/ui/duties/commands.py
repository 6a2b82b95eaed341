"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Duties")

COMMANDS = commands(
    Command(
        "duties.add",
        msg("Add a duty of your own…"),
        _GROUP,
        "Ctrl+N",
        "plus",
        may=who_may(May.ADD_DUTY),
    ),
    Command(
        "duties.log",
        msg("Write today's duty log"),
        _GROUP,
        "Ctrl+Shift+D",
        "note",
        may=lambda me: me.scope(May.SEE_DUTIES) > Scope.OWN,
    ),
    Command(
        "duties.training",
        msg("Keep a training…"),
        _GROUP,
        "",
        "plus",
        here=True,
    ),
)
