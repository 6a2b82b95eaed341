"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Leave")

COMMANDS = commands(
    Command(
        "leave.ask", msg("Ask for leave…"), _GROUP, "Ctrl+N", "leave", may=who_may(May.FILE_LEAVE)
    ),
    Command(
        "leave.find",
        msg("Search the register"),
        _GROUP,
        "Ctrl+F",
        "search",
        may=who_may(May.SEE_REGISTERS),
    ),
)
