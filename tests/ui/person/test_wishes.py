"""One's own wishes on one's month: the calendar's marks, the list, and the form, by keys too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from app.services.roster.wishes import NewWish, close_wishes, enter_wish
from app.ui.kit.desk import Desk
from app.ui.kit.wish_for import WishFor
from app.ui.person.page import PersonPage
from app.ui.person.wish_dialog import WishDialog
from tests.factories import SmallCentre, publish_month
from tests.services.requests.test_swaps import acting
from tests.ui.person.test_person_page import Open, open_page, recorded

__all__ = ["open_page", "recorded"]

NOVEMBER = date(2026, 11, 1)
Settled = Callable[[Desk], None]


def wish(centre: SmallCentre, day: date, shift: str = "", *, wanted: bool = True) -> None:
    enter_wish(acting(centre, "1001"), NewWish(day, day, shift, wanted, 5))


@pytest.fixture
def november(recorded: SmallCentre, open_page: Open, settled: Settled) -> Callable[[], PersonPage]:
    """1001's own page, at November 2026."""

    def november() -> PersonPage:
        page = open_page("1001", "1001")
        page.show_later()
        settled(page.desk)
        return page

    return november


def dialog_of(page: PersonPage) -> WishDialog:
    page.desk.actions.qaction("person.wish").trigger()
    return next(one for one in page.findChildren(WishDialog) if one.isVisible())


def lines(page: PersonPage) -> list[list[str]]:
    return page.wishes_card.table.lines() if page.wishes_card is not None else []


def test_a_wish_is_entered_shown_and_taken_back(
    november: Callable[[], PersonPage], settled: Settled
) -> None:
    page = november()
    said = list[str]()
    page.desk.said.connect(lambda text, _tone: said.append(text))
    assert page.wishing_card is not None
    assert "until the team leader closes" in page.wishing_card.state.text()
    dialog = dialog_of(page)
    assert dialog.wish() == NewWish(NOVEMBER, NOVEMBER, "", True, 1)
    dialog.first.setDate(QDate(2026, 11, 5))
    assert dialog.wish().last == date(2026, 11, 5), "the last day goes with the first"
    dialog.last.setDate(QDate(2026, 11, 6))
    dialog.weight.setValue(20)
    dialog.submit.click()
    settled(page.desk)
    assert said == ["Wished for 2 days"]
    assert [line[1:] for line in lines(page)] == [["Wants a day off, weight 20"]] * 2
    assert page.calendar_view is not None
    told = page.calendar_view.cells[4].toolTip()
    assert "Wants a day off, weight 20" in told
    card = page.wishes_card
    assert card is not None
    assert not card.take_back.isEnabled()
    card.table.setFocus()
    card.table.selectAll()
    QTest.keyClick(card.table, Qt.Key.Key_Delete)
    settled(page.desk)
    assert said[-1] == "2 wishes taken back"
    assert lines(page) == []


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(
    november: Callable[[], PersonPage], recorded: SmallCentre, settled: Settled
) -> None:
    wish(recorded, date(2026, 11, 5), "E")
    page = november()
    dialog = dialog_of(page)
    dialog.first.setDate(QDate(2026, 11, 5))
    dialog.last.setDate(QDate(2026, 11, 4))
    dialog.submit.click()
    assert dialog.form.problem("last") == "The last day lies before the first."
    dialog.last.setDate(QDate(2026, 11, 5))
    dialog.shift.choose("E")
    dialog.wanted.choose(False)
    dialog.submit.click()
    settled(page.desk)
    assert "both cannot be" in dialog.refusal.text()
    dialog.shift.choose("N")
    dialog.submit.click()
    settled(page.desk)
    assert [line[1] for line in lines(page)] == ["Wants E, weight 5", "Does not want N"]


