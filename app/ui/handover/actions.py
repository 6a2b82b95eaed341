"""What can be done on the handover page, for its shortcuts, buttons and the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.rules.vocabulary import Section
from app.ui.handover.commands import COMMANDS
from app.ui.kit.actions import Action

if TYPE_CHECKING:
    from app.ui.handover.page import HandoverPage


def page_actions(page: HandoverPage) -> list[Action]:
    """The page's actions; those of a log are hidden while none is shown."""

    def shown() -> bool:
        return page.log is not None

    return [
        COMMANDS["handover.search"].does(page.show_logs),
        COMMANDS["handover.present"].does(page.go_present),
        COMMANDS["handover.earlier"].does(lambda: page.move_on(-1), allowed=shown),
        COMMANDS["handover.later"].does(lambda: page.move_on(1), allowed=shown),
        COMMANDS["handover.sign"].does(page.press_sign, allowed=shown),
        COMMANDS["handover.new"].does(page.show_new, allowed=shown),
        COMMANDS["handover.print"].does(page.print, allowed=shown),
        COMMANDS["handover.verify"].does(page.verify),
        *(
            COMMANDS[f"handover.{section}"].does(partial(page.write_under, section), allowed=shown)
            for section in Section
        ),
    ]
