"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Bulletins")

COMMANDS = commands(
    Command("bulletins.find", msg("Search bulletins"), _GROUP, "Ctrl+F", "search"),
    Command(
        "bulletins.publish",
        msg("Publish a bulletin…"),
        _GROUP,
        "Ctrl+N",
        "publish",
        may=who_may(May.PUBLISH_BULLETIN),
    ),
    Command("bulletins.replace", msg("Replace this bulletin…"), _GROUP, icon="edit", here=True),
    Command(
        "bulletins.remind", msg("Remind those who have not read it"), _GROUP, icon="bell", here=True
    ),
    Command("bulletins.later", msg("Read the rest later"), _GROUP, icon="today", here=True),
    Command("bulletins.print", msg("Print the bulletin…"), _GROUP, "Ctrl+P", "print", here=True),
    Command("bulletins.refresh", msg("Look again"), _GROUP, "F5", "refresh", here=True),
)
