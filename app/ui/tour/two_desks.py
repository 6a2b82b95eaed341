"""Two desks on one store, side by side, played in the demo centre: what is asked at one and agreed
to at the other is on both screens, and nobody looks anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from app.demo.looking import id_of
from app.rules.vocabulary import SwapStatus
from app.ui.kit.tokens import Choice

if TYPE_CHECKING:
    from datetime import date

    from app.context import Context
    from app.rules.partners import Pair
    from app.ui.inbox.page import InboxPage
    from app.ui.swaps.page import SwapsPage
    from app.ui.tour.walks import Scenery

_AGENT = "1108"


@dataclass(frozen=True, slots=True)
class TwoDesks:
    """Two windows on one store. `until` lets both live until something is so and they have come to
    rest; `keep` makes a picture of both."""

    one: Scenery
    other: Scenery
    until: Callable[[Callable[[], bool]], None]
    keep: Callable[[str], None]


def side_by_side(desks: TwoDesks) -> None:
    """Asked at the left, agreed to at the right."""
    from app.services.swaps import requests as swaps

    for scenery in (desks.one, desks.other):
        scenery.look("en", Choice.LIGHT)
    here = desks.one.sit(_AGENT)
    day, pair = _a_colleagues_pair(here)
    no, takes = pair.person.no, pair.takes
    there = desks.other.sit(no)
    inbox = cast("InboxPage", desks.other.show("inbox", [None]))
    inbox.tabs.setCurrentIndex(0)  # what waits, also where nothing does
    waiting = inbox.list.lines
    desks.one.show("swaps", [None, (_AGENT, day), (no, takes)])
    desks.keep("walk-desks-1-ask")
    asked = swaps.file_swap(here, id_of(here, no), day, takes, "带父亲复查")
    mine = cast("SwapsPage", desks.one.show("swaps", ["requests"])).requests

    def stands(status: SwapStatus) -> bool:
        rows = [card.request.row for card in mine.cards()]
        return any(row.no == asked and row.status is status for row in rows)

    desks.until(lambda: waiting.rowCount() > 0 and stands(SwapStatus.OFFERED))
    desks.keep("walk-desks-2-asked")
    swaps.agree(there, asked, 1)
    desks.until(lambda: waiting.rowCount() == 0 and stands(SwapStatus.AGREED))
    desks.keep("walk-desks-3-agreed")


def _a_colleagues_pair(context: Context) -> tuple[date, Pair]:
    """A shift of the agent's, and the best pair for it that is no leader's."""
    from app.reading.swaps.partners import partners

    for offset in range(2, 28):
        day = context.today() + timedelta(days=offset)
        for pair in partners(context, day).pairs:
            if not pair.person.no.endswith("01"):
                return day, pair
    raise LookupError("the demo has no legal swap for the agent")
