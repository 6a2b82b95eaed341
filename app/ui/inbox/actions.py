"""What the Inbox offers in the palette and by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.rules.vocabulary import msg
from app.ui.inbox.decide import DecisionStrip
from app.ui.kit.actions import Action

if TYPE_CHECKING:
    from app.ui.inbox.page import InboxPage


def inbox_actions(page: InboxPage) -> Sequence[Action]:
    """The page's actions."""
    group = msg("Inbox")

    def with_strip(act: Callable[[DecisionStrip], None]) -> None:
        if page.strip is not None:
            act(page.strip)

    def waits() -> bool:
        return page.strip is not None

    return [
        Action(
            "inbox.approve", msg("Approve what is shown"),
            lambda: with_strip(DecisionStrip.approve), group, "Ctrl+Return", "check",
            allowed=waits,
        ),
        Action(
            "inbox.decline", msg("Decline what is shown"),
            lambda: with_strip(DecisionStrip.decline), group, "Ctrl+Shift+Return",
            "close", allowed=waits,
        ),
        Action(
            "inbox.take_back", msg("Take the last decision back"), page.take_back, group,
            "Ctrl+Z", "undo", allowed=lambda: page.desk.holding.held is not None,
        ),
        Action(
            "inbox.clean", msg("Approve all that are clean…"), page.ask_clean, group,
            "Ctrl+Alt+Return", "check", allowed=page.has_to_approve,
        ),
        Action(
            "inbox.read_all", msg("Mark all notices as read"), page.read_all_notices, group,
            icon="check",
        ),
        Action("inbox.refresh", msg("Look again"), page.populate, group, "F5", "refresh"),
    ]  # fmt: skip
