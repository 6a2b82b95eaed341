"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands

_GROUP = msg("Rules")

COMMANDS = commands(
    Command("rules.search", msg("Search the rulebook"), _GROUP, "Ctrl+F", "search"),
)
