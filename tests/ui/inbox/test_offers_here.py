"""An open shift that waits for one's yes stands in the Inbox, and is taken there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from app.reading.roster.offers import read_offers
from app.rules.offers import Wanted
from app.rules.vocabulary import OfferKind
from app.services.roster import offers
from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import (  # noqa: F401 - inbox_of is a fixture
    Inbox,
    acting,
    inbox_of,
)

DAY = date(2026, 10, 19)
UNTIL = datetime.fromisoformat("2026-10-18T18:00:00+08:00")


def test_an_offer_is_counted_in_tab_and_note_and_taken_from_the_inbox(
    centre: SmallCentre,
    inbox_of: Callable[[str], Inbox],  # noqa: F811
) -> None:
    wanted = Wanted(OfferKind.TAKE, centre.teams["A"], DAY, "E", UNTIL)
    offers.offer(acting(centre, "1000"), wanted)
    taker = next(no for no in centre.people if read_offers(acting(centre, no)).waiting)
    inbox = inbox_of(taker)
    assert inbox.page.tabs.tabText(0) == "Waiting (1)"
    inbox.press("Take it")
    inbox.settle()
    assert inbox.page.tabs.tabText(0) == "Waiting"
    assert not inbox.offers("Take it")
