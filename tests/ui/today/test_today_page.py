"""The Today page by what is seen and pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.context import Actor
from app.models import Attendance, Leave, Swap
from app.queries.roster.offers import offers
from app.reading.roster.offers import read_offers
from app.rules.offers import Wanted
from app.rules.vocabulary import LeaveKind, LeaveStatus, OfferKind, OfferStatus, SwapStatus
from app.services.roster.offers import offer
from app.ui.kit.columns import TwoColumns
from app.ui.kit.day_cell import DayCell
from app.ui.kit.desk import Desk
from app.ui.kit.offer_cards import OffersCard
from app.ui.kit.tiles import Tile
from app.ui.today.chip import Chip
from app.ui.today.lists import ListLine
from app.ui.today.own_day import day_menu
from app.ui.today.page import TodayPage
from app.ui.today.shifts import ShiftCard
from app.ui.today.strip import OwnStrip
from tests.factories import SmallCentre, TestClock

TODAY = date(2026, 10, 15)
DeskOf = Callable[..., Desk]
Settled = Callable[[Desk], None]
Open = Callable[[str], TodayPage]


@pytest.fixture
def open_page(
    centre: SmallCentre, clock: TestClock, desk_of: DeskOf, settled: Settled, qtbot: QtBot
) -> Open:
    """Signs somebody in at 16:00, when 1003, 1004, 2003 and 2004 work, and shows the page."""
    clock.pass_by(hours=7)

    def open_page(no: str) -> TodayPage:
        page = TodayPage(desk_of(centre.people[no], no))
        qtbot.addWidget(page)
        page.resize(1180, 800)
        page.show()
        settled(page.desk)
        return page

    return open_page


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.text()]


def chips(page: TodayPage) -> list[str]:
    return [each.text() for each in page.findChildren(Chip)]


def tiles(page: TodayPage) -> list[Tile]:
    """The tiles that are seen, from the left."""
    seen = [each for each in page.findChildren(Tile) if not each.isHidden()]
    return sorted(seen, key=lambda each: each.x())


def tile(page: TodayPage, title: str) -> Tile:
    (found,) = (each for each in tiles(page) if each.number.title == title)
    return found


def went(desk: Desk) -> list[tuple[str, object]]:
    """Where the desk is asked to go, from now on."""
    asked: list[tuple[str, object]] = []
    desk.page_asked.connect(lambda page, target: asked.append((page, target)))
    return asked


def test_who_works_now_and_next_is_named_team_by_team(open_page: Open) -> None:
    page = open_page("0002")
    now, following = page.findChildren(ShiftCard)[:2]
    assert {"L", "15:30–23:30", "A", "B"} <= set(texts(now))
    assert {each.text() for each in now.findChildren(Chip)} == {
        "Person 1003", "Person 1004", "Person 2003", "Person 2004"
    }  # fmt: skip
    assert "23:30–07:30" in texts(following)


def test_an_agent_sees_the_own_team(open_page: Open) -> None:
    page = open_page("1001")
    assert not [name for name in chips(page) if name.startswith("Person 2")]


def test_who_came_late_is_told_in_words(centre: SmallCentre, open_page: Open) -> None:
    start = centre.context.time.instant(TODAY) + timedelta(hours=15, minutes=30)
    with centre.context.write() as session:
        for no, minutes in (("1003", 0), ("1004", 7)):
            arrived = start + timedelta(minutes=minutes)
            session.add(Attendance(person_id=centre.people[no], day=TODAY, arrived_at=arrived))
    page = open_page("1000")
    names = [each.accessibleName() for each in page.findChildren(Chip)]
    assert any("Person 1004 7 min late" in name for name in names)
    assert "1 came late" in texts(page)


def test_an_opened_shift_stands_in_the_list_and_leads_to_the_roster(
    centre: SmallCentre, open_page: Open, qtbot: QtBot
) -> None:
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-1", person_id=centre.people["1004"], filed_by_no="1004",
                filed_at=centre.context.now(), kind=LeaveKind.SICK, first_date=TODAY,
                last_date=TODAY, status=LeaveStatus.APPROVED, approved_at=centre.context.now(),
            )
        )  # fmt: skip
    page = open_page("0002")
    asked = went(page.desk)
    lines = page.findChildren(ListLine)
    (line,) = (each for each in lines if "Person 1004: sick leave" in each.accessibleName())
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert asked == [("roster", ("1004", TODAY))]


def test_a_name_leads_to_the_persons_page(open_page: Open, qtbot: QtBot) -> None:
    page = open_page("1000")
    asked = went(page.desk)
    chip = next(each for each in page.findChildren(Chip) if each.text() == "Person 1003")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert asked == [("person", "1003")]


def test_a_day_of_mine_opens_its_menu_by_keyboard_too(open_page: Open, qtbot: QtBot) -> None:
    page = open_page("1003")
    asked = went(page.desk)
    qtbot.keyClick(page.findChildren(DayCell)[1], Qt.Key.Key_Return)
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert menu.activeAction() is menu.actions()[0]
    show = next(one for one in menu.actions() if one.text() == "Show in the roster")
    show.trigger()
    assert asked == [("roster", ("1003", TODAY + timedelta(days=1)))]
    menu.close()


def test_a_swap_that_is_offered_waits_for_the_colleague(
    centre: SmallCentre, open_page: Open
) -> None:
    with centre.context.write() as session:
        session.add(
            Swap(
                swap_no="S-1", filed_at=centre.context.now(), status=SwapStatus.OFFERED,
                requester_id=centre.people["1003"], requester_date=TODAY + timedelta(days=1),
                counterpart_id=centre.people["1004"], counterpart_date=TODAY + timedelta(days=1),
            )
        )  # fmt: skip
    assert tile(open_page("1004"), "Waiting for me").number.figure == "1"
    assert tile(open_page("1003"), "Waiting for me").number.figure == "0"


@pytest.mark.parametrize(
    ("no", "titles"),
    [
        ("1001", ["My next shift", "Waiting for me", "Swaps this month", "My score"]),
        ("1000", ["My team at work", "Waiting for me", "Open or short shifts of my team",
                  "Roster of November", "Findings this month"]),
        ("0003", ["Still to inspect", "My next shift", "Findings this month"]),
        ("0002", ["At work now", "Waiting for me", "Open or short shifts",
                  "Roster of November", "Findings this month"]),
        ("0001", ["At work now", "Waiting for me", "Open or short shifts",
                  "Roster of November", "Findings this month"]),
        ("0004", ["Last backup", "Store", "Accounts", "At work now"]),
    ],
)  # fmt: skip
def test_each_role_has_the_numbers_that_matter_to_it(
    open_page: Open, no: str, titles: list[str]
) -> None:
    page = open_page(no)
    assert [each.number.title for each in tiles(page)] == titles


def test_the_findings_come_after_the_rest(open_page: Open) -> None:
    page = open_page("0002")
    assert tile(page, "Findings this month").number.figure == "0"


def test_the_clock_tells_the_centres_time(open_page: Open, clock: TestClock) -> None:
    page = open_page("1001")
    assert page.clock.text() == "16:00:00"
    clock.pass_by(seconds=59)
    page.clock.tick()
    assert page.clock.text() == "16:00:59"


def test_at_the_end_of_a_shift_the_page_moves_on(
    open_page: Open, clock: TestClock, settled: Settled
) -> None:
    page = open_page("0002")
    clock.pass_by(hours=7, minutes=30)
    page.clock.tick()
    settled(page.desk)
    now = next(card for card in page.findChildren(ShiftCard) if card.isVisible())
    assert "23:30–07:30" in texts(now)


def test_the_keyboard_stays_where_it_was_when_a_minute_has_passed(
    open_page: Open, clock: TestClock, settled: Settled, qtbot: QtBot
) -> None:
    page = open_page("1003")
    page.activateWindow()
    page.findChildren(DayCell)[4].setFocus()
    clock.pass_by(minutes=1)
    page.clock.tick()
    settled(page.desk)
    focused = page.focusWidget()
    assert isinstance(focused, DayCell)
    assert "Monday, 19 October 2026" in focused.accessibleName()


def test_an_empty_centre_says_what_belongs_here(desk: Desk, settled: Settled, qtbot: QtBot) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    settled(desk)
    assert {"First steps", "1. Add departments, teams and people"} <= set(texts(page))


def test_a_narrow_window_puts_the_lists_below_and_shows_fewer_days(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page("1003")
    (columns,) = page.findChildren(TwoColumns)
    assert not columns.stacked
    page.resize(700, 800)
    qtbot.waitUntil(lambda: columns.stacked)
    shown = sum(not cell.isHidden() for cell in page.findChildren(DayCell))
    assert 7 <= shown < 14


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (TODAY, "by the end of tomorrow"),
        (TODAY - timedelta(days=1), "by the end of today"),
        (TODAY - timedelta(days=2), "overdue since the end of yesterday: absence"),
    ],
)
def test_a_certificate_to_come_tells_its_last_day_and_leads_to_the_leave(
    centre: SmallCentre, open_page: Open, qtbot: QtBot, first: date, said: str
) -> None:
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-7", person_id=centre.people["1002"], filed_by_no="1002",
                filed_at=centre.context.now(), kind=LeaveKind.EMERGENCY_SICK, first_date=first,
                last_date=first, status=LeaveStatus.APPROVED,
            )
        )  # fmt: skip
    page = open_page("1000")
    (line,) = (each for each in page.findChildren(ListLine) if said in texts(each))
    asked = went(page.desk)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert asked == [("leave", "L-7")]


def test_an_open_shift_on_offer_is_taken_with_one_key(
    centre: SmallCentre, open_page: Open, settled: Settled
) -> None:
    day = TODAY + timedelta(days=1)
    start = centre.context.time.instant(day) + timedelta(hours=15, minutes=30)
    leader = centre.context.acting_as(Actor("1000", centre.people["1000"]))
    no = offer(leader, Wanted(OfferKind.TAKE, centre.teams["A"], day, "L", start))
    free = next(
        one
        for one in ("1001", "1002", "1003", "1004")
        if any(
            not each.barred
            for each in read_offers(centre.context.acting_as(Actor(one, centre.people[one]))).to_me
        )
    )
    page = open_page(free)
    (card,) = page.findChildren(OffersCard)
    (take,) = (each for each in card.findChildren(QPushButton) if each.text() == "Take it")
    take.click()
    settled(page.desk)
    assert not [one for one in page.findChildren(OffersCard) if not one.isHidden()]
    with centre.context.read() as session:
        assert offers(session, no=no)[0].status is OfferStatus.FILLED


def test_a_day_of_my_own_leads_to_all_that_may_be_done_with_it(open_page: Open) -> None:
    page = open_page("1001")
    strip = page.findChildren(OwnStrip)[0]
    went_to = went(page.desk)
    strip.month.click()
    assert went_to == [("person", ("1001", TODAY))], "my month is one press away"
    day = next(one for one in strip.mine.days if one.shift and one.head.day > TODAY)
    menu = day_menu(page, page.desk, "1001", day)
    words = {one.text(): one for one in menu.actions()}
    assert list(words) == [
        *("Swap this shift…", "Ask for leave…", "Enter a wish…"),
        *("Show in the roster", "My month"),
    ]
    words["Swap this shift…"].trigger()
    assert went_to[-1] == ("swaps", ("1001", day.head.day))


def test_who_does_without_the_rest_of_the_first_steps_sees_them_no_more(
    open_page: Open, settled: Settled
) -> None:
    page = open_page("0002")
    (drop,) = [b for b in page.findChildren(QPushButton) if b.text() == "We do without the rest"]
    drop.click()
    settled(page.desk)
    assert "First steps" not in texts(page)
