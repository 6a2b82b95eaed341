"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands

_GROUP = msg("Scoring")

COMMANDS = commands(
    Command(
        "scoring.submit", msg("Submit the inspection"), _GROUP, "Ctrl+Return", "check", here=True
    ),
    Command("scoring.unplanned", msg("Inspect without a plan…"), _GROUP, "Ctrl+N", "plus"),
    Command("scoring.plan", msg("Go to the plan"), _GROUP, "Ctrl+Shift+G", "left"),
)
