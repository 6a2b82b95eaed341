"""The keys stay with the work: after whatever is done they are on the page, and Enter presses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.context import Actor
from app.rules.edits import CellChange
from app.services.leave.requests import Wish, file_leave
from app.services.roster.editing import edit_cells
from app.services.swaps.requests import file_swap
from app.ui.kit.desk import Desk
from app.ui.kit.first_place import takes_away
from app.ui.kit.look import Look
from app.ui.kit.pages import entries
from app.ui.roster.page import RosterPage
from app.ui.roster.publish_dialog import PublishDialog
from app.ui.shell.main_window import MainWindow
from app.ui.shell.workspace import Workspace
from tests.factories import SmallCentre
from tests.ui.rest import until_rest

DAY = date(2026, 10, 20)
KEEPING = ("audit", "people", "settings")
"""Where the administrator can do more than a leader."""


@dataclass
class Seat:
    """Somebody at the whole window."""

    window: MainWindow
    desk: Desk
    qtbot: QtBot

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    def waits(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def opens(self, key: str, target: object = None) -> None:
        self.workspace.show_page(key, target)
        self.waits()

    def enters(self, text: str) -> None:
        """Goes to that button of what is in front, and presses Enter."""
        front = QApplication.activeModalWidget() or self.window
        found = [one for one in front.findChildren(QPushButton) if one.isVisible()]
        wanted = next(one for one in found if one.text().replace("&", "").strip("…") == text)
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(wanted, Qt.Key.Key_Return)
        self.waits()
        if QApplication.activeModalWidget() is None:
            self.comes_back()

    def commands(self) -> list[QAction]:
        """What the page that is shown offers of its own."""
        page = self.workspace.page
        found = [made for _action, made in self.desk.actions.offered()]
        return [made for made in found if made.isEnabled() and _within(page, made.parent())]

    def comes_back(self) -> None:
        """The dialog is gone: the window is in front, as a window manager has it."""
        self.window.activateWindow()
        self.waits()
        self.waits()  # what Qt says of that comes a turn of its loop later

    def does(self, page: str, name: str, *, closed: bool = True) -> None:
        """One command of a page, as far as the first dialog, which is `closed` again."""
        if self.workspace.here[0] != page:
            self.opens(page)
        made = self.desk.actions.qaction(name)
        if made.isEnabled():
            made.trigger()
        self.waits()
        if closed:
            self.closes_dialogs()

    def dead_buttons(self) -> list[str]:
        """The buttons on the page that Enter would not press."""
        before = QApplication.focusWidget()
        found = self.workspace.page.findChildren(QAbstractButton)
        dead = [
            one.accessibleName() or one.text()
            for one in found
            if one.isVisible()
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not _enter_presses(one)
        ]
        if before is not None:
            before.setFocus()
        return dead

    def closes_dialogs(self) -> None:
        while (dialog := QApplication.activeModalWidget()) is not None:
            assert isinstance(dialog, QDialog)
            dialog.reject()
            self.comes_back()

    def misplaced(self) -> str:
        """Where the keys are, if they are not on the page (or the panel), or on what removes."""
        here = QApplication.focusWidget()
        if here is None:
            return "nowhere"
        if takes_away(here):
            return f"on what takes away: {here.accessibleName() or here.metaObject().className()}"
        work = (self.workspace.page, self.workspace.panel)
        good = any(here is part or part.isAncestorOf(here) for part in work)
        return "" if good else f"{here.metaObject().className()} {here.accessibleName()}"


def _enter_presses(button: QAbstractButton) -> bool:
    """Whether it takes the key; what it would do is not done."""
    if isinstance(button, (QToolButton, QPushButton)) and button.menu() is not None:
        button.setMenu(None)  # type: ignore[arg-type]
    on = button.isChecked()
    button.blockSignals(True)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QCoreApplication.sendEvent(button, event)
    button.setChecked(on)
    button.blockSignals(False)
    return event.isAccepted()


def _within(page: QWidget, widget: object) -> bool:
    return isinstance(widget, QWidget) and (widget is page or page.isAncestorOf(widget))


@pytest.fixture
def sits(
    look: Look, qtbot: QtBot, centre: SmallCentre, desk_of: Callable[..., Desk]
) -> Iterator[Callable[[str], Seat]]:
    made: list[MainWindow] = []

    def sits(no: str) -> Seat:
        window = MainWindow(look)
        window.show()
        made.append(window)
        desk = desk_of(centre.people[no], no)
        window.show_desk(desk, "Test centre", "/somewhere/centre.dutydesk")
        seat = Seat(window, desk, qtbot)
        seat.waits()
        return seat

    yield sits
    for window in made:
        window.close_for_good()
        window.deleteLater()


@pytest.mark.parametrize(("no", "only"), [("1000", ()), ("0004", KEEPING)])
def test_after_every_command_of_every_page_the_keys_are_on_the_page(
    sits: Callable[[str], Seat], no: str, only: tuple[str, ...]
) -> None:
    """And on the way there each button that one sees is pressed by Enter when it has the keys."""
    seat = sits(no)
    lost, dead = {}, set()
    for key in only or [entry.key for entry in entries(seat.desk.me)]:
        seat.opens(key)
        dead |= {f"{key}: {name}" for name in seat.dead_buttons()}
        if where := seat.misplaced():
            lost[key] = where
        for name in [made.objectName() for made in seat.commands()]:
            seat.does(key, name)
            if where := seat.misplaced():
                lost[name] = where
    assert not lost
    assert not dead


def test_after_sending_deciding_and_publishing_the_keys_are_where_one_goes_on(
    sits: Callable[[str], Seat], centre: SmallCentre
) -> None:
    """All of it by Enter, on a button that has the keys."""
    asks = centre.context.acting_as(Actor("1001", centre.people["1001"]))
    file_swap(asks, centre.people["2002"], DAY, DAY, "A wedding")
    day_off = Wish(centre.people["1002"], "personal", *(date(2026, 10, 19),) * 2, reason="搬家")
    file_leave(centre.context.acting_as(Actor("1002", centre.people["1002"])), day_off)

    agent = sits("1001")
    agent.opens("swaps", "S-00001")
    agent.enters("Withdraw")
    agent.enters("Withdraw")
    assert not agent.misplaced()

    leader = sits("1000")
    leader.opens("leave", "L-00001")
    leader.enters("Approve")
    assert not leader.misplaced()

    boss = centre.context.acting_as(Actor("0002", centre.people["0002"]))
    edit_cells(boss, [CellChange("1001", DAY, "N")])
    head = sits("0002")
    head.opens("roster", ("1001", DAY))
    page = head.workspace.page
    assert isinstance(page, RosterPage)
    head.does("roster", "roster.publish", closed=False)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PublishDialog)
    dialog.line.setText("Training")
    head.enters("Publish")
    assert QApplication.focusWidget() is page.grid
