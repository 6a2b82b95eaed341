"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Scorecards")

COMMANDS = commands(
    Command(
        "scorecards.new",
        msg("New scorecard…"),
        _GROUP,
        "Ctrl+N",
        "plus",
        may=who_may(May.EDIT_CARDS),
    ),
    Command(
        "scorecards.version", msg("New version of this scorecard…"), _GROUP, icon="copy", here=True
    ),
    Command("scorecards.edit", msg("Edit this version…"), _GROUP, icon="edit", here=True),
    Command(
        "scorecards.import",
        msg("Import a scorecard…"),
        _GROUP,
        icon="import",
        may=who_may(May.EDIT_CARDS),
    ),
    Command("scorecards.export", msg("Export this scorecard…"), _GROUP, icon="export", here=True),
    Command("scorecards.refresh", msg("Look again"), _GROUP, "F5", "refresh", here=True),
)
