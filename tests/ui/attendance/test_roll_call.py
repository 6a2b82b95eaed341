"""Roll call of a shift, held in a few keys from the sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.context import Actor
from app.services.bulletins.publishing import NewBulletin, publish
from app.ui.attendance.briefing import RollCallCard
from tests.factories import SmallCentre, TestClock
from tests.ui.attendance.conftest import Seat, at

KEY = Qt.Key


def card(seat: Seat) -> RollCallCard:
    """The roll call of the early shift."""
    return next(
        block.call for block in seat.page.day_view.blocks if block.code == "E" and block.call
    )


def said(seat: Seat) -> str:
    found = card(seat).findChildren(QLabel)
    return " ".join(one.text() for one in found if one.isVisibleTo(card(seat)))


@pytest.fixture
def leader(centre: SmallCentre, clock: TestClock, seat_of: Callable[[str], Seat]) -> Seat:
    """The leader of A before the early shift of the 14th, five minutes before it starts."""
    clock.now = at("07:00")
    director = centre.context.acting_as(Actor("0001", centre.people["0001"]))
    publish(director, NewBulletin("Tariff A ends", "No new ones."))
    clock.now = at("07:25")
    return seat_of("1000")


def test_everybody_present_and_roll_call_held_in_three_keys_and_the_comments(
    leader: Seat,
) -> None:
    assert "no comments" in said(leader), "what HAND-6 would say is said before"
    leader.on(leader.lines[0].row.no)
    leader.press(KEY.Key_R)
    leader.press(KEY.Key_H)
    here = QApplication.focusWidget()
    assert isinstance(here, QLineEdit)
    QTest.keyClicks(here, "Smile.")
    QTest.keyClick(here, KEY.Key_Return)
    leader.settle()
    assert "Roll call held 07:25 by Person 1000" in said(leader)
    assert "no comments" not in said(leader)


def test_who_has_not_read_which_bulletin_is_listed(leader: Seat) -> None:
    assert "“Tariff A ends” not read by" in said(leader)


def test_comments_that_are_typed_are_not_lost_by_a_change(leader: Seat) -> None:
    card(leader).comments.setText("Smi")
    assert [one.text for one in card(leader).unsaved()] == ["Smi"]
    leader.page.populate()
    leader.settle()
    assert card(leader).comments.text() == "Smi"


def test_minutes_after_g_say_how_long_before_the_end_they_went(
    leader: Seat, clock: TestClock
) -> None:
    clock.now = at("15:25")
    no = next(line.row.no for line in leader.lines if line.row.shift == "E")
    leader.line(no).refresh()
    leader.on(no)
    leader.press(KEY.Key_G)
    leader.type("15")
    leader.press(KEY.Key_Return)
    assert leader.line(no).row.left_at == at("15:15")
    assert [one.code for one in leader.line(no).row.findings][-1] == "ATT-6.early"
