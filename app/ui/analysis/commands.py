"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Analysis")

COMMANDS = commands(
    Command(
        "analysis.week",
        msg("The week's common problems"),
        _GROUP,
        "Ctrl+1",
        "chart",
        words="zhoubao 周结 共性问题",
    ),
    Command(
        "analysis.month",
        msg("The month's means"),
        _GROUP,
        "Ctrl+2",
        "chart",
        words="yuebao 月报 均分",
    ),
    Command(
        "analysis.propose",
        msg("Propose a training…"),
        _GROUP,
        "Ctrl+N",
        "plus",
        may=who_may(May.PROPOSE_TRAINING),
    ),
    Command("analysis.export", msg("Export the analysis…"), _GROUP, "Ctrl+E", "export"),
    Command("analysis.print", msg("Print the analysis…"), _GROUP, "Ctrl+P", "print"),
)
