"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Swaps")

COMMANDS = commands(
    Command(
        "swaps.ask",
        msg("Ask for a swap"),
        _GROUP,
        "Ctrl+N",
        "swap",
        words="huanban 换班",
        may=who_may(May.FILE_SWAP),
    ),
    Command("swaps.send", msg("Send the request"), _GROUP, "Ctrl+Return", here=True),
    Command("swaps.requests", msg("My requests"), _GROUP, "Ctrl+Shift+N", "inbox"),
    Command("swaps.search", msg("Search by name"), _GROUP, "Ctrl+F", "search"),
    Command("swaps.export", msg("Export the register…"), _GROUP, "Ctrl+E", "export", here=True),
    Command("swaps.print", msg("Print the register…"), _GROUP, "Ctrl+P", "print", here=True),
)
