"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands

_GROUP = msg("Person")

COMMANDS = commands(
    Command("person.earlier", msg("Month before"), _GROUP, "Alt+PgUp", here=True),
    Command("person.later", msg("Month after"), _GROUP, "Alt+PgDown", here=True),
    Command(
        "person.wish",
        msg("Enter a wish…"),
        _GROUP,
        "Ctrl+Shift+W",
        "heart",
        words="wish prefer day off 意愿 愿望 休息",
        here=True,
    ),
    Command("person.roster", msg("Show in the roster"), _GROUP, "Ctrl+R", here=True),
)
