"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Calibration")

COMMANDS = commands(
    Command(
        "calibration.new",
        msg("New calibration…"),
        _GROUP,
        "Ctrl+N",
        "plus",
        words="jiaozhun 校准",
        may=who_may(May.CALIBRATE),
    ),
    Command(
        "calibration.score",
        msg("Score my contacts of this calibration"),
        _GROUP,
        icon="quality",
        here=True,
    ),
    Command("calibration.close", msg("Close this calibration…"), _GROUP, icon="lock", here=True),
    Command(
        "calibration.reading",
        msg("Note how to read this item…"),
        _GROUP,
        "Ctrl+R",
        "note",
        here=True,
    ),
    Command(
        "calibration.export", msg("Export this calibration…"), _GROUP, "Ctrl+E", "export", here=True
    ),
    Command(
        "calibration.print", msg("Print this calibration…"), _GROUP, "Ctrl+P", "print", here=True
    ),
    Command("calibration.refresh", msg("Look again"), _GROUP, "F5", "refresh", here=True),
)
