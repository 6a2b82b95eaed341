"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Audit")

COMMANDS = commands(
    Command("audit.search", msg("Search the audit trail"), _GROUP, "Ctrl+F", "search"),
    Command("audit.refresh", msg("Look again"), _GROUP, "F5", "refresh", here=True),
    Command(
        "audit.verify", msg("Verify the store"), _GROUP, icon="shield", may=who_may(May.KEEP_STORE)
    ),
)
