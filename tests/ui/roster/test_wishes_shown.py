"""Wishes on the roster page: marks in the cells, words in tooltip and panel, the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from app.errors import Conflict
from app.services.roster.wishes import NewWish, enter_wish
from app.ui.roster.wish_marks import WishMark
from app.ui.roster.wishes_dialog import WishesDialog
from tests.factories import SmallCentre
from tests.services.requests.test_swaps import acting
from tests.ui.roster.conftest import Seat

DAY = date(2026, 10, 20)


def wish(
    centre: SmallCentre, no: str, day: int, shift: str = "", *, wanted: bool = True, weight: int = 1
) -> None:
    on = date(2026, 10, day)
    enter_wish(acting(centre, no), NewWish(on, on, shift, wanted, weight))


@pytest.fixture
def wished(centre: SmallCentre) -> SmallCentre:
    """1001 works E on the 20th and L on the 21st of October."""
    wish(centre, "1001", 20, weight=10)
    wish(centre, "1001", 21, "L")
    wish(centre, "1002", 21, "N", wanted=False)
    wish(centre, "2001", 21)
    return centre


def dialog_of(seat: Seat) -> WishesDialog:
    seat.does("roster.wishes")
    return next(one for one in seat.window.findChildren(WishesDialog) if one.isVisible())


def test_a_leader_sees_the_teams_wishes_in_the_cells(
    wished: SmallCentre, seat_of: Callable[[str], Seat]
) -> None:
    leader = seat_of("1000")
    assert "Wish: Wants a day off, weight 10 (not kept)" in leader.hears("1001", 20)
    assert "Wish: Wants L (kept)" in leader.hears("1001", 21)
    assert "Wish: Does not want N" in leader.hears("1002", 21)
    assert "Wish" not in leader.hears("2001", 21), "of the other team"
    line = leader.model.line(leader.model.find(("1001", DAY)).row())
    assert line is not None
    assert leader.model.wish_marks(line) == {19: WishMark(kept=False), 20: WishMark(kept=True)}


def test_of_a_month_that_nobody_has_made_no_wish_is_kept_or_broken(
    centre: SmallCentre, seat_of: Callable[[str], Seat]
) -> None:
    for shift, wanted in (("", True), ("E", False)):
        on = date(2026, 11, 5 if wanted else 6)
        enter_wish(acting(centre, "1001"), NewWish(on, on, shift, wanted))
    leader = seat_of("1000")
    leader.page.open_target(("1001", date(2026, 11, 5)))
    leader.settle()
    line = leader.model.line(leader.model.find(("1001", date(2026, 11, 5))).row())
    assert line is not None
    assert leader.model.days[0].day.day == 1
    assert leader.model.wish_marks(line) == {4: WishMark(None), 5: WishMark(None, against=True)}
    told = list(leader.model.wishes.lines(line, leader.model.days, 4, leader.model.draft))
    assert told == ["Wish: Wants a day off"]


def test_the_mark_follows_what_is_typed(
    wished: SmallCentre, seat_of: Callable[[str], Seat]
) -> None:
    leader = seat_of("1000")
    index = leader.model.find(("1001", DAY))
    before = leader.grid.pictures.of_row(index.row())[index.column()].toImage()
    leader.at("1001", 20)
    leader.type("N")
    other = leader.grid.pictures.of_row(index.row())[index.column()].toImage()
    assert leader.model.look(index.row(), index.column()).wish == WishMark(kept=False)
    leader.at("1001", 20)
    leader.page.editor.assign("")
    leader.settle()
    assert leader.model.look(index.row(), index.column()).wish == WishMark(kept=True)
    assert "(kept)" in leader.hears("1001", 20)
    assert before != other


def test_the_panel_says_it_too(wished: SmallCentre, seat_of: Callable[[str], Seat]) -> None:
    leader = seat_of("1000")
    leader.at("1001", 21)
    leader.at("1001", 20)
    leader.qtbot.waitUntil(lambda: any("not kept" in one.text() for one in labels(leader)))


def labels(seat: Seat) -> list[QLabel]:
    return seat.explained[-1].findChildren(QLabel) if seat.explained else []


def test_an_agent_sees_the_own_ones_alone(
    wished: SmallCentre, seat_of: Callable[[str], Seat]
) -> None:
    agent = seat_of("1001")
    assert "(not kept)" in agent.hears("1001", 20)
    assert "Wish" not in agent.hears("1002", 21)
    assert not agent.desk.actions.qaction("roster.wishes").isVisible()


def test_the_list_tells_the_months_wishes_and_what_is_kept(
    wished: SmallCentre, seat_of: Callable[[str], Seat]
) -> None:
    leader = seat_of("1000")
    leader.at("1001", 20)
    dialog = dialog_of(leader)
    leader.settle()
    assert dialog.title.text() == "October 2026"
    assert [line[1:] for line in dialog.table.lines()] == [
        ["Person 1001 1001", "Wants a day off", "10", "not kept"],
        ["Person 1001 1001", "Wants L", "1", "kept"],
        ["Person 1002 1002", "Does not want N", "1", "kept"],
    ]
    dialog.move_on(1)
    leader.settle()
    assert dialog.title.text() == "November 2026"
    assert dialog.table.lines() == []
    dialog.move_on(-1)
    leader.settle()
    dialog.table.selectRow(2)
    dialog.table.opened.emit(dialog.table.current())
    leader.settle()
    assert leader.page.session.place == ("1002", date(2026, 10, 21))


def test_a_leader_closes_the_month_and_opens_it_again(
    wished: SmallCentre, seat_of: Callable[[str], Seat]
) -> None:
    leader = seat_of("1000")
    dialog = dialog_of(leader)
    leader.settle()
    assert dialog.state.text().startswith("Open")
    dialog.turn.click()
    leader.settle()
    assert dialog.state.text().startswith("Closed by Person 1000, ")
    with pytest.raises(Conflict):
        wish(wished, "1001", 25)
    dialog.turn.click()
    leader.settle()
    assert dialog.state.text().startswith("Open")
    wish(wished, "1001", 25)
    dialog.accept()


def test_a_head_chooses_the_team(wished: SmallCentre, seat_of: Callable[[str], Seat]) -> None:
    head = seat_of("0002")
    head.at("2001", 21)
    dialog = dialog_of(head)
    head.settle()
    assert dialog.team.currentText() == "B"
    assert len(dialog.table.lines()) == 1
    dialog.team.choose(f"team:{wished.teams['A']}")
    assert len(dialog.table.lines()) == 3
    dialog.turn.click()
    head.settle()
    assert "Closed" in dialog.state.text()
    dialog.team.choose(f"team:{wished.teams['B']}")
    assert "Open" in dialog.state.text()
    dialog.accept()
