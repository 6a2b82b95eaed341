"""The roster page, at the desk of whoever a test says, over the small centre's October 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.ui.roster.page import RosterPage
from app.ui.shell.desk import Desk
from tests.factories import SmallCentre
from tests.ui.rest import until_rest


class Seat:
    """A person in front of the page: what they press, and what they see."""

    def __init__(self, desk: Desk, page: RosterPage, window: QWidget, qtbot: QtBot) -> None:
        self.desk = desk
        self.page = page
        self.window = window
        self.grid = page.grid
        self.model = page.model
        self.explained: list[QWidget] = []
        self.said: list[str] = []
        self.went: list[tuple[str, object]] = []
        self.failures: list[Exception] = []
        self.qtbot = qtbot
        desk.explanation_asked.connect(self.explained.append)
        desk.said.connect(lambda text, _tone: self.said.append(text))
        desk.page_asked.connect(lambda key, target: self.went.append((key, target)))
        desk.tasks.failed.connect(self.failures.append)

    def settle(self) -> None:
        """Wait until the store's work is done and shown."""
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def at(self, no: str, day: int) -> None:
        """Put the cursor on a person's day of October."""
        self.grid.setFocus()
        self.grid.put_cursor(self.model.find((no, date(2026, 10, day))))

    def select(self, no: str, day: int, last_no: str, last_day: int) -> None:
        """Select from one cell to another, as with Shift and the arrows."""
        self.at(no, day)
        first = self.grid.currentIndex()
        last = self.model.find((last_no, date(2026, 10, last_day)))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.grid.selectionModel().select(QItemSelection(first, last), flag)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.grid, text)
        self.settle()

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(self.grid, key, modifier)
        self.settle()

    def does(self, action: str) -> None:
        """Trigger an action of the page, as its shortcut, button or palette entry does."""
        self.desk.actions.qaction(action).trigger()
        self.settle()

    def sees(self, no: str, day: int) -> str:
        """The code in a person's cell."""
        index = self.model.find((no, date(2026, 10, day)))
        return str(self.model.data(index))

    def row(self, no: str, first: int, last: int) -> list[str]:
        return [self.sees(no, day) for day in range(first, last + 1)]

    def hears(self, no: str, day: int) -> str:
        """What the cell says to a screen reader, and in its tooltip."""
        index = self.model.find((no, date(2026, 10, day)))
        return str(self.model.data(index, Qt.ItemDataRole.AccessibleTextRole))


@pytest.fixture
def seat_of(
    desk_of: Callable[..., Desk], centre: SmallCentre, qtbot: QtBot
) -> Callable[[str], Seat]:
    """Seats a person of the small centre, by number, at the page."""

    def seat_of(no: str) -> Seat:
        return seat_at(desk_of(centre.people[no], no), qtbot)

    return seat_of


def seat_at(desk: Desk, qtbot: QtBot) -> Seat:
    """A new page at `desk`, in a window as the workspace's."""
    window = QStackedWidget()
    qtbot.addWidget(window)
    page = RosterPage(desk)
    window.addWidget(page)
    seat = Seat(desk, page, window, qtbot)
    window.resize(1200, 800)
    window.show()
    qtbot.waitExposed(window)
    seat.settle()
    return seat


@pytest.fixture
def head(seat_of: Callable[[str], Seat]) -> Seat:
    """The department head, who drafts and publishes for both teams."""
    return seat_of("0002")


@pytest.fixture
def leader(seat_of: Callable[[str], Seat]) -> Seat:
    """The leader of team A, who drafts for it."""
    return seat_of("1000")
