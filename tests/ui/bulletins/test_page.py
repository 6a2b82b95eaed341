"""The page of bulletins at an agent's and at a leader's desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.context import Actor
from app.reading.bulletins.page import read_readers
from app.services.bulletins.publishing import NewBulletin, publish
from app.ui.bulletins.page import BulletinsPage
from app.ui.bulletins.printing import bulletin_html
from app.ui.bulletins.publish import BulletinDialog
from app.ui.kit.desk import Desk
from app.ui.kit.pages import UNREAD
from tests.factories import SmallCentre
from tests.ui.rest import until_rest

LONG = "\n".join(f"Line {n} of what is to be known." for n in range(120))


class Seat:
    def __init__(self, desk: Desk, page: BulletinsPage, qtbot: QtBot) -> None:
        self.desk, self.page, self.qtbot = desk, page, qtbot
        self.gone: list[str] = []
        self.told: list[str] = []
        desk.said.connect(lambda text, _tone: self.told.append(text))
        desk.page_asked.connect(lambda key, _target: self.gone.append(key))

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def press(self, key: Qt.Key, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.page.reader.text, key)
        self.settle()

    def titles(self) -> list[str]:
        return [entry.title for entry in self.page.list.lines.lines]


@pytest.fixture
def seat_of(centre: SmallCentre, desk_of: Callable[..., Desk], qtbot: QtBot) -> Callable[..., Seat]:
    def seat_of(no: str, target: object = None) -> Seat:
        desk = desk_of(centre.people[no], no)
        page = BulletinsPage(desk)
        qtbot.addWidget(page)
        page.resize(1060, 700)
        seat = Seat(desk, page, qtbot)
        page.show()
        if target is not None:
            page.open_target(target)
        seat.settle()
        return seat

    return seat_of


def published(centre: SmallCentre, title: str = "Tariff A ends", text: str = "No new ones.") -> str:
    director = centre.context.acting_as(Actor("0001", centre.people["0001"]))
    return publish(director, NewBulletin(title, text))


def test_a_short_one_is_read_with_one_key_and_the_next_one_follows(
    centre: SmallCentre, seat_of: Callable[..., Seat]
) -> None:
    published(centre, "First")
    published(centre, "Second")
    seat = seat_of("1001", UNREAD)
    assert seat.titles() == ["First", "Second"]
    seat.press(Qt.Key.Key_Space)
    assert seat.titles() == ["Second"]
    assert seat.gone == []
    seat.press(Qt.Key.Key_Space)
    assert seat.gone == ["today"], "all is read: on to the day"


def test_a_long_one_is_read_only_at_its_end(
    centre: SmallCentre, seat_of: Callable[..., Seat]
) -> None:
    published(centre, text=LONG)
    seat = seat_of("1001")
    reader = seat.page.reader
    assert not reader.read.isEnabled()
    seat.press(Qt.Key.Key_Space)
    assert not reader.read.isEnabled()
    reader.text.verticalScrollBar().setValue(reader.text.verticalScrollBar().maximum())
    assert reader.read.isEnabled()
    seat.press(Qt.Key.Key_Space)
    assert seat.titles() == []


def test_escape_holds_nobody_up(centre: SmallCentre, seat_of: Callable[..., Seat]) -> None:
    published(centre)
    seat = seat_of("1001", UNREAD)
    seat.press(Qt.Key.Key_Escape)
    assert seat.gone == ["today"]
    assert seat.titles() == ["Tariff A ends"], "it is unread as before"


@pytest.mark.parametrize(
    ("wanted", "found"), [("停止", 1), ("停", 2), ("nowhere", 0), ("TARIFF", 1)]
)
def test_two_characters_find_it_anywhere(
    centre: SmallCentre, seat_of: Callable[..., Seat], wanted: str, found: int
) -> None:
    published(centre, "Tariff", "今日起停止新办")
    published(centre, "Desks", "停")
    seat = seat_of("1001")
    seat.page.search.setText(wanted)
    seat.settle()
    assert len(seat.titles()) == found


def test_a_leader_sees_live_who_has_read_it_and_reminds_the_rest(
    centre: SmallCentre, seat_of: Callable[..., Seat]
) -> None:
    no = published(centre)
    seat = seat_of("1000")
    readers = seat.page.readers
    assert readers.isVisible()
    assert readers.remind.isEnabled()
    assert len(seat.page._readers) == 5
    seat.qtbot.mouseClick(readers.remind, Qt.MouseButton.LeftButton)
    seat.settle()
    leader = centre.context.acting_as(Actor("1000", centre.people["1000"]))
    view = seat.page.reader.view
    assert view is not None
    assert "Person 1001" in bulletin_html(view, read_readers(leader, no))


def test_an_agent_neither_publishes_nor_sees_who_has_read(
    centre: SmallCentre, seat_of: Callable[..., Seat]
) -> None:
    published(centre)
    seat = seat_of("1001")
    assert not seat.page.publish.isVisible()
    assert not seat.page.readers.isVisible()
    assert not seat.page.reader.replace.isVisible()


def test_an_empty_page_says_what_belongs_there(seat_of: Callable[..., Seat]) -> None:
    seat = seat_of("1001")
    assert seat.titles() == []
    assert seat.page._stack.currentWidget() is seat.page._nothing


def test_what_is_published_is_shown_and_told_for_how_many_it_is(
    centre: SmallCentre, seat_of: Callable[..., Seat]
) -> None:
    published(centre, "To be read yet")
    seat = seat_of("0002")
    seat.desk.actions.qaction("bulletins.publish").trigger()
    seat.settle()
    (dialog,) = [one for one in seat.page.findChildren(BulletinDialog) if one.isVisible()]
    dialog.title.setText("Refunds")
    dialog.text.setPlainText("Within two days.")
    dialog.submit.click()
    seat.settle()
    assert seat.told == ["B-00002 is published to 10 people"]
    assert seat.page.reader.view is not None
    assert seat.page.reader.view.row.fact.title == "Refunds"
    assert seat.page.list.key() == "B-00002"
