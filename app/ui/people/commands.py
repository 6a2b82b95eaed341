"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("People")

COMMANDS = commands(
    Command("people.find", msg("Find a person"), _GROUP, "Ctrl+F"),
    Command(
        "people.add", msg("Add a person…"), _GROUP, "Ctrl+N", "plus", may=who_may(May.MANAGE_PEOPLE)
    ),
    Command(
        "people.several",
        msg("Add several people…"),
        _GROUP,
        "Ctrl+Shift+N",
        "people",
        may=who_may(May.MANAGE_PEOPLE),
    ),
    Command(
        "people.bring",
        msg("Bring in a staff list…"),
        _GROUP,
        "Ctrl+O",
        "import",
        words="import excel csv 导入 花名册 名单",
        may=who_may(May.MANAGE_PEOPLE),
    ),
    Command(
        "people.departments",
        msg("Departments and teams…"),
        _GROUP,
        icon="department",
        may=who_may(May.MANAGE_PEOPLE),
    ),
    Command("people.move", msg("Move to a team…"), _GROUP, icon="swap", here=True),
    Command(
        "people.accounts",
        msg("Make accounts for those shown…"),
        _GROUP,
        icon="key",
        may=who_may(May.MANAGE_PEOPLE),
    ),
    Command(
        "people.all_accounts",
        msg("All accounts…"),
        _GROUP,
        icon="lock",
        may=who_may(May.MANAGE_PEOPLE),
    ),
)
