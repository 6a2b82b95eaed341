"""What the Inbox offers in the palette and by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.ui.inbox.commands import COMMANDS
from app.ui.inbox.decide import DecisionStrip
from app.ui.kit.actions import Action

if TYPE_CHECKING:
    from app.ui.inbox.page import InboxPage


def inbox_actions(page: InboxPage) -> Sequence[Action]:
    """The page's actions."""

    def with_strip(act: Callable[[DecisionStrip], None]) -> None:
        if page.strip is not None:
            act(page.strip)
        elif page.between:
            page.say_early()

    def waits() -> bool:
        return page.strip is not None or page.between

    return [
        COMMANDS["inbox.approve"].does(lambda: with_strip(DecisionStrip.approve), allowed=waits),
        COMMANDS["inbox.decline"].does(lambda: with_strip(DecisionStrip.decline), allowed=waits),
        COMMANDS["inbox.take_back"].does(
            page.take_back, allowed=lambda: page.desk.holding.held is not None
        ),
        COMMANDS["inbox.clean"].does(page.ask_clean, allowed=page.has_to_approve),
        COMMANDS["inbox.read_all"].does(page.read_all_notices),
        COMMANDS["inbox.refresh"].does(page.populate),
    ]
