"""What is short at the foot is offered from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.models import StaffingNeed
from app.queries.roster.offers import offers
from app.rules.offers import Crew, Wanted
from app.rules.vocabulary import OfferKind
from app.ui.kit.offer_dialog import OfferDialog, Spell
from app.ui.kit.repairing import RepairDialog
from app.ui.kit.short_asked import ShortAsked
from app.ui.roster.offering import Offering
from tests.factories import SmallCentre
from tests.ui.roster.conftest import Seat

DAY = date(2026, 10, 19)


def short(centre: SmallCentre, needed: int = 9) -> None:
    with centre.context.write() as session:
        session.add_all(
            StaffingNeed(
                department_id=centre.department,
                team_id=team,
                shift_id=centre.shifts["L"],
                weekday=0,
                least=needed,
            )
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


def test_the_offer_says_team_hours_and_who_is_asked_and_the_foot_that_it_is_open(
    centre: SmallCentre, leader: Seat
) -> None:
    short(centre)
    leader.page.populate()
    leader.settle()
    leader.page.view.short_asked.emit(DAY, "L")
    leader.settle()
    (dialog,) = leader.page.findChildren(OfferDialog)
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert "A, 15:30–23:30. All of the department who may take it are asked." in said
    assert (dialog.day.date().day(), dialog.time.time().toString("HH:mm")) == (19, "14:30")
    places = dialog.places.value()
    dialog.submit.click()
    leader.settle()
    leader.page.populate()
    leader.settle()
    foot = leader.page.view.totals
    row = next(at for at in range(foot.rowCount()) if foot.code(at) == "L")
    assert foot.called(row, DAY.day - 1) == places
    tip = foot.data(foot.index(row, DAY.day - 1), Qt.ItemDataRole.ToolTipRole)
    assert f"{places} places are on offer" in tip


def test_a_leader_is_warned_before_more_are_let_off_than_can_be_spared(leader: Seat) -> None:
    desk = leader.page.desk
    wanted = Wanted(OfferKind.OFF, 1, DAY, "L", desk.ctx.now())
    start = desk.ctx.time.instant(DAY, time(15, 30))
    spell = Spell("A", start, start + timedelta(hours=8))
    dialog = OfferDialog(leader.page, desk, wanted, spell, Crew(3, 2))
    assert dialog.few.isHidden()
    dialog.places.setValue(2)
    assert not dialog.few.isHidden()
    assert dialog.few.text() == "3 work L, 2 are needed: with so many off, 1 are left."
    assert not dialog.below.isHidden()
    dialog.close()


def test_a_short_shift_on_today_leads_to_its_team_and_day_with_the_ways_to_cover_it(
    centre: SmallCentre, head: Seat
) -> None:
    short(centre)
    head.page.open_target(ShortAsked(centre.teams["B"], DAY, "L"))
    head.settle()
    index = head.page.grid.currentIndex()
    line = head.page.model.line(index.row())
    assert line is not None
    assert line.block.team == "B"
    assert head.page.model.days[index.column()].day == DAY
    menu = Offering.of(head.page).menu
    assert menu is not None
    assert menu.isVisible()
    way, offered = menu.actions()
    assert way.text() == "Ways to cover: 19 October L · B…"
    assert offered.text().endswith("19 October L · B…")
    way.trigger()
    menu.close()
    head.settle()
    (dialog,) = head.page.window().findChildren(RepairDialog)
    assert "19 Oct" in dialog.lead.text()
    dialog.reject()


def test_whoever_only_looks_is_led_there_without_a_menu(
    centre: SmallCentre, seat_of: Callable[[str], Seat]
) -> None:
    short(centre)
    agent = seat_of("1001")
    agent.page.open_target(ShortAsked(centre.teams["A"], DAY, "L"))
    agent.settle()
    assert agent.page.model.days[agent.page.grid.currentIndex().column()].day == DAY
    assert Offering.of(agent.page).menu is None
