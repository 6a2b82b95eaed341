"""What can be done on the attendance page, for its shortcuts, buttons and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.rules.vocabulary import msg
from app.ui.kit.actions import Action

if TYPE_CHECKING:
    from app.ui.attendance.page import AttendancePage

_GROUP = msg("Attendance")


def page_actions(page: AttendancePage) -> list[Action]:
    """The page's actions; those that record are hidden from who may not."""
    work = page.work

    def keeps() -> bool:
        return page.desk.me.scope(May.ROLL_CALL) is not Scope.NONE

    return [
        Action("attendance.undo", msg("Undo"), work.undo, _GROUP, "Ctrl+Z", "undo",
               allowed=keeps, enabled=work.can_undo),
        Action("attendance.redo", msg("Redo"), work.redo, _GROUP, "Ctrl+Shift+Z", "redo",
               allowed=keeps, enabled=work.can_redo),
        Action("attendance.today", msg("Go to today"), page.go_today, _GROUP, "Ctrl+T", "today"),
        Action("attendance.earlier", msg("Earlier"), lambda: page.move_on(-1), _GROUP,
               "Ctrl+PgUp", "left"),
        Action("attendance.later", msg("Later"), lambda: page.move_on(1), _GROUP,
               "Ctrl+PgDown", "right"),
        Action("attendance.day", msg("Show the day's sheet"), lambda: page.show_month(False),
               _GROUP, "Ctrl+Alt+D", "attendance"),
        Action("attendance.month", msg("Show the month's sheet"), lambda: page.show_month(True),
               _GROUP, "Ctrl+Alt+M", "calendar", words="kaoqin 考勤表"),
        Action("attendance.punches", msg("Bring in punches…"), page.bring_punches, _GROUP,
               "Ctrl+O", "import", allowed=page.may_bring_punches,
               words="excel csv 打卡 考勤机 导入 刷卡"),
        Action("attendance.export", msg("Export the month's sheet…"), page.export, _GROUP,
               "Ctrl+E", "export", enabled=page.can_export),
    ]  # fmt: skip
