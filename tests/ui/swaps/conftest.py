"""The Swaps page at the desk of whoever a test says, over the small centre's October 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.shell.desk import Desk
from app.ui.swaps.card import RequestCard
from app.ui.swaps.day_picker import DayButton, DayPicker
from app.ui.swaps.page import SwapsPage
from tests.factories import SmallCentre
from tests.ui.rest import until_rest


class Seat:
    """A person in front of the page: what they press, and what they see."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.panel: QWidget | None = None
        self.said: list[str] = []
        self.went: list[tuple[str, object]] = []
        self.failures: list[Exception] = []
        desk.explanation_asked.connect(self._on_explained)
        desk.said.connect(lambda text, _tone: self.said.append(text))
        desk.page_asked.connect(lambda key, target: self.went.append((key, target)))
        desk.tasks.failed.connect(self.failures.append)
        self.page = SwapsPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(900, 720)
        self.page.show()
        self.settle()

    def _on_explained(self, widget: QWidget | None) -> None:
        if self.panel is not None:
            self.panel.deleteLater()
        self.panel = widget

    def settle(self) -> None:
        """Wait until the store's work is done and shown, and what that asked for too."""
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def tab(self, title: str) -> None:
        """Press the tab whose title begins so."""
        tabs = self.page.tabs
        at = next(at for at in range(tabs.count()) if tabs.tabText(at).startswith(title))
        bar = tabs.tabBar()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())
        self.settle()

    def tabs(self) -> list[str]:
        return [self.page.tabs.tabText(at) for at in range(self.page.tabs.count())]

    def day(self, picker: DayPicker, day: int) -> DayButton:
        """The button of a day of October."""
        return next(one for one in picker.buttons() if one.day.day == date(2026, 10, day))

    def give(self, day: int) -> None:
        self.day(self.page.ask.own, day).click()
        self.settle()

    def take(self, day: int) -> None:
        self.day(self.page.ask.theirs, day).click()
        self.settle()

    def partners(self) -> list[tuple[str, str, str]]:
        """Colleague, what they give, and how it fits, as shown."""
        proxy = self.page.ask.partners.table.proxy
        return [
            tuple(proxy.index(row, column).data() for column in (0, 2, 3))  # type: ignore[misc]
            for row in range(proxy.rowCount())
        ]

    def pick(self, no: str, gives: str = "") -> None:
        """Press the first line of the colleague with this number that has `gives` in it."""
        at = next(
            at
            for at, (who, when, _fit) in enumerate(self.partners())
            if who.endswith(no) and gives in when
        )
        self.page.ask.partners.table.selectRow(at)
        self.settle()

    def send_button(self) -> QPushButton:
        return self.button("&Send", self.page)

    def button(self, text: str, inside: QWidget | None = None) -> QPushButton:
        """The visible button with these words."""
        found = [
            one
            for one in (inside or self.page).findChildren(QPushButton)
            if one.text() == text and not one.isHidden()
        ]
        assert found, f"no button {text!r}"
        return found[0]

    def press(self, text: str, inside: QWidget | None = None) -> None:
        self.button(text, inside).click()
        self.settle()

    def card(self, no: str) -> RequestCard:
        return next(one for one in self.page.requests.cards() if one.request.row.no == no)

    def texts(self, inside: QWidget | None) -> list[str]:
        """Every text that stands in a widget."""
        assert inside is not None
        return [one.text() for one in inside.findChildren(QLabel) if one.text()]


@pytest.fixture
def seat(desk_of: Callable[..., Desk], qtbot: QtBot, centre: SmallCentre) -> Callable[[str], Seat]:
    """Sit somebody down, by their number."""
    return lambda no: Seat(desk_of(centre.people[no], no), qtbot)
