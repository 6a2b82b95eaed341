"""What can be done on the attendance page, for its shortcuts, buttons and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.ui.attendance.commands import COMMANDS
from app.ui.kit.actions import Action

if TYPE_CHECKING:
    from app.ui.attendance.page import AttendancePage


def page_actions(page: AttendancePage) -> list[Action]:
    """The page's actions; those that record are hidden from who may not."""
    work = page.work

    def keeps() -> bool:
        return page.desk.me.scope(May.ROLL_CALL) is not Scope.NONE

    return [
        COMMANDS["attendance.undo"].does(work.undo, allowed=keeps, enabled=work.can_undo),
        COMMANDS["attendance.redo"].does(work.redo, allowed=keeps, enabled=work.can_redo),
        COMMANDS["attendance.today"].does(page.go_today),
        COMMANDS["attendance.earlier"].does(lambda: page.move_on(-1)),
        COMMANDS["attendance.later"].does(lambda: page.move_on(1)),
        COMMANDS["attendance.day"].does(lambda: page.show_month(False)),
        COMMANDS["attendance.month"].does(lambda: page.show_month(True)),
        COMMANDS["attendance.punches"].does(page.bring_punches, allowed=page.may_bring_punches),
        COMMANDS["attendance.export"].does(page.export, enabled=page.can_export),
    ]
