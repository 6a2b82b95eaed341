"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Sampling")

COMMANDS = commands(
    Command(
        "sampling.draw",
        msg("Draw the month's inspections…"),
        _GROUP,
        "Ctrl+N",
        "sampling",
        words="choujian chouqu 抽检 抽取",
        may=who_may(May.DRAW_SAMPLE),
    ),
    Command(
        "sampling.bring",
        msg("Bring in a list of contacts…"),
        _GROUP,
        "Ctrl+O",
        "import",
        words="tonghua qingdan 通话清单",
        may=who_may(May.DRAW_SAMPLE),
    ),
    Command(
        "sampling.lacking", msg("Who still lacks an inspection"), _GROUP, "Ctrl+Shift+G", "person"
    ),
    Command("sampling.filter", msg("Filter the sampling plan"), _GROUP, "Ctrl+F", "filter"),
    Command("sampling.export", msg("Export the sampling plan…"), _GROUP, "Ctrl+E", "export"),
    Command("sampling.print", msg("Print the sampling plan…"), _GROUP, "Ctrl+P", "print"),
)
