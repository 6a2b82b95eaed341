"""A vacancy that is offered says so among the open shifts, leads to the offer, and is not offered
twice; one that is over is told, with nothing to press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from app.context import Actor
from app.queries.roster.offers import OfferRow
from app.rules.offers import Wanted
from app.rules.vocabulary import OfferChoice, OfferKind
from app.services.leave.requests import Wish, file_leave
from app.services.roster import offers
from app.ui.kit.offer_cards import KeptOffers
from app.ui.leave.cover_view import CoverView
from tests.factories import SmallCentre, TestClock
from tests.ui.leave.conftest import Shown

DAY = date(2026, 10, 19)


def told(view: CoverView) -> str:
    return str(view.open.proxy.index(0, 4).data())


def test_a_vacancy_on_offer_says_so_leads_to_the_offer_and_is_told_once_it_is_over(
    shown_to: Callable[[str], Shown], centre: SmallCentre, clock: TestClock
) -> None:
    sick = Actor("1002", centre.people["1002"])
    file_leave(centre.context.acting_as(sick), Wish(centre.people["1002"], "sick", DAY, DAY))
    leader = shown_to("1000")
    leader.tab("Open shifts (1)")
    view = leader.page.cover
    assert (told(view), view.offer.isVisible()) == ("open", True)

    until = datetime.fromisoformat("2026-10-18T18:00:00+08:00")
    wanted = Wanted(OfferKind.TAKE, centre.teams["A"], DAY, "E", until,
                    choice=OfferChoice.PICK, absent_id=centre.people["1002"])  # fmt: skip
    no = offers.offer(leader.desk.ctx, wanted)
    leader.page.populate()
    leader.settle()
    assert (told(view), view.offer.isVisible(), view.assign.isVisible()) == (
        "on offer",
        False,
        True,
    )
    assert [row.no for row in _kept(view)] == [no]

    clock.now = datetime.fromisoformat("2026-10-19T15:30:00+08:00")
    leader.page.populate()
    leader.settle()
    assert leader.tabs()[3] == "Open shifts", "what is over is not counted"
    assert told(view) == "nobody; it is over"
    assert view.title.text() == "This shift is over; nobody covered it."
    assert not any(way.isVisible() for way in (view.assign, view.offer, view.back))
    assert not _kept(view)


def _kept(view: CoverView) -> list[OfferRow]:
    return [row for card in view.findChildren(KeptOffers) if card.isVisible() for row in card.rows]
