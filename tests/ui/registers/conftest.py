"""The Registers page at the desks of the small centre's people, with what it had explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.desk import Desk
from app.ui.registers.page import RegistersPage
from tests.factories import SmallCentre
from tests.ui.rest import until_rest

Dialog = TypeVar("Dialog", bound=QDialog)


class Shown:
    """A page on the screen. `panel` is what it asked to be explained last."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.panel: QWidget | None = None
        self.toasts: list[str] = []
        self.went: list[tuple[str, object]] = []
        desk.explanation_asked.connect(self._on_explained)
        desk.said.connect(lambda text, _tone: self.toasts.append(text))
        desk.page_asked.connect(lambda key, target: self.went.append((key, target)))
        self.page = RegistersPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 760)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        """Until what is typed was judged, and everything that was asked for is shown."""
        until_rest(self.qtbot, lambda: self.desk.tasks.idle and not self._typing())

    def rows(self) -> list[str]:
        """The numbers in the shown table."""
        return [one.row.no for one in self.page.sheet.rows()]

    def cells(self, no: str) -> list[str]:
        """What the row of this number shows."""
        proxy = self.page.sheet.table.proxy
        return [
            str(proxy.index(self.rows().index(no), at).data()) for at in range(proxy.columnCount())
        ]

    def pick(self, no: str) -> None:
        self.page.sheet.table.selectRow(self.rows().index(no))
        self.settle()

    def dialog(self, kind: type[Dialog]) -> Dialog:
        (found,) = [one for one in self.page.findChildren(kind) if one.isVisible()]
        return found

    def buttons(self) -> list[str]:
        """The buttons of the panel that do something, without their mnemonics."""
        assert self.panel is not None
        found = self.panel.findChildren(QPushButton)
        return [one.text().replace("&", "") for one in found if "-" not in one.text()]

    def press(self, text: str) -> None:
        assert self.panel is not None
        found = self.panel.findChildren(QPushButton)
        next(one for one in found if one.text().replace("&", "") == text).click()
        self.settle()

    def said(self, within: QWidget | None = None) -> str:
        """All the words of the panel, or of `within`."""
        place = within or self.panel
        assert place is not None
        return "\n".join(label.text() for label in place.findChildren(QLabel))

    def _typing(self) -> bool:
        timers = self.page.findChildren(QTimer)
        return any(one.isActive() and one.isSingleShot() and one.interval() < 400 for one in timers)

    def _on_explained(self, widget: QWidget | None) -> None:
        if widget is not None:
            self.qtbot.addWidget(widget)
            widget.show()
        self.panel = widget


@pytest.fixture
def shown_to(
    centre: SmallCentre, desk_of: Callable[..., Desk], qtbot: QtBot
) -> Callable[[str], Shown]:
    """Shows the page to the person with this number."""
    return lambda no: Shown(desk_of(centre.people[no], no), qtbot)
