"""The reason is typed on while the rules are asked: the keys stay where the person has put them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.leave.own_days import OwnDays
from app.ui.leave.page import LeavePage
from app.ui.work.tasks import Change
from tests.ui.leave.test_days_by_hand import drag
from tests.ui.test_keys_stay import Seat, sits  # noqa: F401 - sits is a fixture


@pytest.fixture
def seat(sits: Callable[[str], Seat]) -> Seat:  # noqa: F811
    """An agent with the form and their own month before them."""
    seat = sits("1001")
    seat.opens("leave")
    seat.enters("Ask for leave")
    return seat


def page_of(seat: Seat) -> LeavePage:
    page = seat.workspace.page
    assert isinstance(page, LeavePage)
    return page


def drags_days(seat: Seat) -> None:
    days = page_of(seat).ask.findChild(OwnDays)
    assert days is not None
    assert days.calendar is not None
    drag(seat.qtbot, days.calendar.cells[11], days.calendar.cells[14])


def types_on(seat: Seat) -> None:
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClicks(here, "b")


def test_after_the_days_the_keys_are_at_the_reason(seat: Seat) -> None:
    ask = page_of(seat).ask
    kind = ask.form.kind.value()
    drags_days(seat)
    types_on(seat)
    seat.waits()
    types_on(seat)
    seat.waits()
    assert ask.form.reason.toPlainText() == "bb"
    assert ask.form.kind.value() == kind


def test_who_clicks_into_the_reason_as_the_answer_comes_stays_there(seat: Seat) -> None:
    """The answer takes the month away, and the click is dealt with in the same turn of it."""
    ask = page_of(seat).ask
    days = ask.findChild(OwnDays)
    assert days is not None
    assert days.calendar is not None
    drags_days(seat)
    days.calendar.cells[14].setFocus(Qt.FocusReason.MouseFocusReason)
    show = ask._show
    shown: list[object] = []

    def and_click(found: Any) -> None:
        show(found)
        if not shown:
            QTest.mouseClick(ask.form.reason.viewport(), Qt.MouseButton.LeftButton)
            types_on(seat)
        shown.append(found)

    ask._show = and_click  # type: ignore[method-assign]
    seat.waits()
    seat.qtbot.waitUntil(lambda: bool(shown))
    seat.waits()
    types_on(seat)
    seat.waits()
    assert ask.form.reason.toPlainText() == "bb"


def test_what_others_do_turns_no_month_back_and_takes_no_keys(seat: Seat) -> None:
    ask = page_of(seat).ask
    days = ask.findChild(OwnDays)
    assert days is not None
    days.turn(1)
    seat.waits()
    assert days.calendar is not None
    days.calendar.cells[9].setFocus(Qt.FocusReason.MouseFocusReason)
    seat.desk.tasks.changed.emit(Change(own=False))
    seat.waits()
    here = ask.findChild(OwnDays)
    assert here is days
    assert days.calendar.days[0].month == 11
    assert days.calendar.at == date(2026, 11, 10)
