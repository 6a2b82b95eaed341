"""Days of leave chosen in one's own month, on the leave page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.fields import date_of
from app.ui.kit.marked_calendar import MarkedCalendar
from app.ui.leave.own_days import OwnDays
from tests.ui.leave.conftest import Shown

pytestmark = pytest.mark.usefixtures("dressed")

_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def drag(qtbot: QtBot, start: QWidget, end: QWidget) -> None:
    there = start.mapFromGlobal(end.mapToGlobal(QPoint(5, 5)))
    qtbot.mousePress(start, _LEFT, pos=QPoint(5, 5))
    qtbot.mouseMove(start, there)
    qtbot.mouseRelease(start, _LEFT, pos=there)


def test_days_are_dragged_or_marked_with_the_keys_and_then_judged(
    shown_to: Callable[[str], Shown], qtbot: QtBot
) -> None:
    shown = shown_to("1002")
    shown.page.ask_button.click()
    shown.settle()
    form = shown.page.ask.form
    own = shown.page.findChildren(OwnDays)[-1]
    assert own.calendar is not None
    drag(qtbot, own.calendar.cells[13], own.calendar.cells[15])
    shown.settle()
    assert (date_of(form.first).day, date_of(form.last).day) == (14, 16)
    assert shown.page.ask._preview is not None

    shown.page.ask_button.click()
    shown.settle()
    calendar = shown.page.findChildren(OwnDays)[-1].calendar
    assert calendar is not None
    calendar.cells[19].setFocus()
    QTest.keyClick(calendar.cells[19], Qt.Key.Key_Right, _SHIFT)
    QTest.keyClick(calendar.cells[20], Qt.Key.Key_Left, _SHIFT)
    QTest.keyClick(calendar.cells[19], Qt.Key.Key_Down, _SHIFT)
    QTest.keyClick(calendar.cells[26], Qt.Key.Key_Return)
    shown.settle()
    assert (date_of(form.first).day, date_of(form.last).day) == (20, 27)

    shown.page.open_target((date(2026, 10, 21), date(2026, 10, 22)))
    shown.settle()
    assert (date_of(form.first), date_of(form.last)) == (date(2026, 10, 21), date(2026, 10, 22))

    under = form.first.calendarWidget()
    assert isinstance(under, MarkedCalendar)
    assert under.firstDayOfWeek() is Qt.DayOfWeek.Monday
