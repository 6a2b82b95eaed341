"""What is short at the foot is offered from there."""

from __future__ import annotations

from datetime import date

from app.models import ShiftNeed
from app.queries.roster.offers import offers
from app.ui.kit.offer_dialog import OfferDialog
from app.ui.roster.offering import Offering
from tests.factories import SmallCentre
from tests.ui.roster.conftest import Seat

DAY = date(2026, 10, 19)


def short(centre: SmallCentre, needed: int = 9) -> None:
    with centre.context.write() as session:
        session.add_all(
            ShiftNeed(team_id=team, shift_id=centre.shifts["L"], weekday=0, needed=needed)
            for team in centre.teams.values()
        )


def test_a_leader_presses_a_total_that_is_short_and_offers_just_so_many_places(
    centre: SmallCentre, leader: Seat
) -> None:
    short(centre)
    leader.page.populate()
    leader.settle()
    leader.page.view.short_asked.emit(DAY, "L")
    leader.settle()
    (dialog,) = leader.page.findChildren(OfferDialog)
    places = dialog.places.value()
    assert places > 1
    dialog.submit.click()
    leader.settle()
    assert leader.said[-1] == "It is offered; whoever may take it is told"
    with centre.context.read() as session:
        [row] = offers(session)
    assert (row.team, row.day, row.code, row.places) == ("A", DAY, "L", places)
    leader.page.view.short_asked.emit(DAY, "L")
    leader.settle()
    menu = Offering.of(leader.page).menu
    assert menu is not None
    assert [(one.text(), one.isEnabled()) for one in menu.actions()] == [
        ("19 October L · A: on offer already", False)
    ]
    menu.close()


def test_a_head_chooses_the_team_by_the_key_of_the_day(centre: SmallCentre, head: Seat) -> None:
    short(centre)
    head.at("1001", 19)
    head.does("roster.offer")
    menu = Offering.of(head.page).menu
    assert menu is not None
    assert [one.text().partition(": ")[2] for one in menu.actions()] == [
        "19 October L · A…", "19 October L · B…",
    ]  # fmt: skip
    menu.close()
    head.at("1001", 20)
    head.does("roster.offer")
    assert head.said[-1] == "No published shift of yours is short of people here."
