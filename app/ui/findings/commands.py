"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands

_GROUP = msg("Findings")

COMMANDS = commands(
    Command("findings.search", msg("Search the findings"), _GROUP, "Ctrl+F", "search"),
    Command("findings.clear", msg("Clear all filters"), _GROUP, "Ctrl+Shift+F", "filter"),
    Command("findings.breaches", msg("Show breaches only"), _GROUP),
    Command("findings.check", msg("Check again"), _GROUP, "F5", "refresh"),
    Command("findings.export", msg("Export findings…"), _GROUP, "Ctrl+E", "export"),
)
