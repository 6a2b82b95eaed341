"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Inbox")

COMMANDS = commands(
    Command(
        "inbox.approve", msg("Approve what is shown"), _GROUP, "Ctrl+Return", "check", here=True
    ),
    Command(
        "inbox.decline",
        msg("Decline what is shown"),
        _GROUP,
        "Ctrl+Shift+Return",
        "close",
        here=True,
    ),
    Command(
        "inbox.take_back", msg("Take the last decision back"), _GROUP, "Ctrl+Z", "undo", here=True
    ),
    Command(
        "inbox.clean",
        msg("Approve all that are clean…"),
        _GROUP,
        "Ctrl+Alt+Return",
        "check",
        may=who_may(May.DECIDE_SWAP, May.DECIDE_LEAVE),
    ),
    Command("inbox.read_all", msg("Mark all notices as read"), _GROUP, icon="check"),
    Command("inbox.refresh", msg("Look again"), _GROUP, "F5", "refresh", here=True),
)
