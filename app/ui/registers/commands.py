"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Registers")

COMMANDS = commands(
    Command(
        "registers.begin",
        msg("A new entry in this register"),
        _GROUP,
        "Ctrl+N",
        "plus",
        words="qingshi baogao tousu laifang 请示报告 客户投诉 来访登记",
        may=who_may(May.RAISE_REPORT, May.REGISTER_CASE),
    ),
    Command("registers.search", msg("Search this register"), _GROUP, "Ctrl+F", "search"),
    Command("registers.export", msg("Export the register…"), _GROUP, "Ctrl+E", "export"),
    Command("registers.print", msg("Print the register…"), _GROUP, "Ctrl+P", "print"),
)
