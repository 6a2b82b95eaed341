"""The desks' page over the small centre's 14 October 2026, at whose window a test says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.desks.page import DesksPage
from app.ui.desks.seat_line import SeatLine
from app.ui.desks.tile import DeskTile, PlanCell
from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from tests.factories import SmallCentre, TestClock
from tests.services.desks.floor import Floor, a_floor
from tests.ui.rest import until_rest


class Sitter:
    """Somebody in front of the page: what they press, and what they see."""

    def __init__(self, desk: Desk, page: DesksPage, qtbot: QtBot) -> None:
        self.desk, self.page, self.qtbot = desk, page, qtbot
        self.told: list[str] = []
        self.explained: list[QWidget] = []
        desk.said.connect(lambda text, _tone: self.told.append(text))
        desk.explanation_asked.connect(self.explained.append)

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def hear(self) -> None:
        """Let what others did come in."""
        with self.qtbot.waitSignal(self.desk.tasks.changed):
            self.desk.watch.look()
        self.settle()

    def tile(self, name: str) -> DeskTile:
        return next(one for one in self.page.plan.tiles if one.spot.desk.name == name)

    def on(self, name: str) -> None:
        """Put the keyboard on a desk."""
        self.tile(name).setFocus()

    def press(
        self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press keys on the place of the plan that has the keyboard."""
        for key in keys:
            here = self.page.focusWidget()
            assert isinstance(here, PlanCell)
            QTest.keyClick(here, key, held)
        self.settle()

    def type(self, text: str) -> None:
        """Type at the desk that has the keyboard, and end with Enter."""
        here = self.page.focusWidget()
        assert isinstance(here, PlanCell)
        QTest.keyClicks(here, text[:1])
        line = self.page.plan.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, text[1:])
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def line(self) -> SeatLine:
        """Where a name is typed."""
        (line,) = [one for one in self.page.plan.findChildren(SeatLine) if one.isVisible()]
        return line

    def write(self, dialog: FormDialog, text: str) -> None:
        """Fill the line of a dialog that asks for words."""
        field = dialog.form.field("reason")
        assert isinstance(field, QLineEdit)
        field.setText(text)

    def here(self) -> str:
        """The desk that has the keyboard."""
        here = self.page.focusWidget()
        assert isinstance(here, DeskTile)
        return here.spot.desk.name

    def shown(self, name: str) -> tuple[str, str, str]:
        """Who, state and detail as a desk shows them."""
        look = self.tile(name).look
        return (look.name, look.word, look.detail)

    def menu(self, name: str) -> list[str]:
        """What the menu of a desk offers."""
        return [way.text for way in self.page.doing.ways(self.tile(name).spot)]

    def beside(self) -> list[str]:
        """All that can be read beside the plan."""
        return [
            one.text() for one in self.page.side.findChildren(QLabel)
            if one.isVisibleTo(self.page.side)
        ]  # fmt: skip

    def own(self) -> list[str]:
        """All that can be read of the own desk."""
        own = self.page.own
        return [one.text() for one in own.findChildren(QLabel) if one.isVisibleTo(own)]

    def push(self, text: str, within: QWidget | None = None) -> None:
        """Press a button by what is read out, on the page or in a part of it."""
        buttons = (within or self.page).findChildren(QPushButton)
        wanted = [one for one in buttons if text in (one.accessibleName(), one.text())]
        assert wanted, [one.accessibleName() or one.text() for one in buttons]
        wanted[-1].click()
        self.settle()

    def step(self, text: str) -> QPushButton:
        """A button of the own desk."""
        return next(
            one for one in self.page.own.findChildren(QPushButton)
            if one.text() == text and one.isVisibleTo(self.page)
        )  # fmt: skip

    def tab(self, *, back: bool = False) -> None:
        """Press Tab, or Shift+Tab, wherever the keyboard is."""
        here = self.page.focusWidget()
        assert here is not None
        if back:
            QTest.keyClick(here, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        else:
            QTest.keyClick(here, Qt.Key.Key_Tab)

    def dialog(self) -> FormDialog:
        found = [one for one in self.page.findChildren(FormDialog) if one.isVisible()]
        assert found
        return found[-1]

    def menus(self) -> list[QMenu]:
        return [one for one in self.page.findChildren(QMenu) if one.isVisible()]


SitterOf = Callable[[str], Sitter]


@pytest.fixture
def floor(centre: SmallCentre, clock: TestClock) -> Floor:
    return a_floor(centre, clock)


@pytest.fixture
def sitter_of(floor: Floor, desk_of: Callable[..., Desk], qtbot: QtBot) -> Iterator[SitterOf]:
    """Sits a person down before the floor of their department."""

    def sitter_of(no: str) -> Sitter:
        desk = desk_of(floor.centre.people[no], no)
        page = DesksPage(desk)
        qtbot.addWidget(page)
        page.resize(1180, 760)
        made = Sitter(desk, page, qtbot)
        page.show()
        page.activateWindow()
        made.settle()
        return made

    yield sitter_of
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
