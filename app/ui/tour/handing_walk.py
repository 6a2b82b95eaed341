"""A draft goes from the leader to the head and back: handed over, looked at, told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from app.ui.kit.handed_roster import HandedRoster

if TYPE_CHECKING:
    from app.ui.inbox.page import InboxPage
    from app.ui.roster.page import RosterPage
    from app.ui.tour.walks import Scenery

_LEADER, _HEAD = "1101", "1002"


def handing(scenery: Scenery) -> None:
    """Next month's draft of a team, as `bringing` left it."""
    from app.services.roster.handing import hand_back, hand_over

    context = scenery.sit(_LEADER)
    month = (context.today().replace(day=1) + timedelta(days=31)).replace(day=1)
    page = cast("RosterPage", scenery.show("roster", [None, month]))
    page.handing.ask()
    scenery.show("roster", [])
    scenery.keep("walk-handing-1-hand-over")
    scope = sorted(page.handing.own())[0]
    hand_over(context, [scope], month, "元旦前一周已按往年排足，请过目。")
    target = HandedRoster(scope, month)
    context = scenery.sit(_HEAD)
    inbox = cast("InboxPage", scenery.show("inbox", [None]))
    inbox.list.pick(target)
    scenery.keep("walk-handing-2-inbox")
    scenery.show("roster", [None, target])
    scenery.keep("walk-handing-3-roster")
    hand_back(context, scope, month, 1, "31日夜班再加一人")
    scenery.seen("walk-handing-4-told", _LEADER, "today")
