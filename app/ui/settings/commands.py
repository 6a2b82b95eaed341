"""The sections of the settings, as they are known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands

_GROUP = msg("Settings")

COMMANDS = commands(
    Command("settings.shifts", msg("Shifts"), _GROUP, icon="clock"),
    Command("settings.needs", msg("People needed"), _GROUP, icon="team"),
    Command("settings.work_rules", msg("Working hours"), _GROUP, icon="calibration"),
    Command("settings.calendar", msg("Calendar"), _GROUP, icon="calendar"),
    Command("settings.policy", msg("Policy values"), _GROUP, icon="rules"),
    Command("settings.kinds", msg("Kinds of leave"), _GROUP, icon="leave"),
    Command(
        "settings.store",
        msg("Store and backups"),
        _GROUP,
        icon="store",
        may=lambda me: me.may(May.KEEP_STORE),
    ),
    Command(
        "settings.workbook",
        msg("Import and export"),
        _GROUP,
        icon="import",
        may=lambda me: me.may(May.EXPORT),
    ),
    Command("settings.window", msg("Window"), _GROUP, icon="theme"),
    Command("settings.account", msg("My account"), _GROUP, icon="key"),
)