def test_the_day_with_the_keys_is_the_one_wished_for(
    november: Callable[[], PersonPage],
) -> None:
    page = november()
    assert page.calendar_view is not None
    page.calendar_view.go_to(date(2026, 11, 17))
    dialog = dialog_of(page)
    assert dialog.wish().first == date(2026, 11, 17)
    dialog.reject()


def test_the_keys_stay_where_they_were(
    november: Callable[[], PersonPage], recorded: SmallCentre, settled: Settled
) -> None:
    for day in (5, 6):
        wish(recorded, date(2026, 11, day))
    page = november()
    assert page.calendar_view is not None
    page.calendar_view.go_to(date(2026, 11, 17))
    page.populate()
    settled(page.desk)
    calendar = page.calendar_view
    assert calendar is not None
    assert calendar.day_of(page.focusWidget()) == date(2026, 11, 17)
    for left in (1, 0):
        card = page.wishes_card
        assert card is not None
        card.table.setFocus()
        card.table.selectRow(0)
        QTest.keyClick(card.table, Qt.Key.Key_Delete)
        settled(page.desk)
        assert len(lines(page)) == left
    assert page.wishing_card is not None
    assert page.focusWidget() is page.wishing_card.enter, "the list is gone with its last wish"


def test_a_closed_month_says_by_whom_and_offers_nothing(
    november: Callable[[], PersonPage], recorded: SmallCentre
) -> None:
    wish(recorded, date(2026, 11, 5))
    close_wishes(acting(recorded, "1000"), f"team:{recorded.teams['A']}", NOVEMBER)
    page = november()
    card, shown = page.wishing_card, page.wishes_card
    assert card is not None
    assert shown is not None
    assert card.state.text().startswith("Closed by Person 1000, ")
    assert not card.enter.isVisible()
    assert not shown.take_back.isVisible()
    assert len(lines(page)) == 1
    assert not page.desk.actions.qaction("person.wish").isVisible()


def test_after_publication_one_sees_what_was_kept(
    november: Callable[[], PersonPage], recorded: SmallCentre
) -> None:
    wish(recorded, date(2026, 11, 5))
    wish(recorded, date(2026, 11, 6), "E")
    with recorded.context.write() as session:
        publish_month(session, f"team:{recorded.teams['A']}", NOVEMBER)
    page = november()
    assert [line[2] for line in lines(page)] == ["kept", "not kept"]
    assert page.wishing_card is not None
    assert "is published" in page.wishing_card.state.text()


def test_what_is_over_cannot_be_wished_for(
    open_page: Open, recorded: SmallCentre, settled: Settled
) -> None:
    page = open_page("1001", "1001")
    page.show_earlier()
    settled(page.desk)
    assert page.wishing_card is not None
    assert "over" in page.wishing_card.state.text()
    assert not page.wishing_card.enter.isVisible()


def test_the_roster_and_today_lead_to_the_form_of_a_day(open_page: Open, settled: Settled) -> None:
    page = open_page("1001", "1001")
    page.open_target(WishFor(date(2026, 11, 17)))
    settled(page.desk)
    dialog = next(one for one in page.findChildren(WishDialog) if one.isVisible())
    assert dialog.wish().first == date(2026, 11, 17)
    dialog.reject()
    said = list[str]()
    page.desk.said.connect(lambda text, _tone: said.append(text))
    page.open_target(WishFor(date(2026, 10, 20)))
    settled(page.desk)
    assert not any(one.isVisible() for one in page.findChildren(WishDialog))
    assert "has begun" in said[-1], "October is published"


@pytest.mark.parametrize(("by", "of"), [("0002", "0002"), ("1000", "1001"), ("1001", "1002")])
def test_no_card_for_who_is_on_no_roster_or_of_somebody_else(
    recorded: SmallCentre, open_page: Open, by: str, of: str
) -> None:
    page = open_page(by, of)
    assert page.wishing_card is None
    assert page.wishes_card is None
    assert not page.desk.actions.qaction("person.wish").isVisible()
