"""What can be done on the desks' page, for its shortcuts, buttons and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.rules.vocabulary import msg
from app.ui.kit.actions import Action

if TYPE_CHECKING:
    from app.ui.desks.page import DesksPage

_GROUP = msg("Desks")


def page_actions(page: DesksPage) -> list[Action]:
    """The page's actions; those that arrange desks are hidden from who may not."""

    def keeps() -> bool:
        return page.desk.me.scope(May.KEEP_DESKS) is not Scope.NONE

    return [
        Action("desks.copy", msg("Seat as in the last like shift"), page.copy_last, _GROUP,
               "Ctrl+D", "copy", allowed=keeps, enabled=page.can_seat, words="copy 复制 座位"),
        Action("desks.draw", msg("Draw the plan"), page.drawing.toggle, _GROUP, "Ctrl+Alt+P",
               "edit", allowed=keeps, enabled=page.can_draw, words="plan 座席图"),
        Action("desks.add_row", msg("Add a row of desks…"), page.drawing.add_row, _GROUP,
               "Ctrl+Alt+R", "plus", allowed=keeps, enabled=page.can_draw),
        Action("desks.now", msg("Go to the shift that runs"), page.go_now, _GROUP, "Ctrl+T",
               "today"),
        Action("desks.earlier", msg("Earlier"), lambda: page.move_on(-1), _GROUP, "Ctrl+PgUp",
               "left"),
        Action("desks.later", msg("Later"), lambda: page.move_on(1), _GROUP, "Ctrl+PgDown",
               "right"),
        Action("desks.print", msg("Print the seating…"), page.print_out, _GROUP, "Ctrl+P",
               "print", enabled=page.can_print),
    ]  # fmt: skip
