"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands

_GROUP = msg("Inspections")

COMMANDS = commands(
    Command(
        "inspections.acknowledge",
        msg("Acknowledge the inspection"),
        _GROUP,
        "Ctrl+Return",
        "check",
        here=True,
    ),
    Command(
        "inspections.appeal",
        msg("Appeal against the inspection…"),
        _GROUP,
        "",
        "decision",
        words="shensu 申诉",
        here=True,
    ),
    Command("inspections.answer", msg("Answer the appeal…"), _GROUP, "", "edit", here=True),
    Command(
        "inspections.decide",
        msg("Decide on the appeal…"),
        _GROUP,
        "",
        "decision",
        words="caiding 裁定",
        here=True,
    ),
    Command("inspections.find", msg("Look for an inspection"), _GROUP, "Ctrl+F", "search"),
    Command(
        "inspections.list", msg("Go to the list of inspections"), _GROUP, "Ctrl+Shift+G", "left"
    ),
    Command("inspections.export", msg("Export the inspections…"), _GROUP, "Ctrl+E", "export"),
    Command(
        "inspections.print",
        msg("Print the evaluation sheet…"),
        _GROUP,
        "Ctrl+P",
        "print",
        here=True,
    ),
)
