"""What can be done on the desks' page, for its shortcuts, buttons and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.ui.desks.commands import COMMANDS
from app.ui.kit.actions import Action

if TYPE_CHECKING:
    from app.ui.desks.page import DesksPage


def page_actions(page: DesksPage) -> list[Action]:
    """The page's actions; those that arrange desks are hidden from who may not."""

    def keeps() -> bool:
        return page.desk.me.scope(May.KEEP_DESKS) is not Scope.NONE

    return [
        COMMANDS["desks.copy"].does(page.copy_last, allowed=keeps, enabled=page.can_seat),
        COMMANDS["desks.draw"].does(page.drawing.toggle, allowed=keeps, enabled=page.can_draw),
        COMMANDS["desks.add_row"].does(page.drawing.add_row, allowed=keeps, enabled=page.can_draw),
        COMMANDS["desks.now"].does(page.go_now),
        COMMANDS["desks.earlier"].does(lambda: page.move_on(-1)),
        COMMANDS["desks.later"].does(lambda: page.move_on(1)),
        COMMANDS["desks.print"].does(page.print_out, enabled=page.can_print),
    ]
