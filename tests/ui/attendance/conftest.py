"""The attendance page over the small centre's 14 October 2026, at whose desk a test says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.attendance.line import SheetLine
from app.ui.attendance.page import AttendancePage
from app.ui.shell.desk import Desk
from tests.factories import SmallCentre, TestClock
from tests.ui.rest import until_rest

DAY = date(2026, 10, 14)


def at(wall: str, day: date = DAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{wall}:00+08:00")


class Seat:
    """A person in front of the sheet: what they press, and what they see."""

    def __init__(self, desk: Desk, page: AttendancePage, qtbot: QtBot) -> None:
        self.desk, self.page, self.qtbot = desk, page, qtbot

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    @property
    def lines(self) -> list[SheetLine]:
        return self.page.day_view.lines

    def line(self, no: str) -> SheetLine:
        return next(line for line in self.lines if line.row.no == no)

    def on(self, no: str) -> None:
        """Put the cursor on a person's line."""
        self.line(no).setFocus()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys on the line that has the cursor."""
        for key in keys:
            here = QApplication.focusWidget()
            assert isinstance(here, SheetLine)
            QTest.keyClick(here, key)
        self.settle()

    def type(self, text: str) -> None:
        here = QApplication.focusWidget()
        assert isinstance(here, SheetLine)
        QTest.keyClicks(here, text)

    def here(self) -> str:
        """The number of the person whose line has the cursor."""
        here = QApplication.focusWidget()
        assert isinstance(here, SheetLine)
        return here.row.no

    def shown(self, no: str) -> list[str]:
        """What can be read on a line, from left to right."""
        line = self.line(no)
        return [
            each.text()
            for each in line.findChildren(QLabel)
            if each.isVisibleTo(line) and each.text()
        ]

    def state(self, no: str) -> list[str]:
        """The chips that are on."""
        chips = self.line(no).findChildren(QPushButton)
        return [chip.text() for chip in chips if chip.isChecked()]

    def links(self, no: str) -> list[QPushButton]:
        buttons = self.line(no).findChildren(QPushButton)
        return [each for each in buttons if each.property("kind") == "link" and each.isVisible()]

    def note(self) -> str:
        return " ".join(each.text() for each in self.page.header.findChildren(QLabel))


SeatOf = Callable[[str], Seat]


@pytest.fixture
def seat_of(
    centre: SmallCentre, desk_of: Callable[..., Desk], clock: TestClock, qtbot: QtBot
) -> SeatOf:
    """Sits a person down before the sheet of team A's 14 October, which is over by then."""

    def seat_of(no: str) -> Seat:
        desk = desk_of(centre.people[no], no)
        page = AttendancePage(desk)
        qtbot.addWidget(page)
        page.resize(1180, 760)
        seat = Seat(desk, page, qtbot)
        page.open_target((centre.teams["A"], DAY))
        page.show()
        page.activateWindow()
        seat.settle()
        return seat

    return seat_of


@pytest.fixture
def leader(seat_of: SeatOf) -> Seat:
    """The leader of team A before her sheet."""
    return seat_of("1000")
