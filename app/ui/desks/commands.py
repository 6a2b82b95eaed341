"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Desks")

COMMANDS = commands(
    Command(
        "desks.copy",
        msg("Seat as in the last like shift"),
        _GROUP,
        "Ctrl+D",
        "copy",
        words="copy 复制 座位",
        may=who_may(May.KEEP_DESKS),
    ),
    Command(
        "desks.draw",
        msg("Draw the plan"),
        _GROUP,
        "Ctrl+Alt+P",
        "edit",
        words="plan 座席图",
        may=who_may(May.KEEP_DESKS),
    ),
    Command(
        "desks.add_row",
        msg("Add a row of desks…"),
        _GROUP,
        "Ctrl+Alt+R",
        "plus",
        may=who_may(May.KEEP_DESKS),
    ),
    Command("desks.now", msg("Go to the shift that runs"), _GROUP, "Ctrl+T", "today"),
    Command("desks.earlier", msg("Earlier"), _GROUP, "Ctrl+PgUp", "left", here=True),
    Command("desks.later", msg("Later"), _GROUP, "Ctrl+PgDown", "right", here=True),
    Command("desks.print", msg("Print the seating…"), _GROUP, "Ctrl+P", "print"),
)
