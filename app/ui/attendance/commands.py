"""What can be done on this page, as it is known before the page is made."""

from __future__ import annotations

from app.rules.permissions import Action as May
from app.rules.vocabulary import msg
from app.ui.kit.commands import Command, commands, who_may

_GROUP = msg("Attendance")

COMMANDS = commands(
    Command("attendance.undo", msg("Undo"), _GROUP, "Ctrl+Z", "undo", here=True),
    Command("attendance.redo", msg("Redo"), _GROUP, "Ctrl+Shift+Z", "redo", here=True),
    Command("attendance.today", msg("Go to today"), _GROUP, "Ctrl+T", "today"),
    Command("attendance.earlier", msg("Earlier"), _GROUP, "Ctrl+PgUp", "left", here=True),
    Command("attendance.later", msg("Later"), _GROUP, "Ctrl+PgDown", "right", here=True),
    Command("attendance.day", msg("Show the day's sheet"), _GROUP, "Ctrl+Alt+D", "attendance"),
    Command(
        "attendance.month",
        msg("Show the month's sheet"),
        _GROUP,
        "Ctrl+Alt+M",
        "calendar",
        words="kaoqin 考勤表",
    ),
    Command(
        "attendance.punches",
        msg("Bring in punches…"),
        _GROUP,
        "Ctrl+O",
        "import",
        words="excel csv 打卡 考勤机 导入 刷卡",
        may=who_may(May.ROLL_CALL),
    ),
    Command("attendance.export", msg("Export the month's sheet…"), _GROUP, "Ctrl+E", "export"),
)
