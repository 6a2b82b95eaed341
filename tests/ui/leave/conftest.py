"""The Leave page at the desks of the small centre's people, with what it asked to be explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from app.ui.leave.page import LeavePage
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
        self.errors: list[Exception] = []
        desk.explanation_asked.connect(self._on_explained)
        desk.said.connect(lambda text, _tone: self.toasts.append(text))
        desk.page_asked.connect(lambda key, target: self.went.append((key, target)))
        desk.tasks.failed.connect(self.errors.append)
        self.page = LeavePage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 760)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        """Until what is typed was judged, and everything that was asked for is shown."""
        until_rest(self.qtbot, lambda: self.desk.tasks.idle and not self.page.ask._calm.isActive())

    def tab(self, text: str) -> None:
        """Press the tab whose title begins with `text`."""
        tabs = self.page.tabs
        titles = [tabs.tabText(place) for place in range(tabs.count())]
        tabs.setCurrentIndex(next(at for at, title in enumerate(titles) if title.startswith(text)))
        self.settle()

    def tabs(self) -> list[str]:
        bar = self.page.tabs
        return [bar.tabText(place) for place in range(bar.count())]

    def ask(self, first: int, last: int = 0, kind: str = "personal", who: int = 0) -> None:
        """Fill in the form for days of October 2026."""
        self.page.ask_button.click()
        form = self.page.ask.form
        form.kind.choose(kind)
        if who:
            form.who.choose(who)
        form.first.setDate(QDate(2026, 10, first))
        form.last.setDate(QDate(2026, 10, last or first))
        if not form.reason.toPlainText():
            form.reason.setPlainText("家中有事")
        self.settle()

    def send(self) -> None:
        self.page.ask.send.click()
        self.settle()

    def pick(self, text: str) -> None:
        """Pick the row of the shown table in which `text` stands."""
        table = next(
            table
            for table in (self.page.mine, self.page.decide, self.page.register.table)
            if table.isVisible()
        )
        proxy = table.proxy
        for row in range(proxy.rowCount()):
            shown = [proxy.index(row, at).data() for at in range(proxy.columnCount())]
            if text in shown:
                table.selectRow(row)
                self.settle()
                return
        raise AssertionError(f"{text} is not in the table")

    def buttons(self) -> list[str]:
        """The buttons of the panel, without their mnemonics."""
        assert self.panel is not None
        found = self.panel.findChildren(QPushButton)
        return [one.text().replace("&", "") for one in found]

    def press(self, text: str, within: QWidget | None = None) -> None:
        place = within or self.panel
        assert place is not None
        found = [
            one for one in place.findChildren(QPushButton) if one.text().replace("&", "") == text
        ]
        assert found, self.buttons()
        found[0].click()
        self.settle()

    def dialog(self, kind: type[Dialog]) -> Dialog:
        found = [one for one in self.page.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def submit(self) -> None:
        self.dialog(FormDialog).submit.click()
        self.settle()

    def said(self, within: QWidget | None = None) -> str:
        """All the words of the panel, or of `within`."""
        place = within or self.panel
        assert place is not None
        return "\n".join(label.text() for label in place.findChildren(QLabel))

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
