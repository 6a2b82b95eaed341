"""Somebody before the whole window: reads labels, types into fields, presses buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card
from app.ui.shell.main_window import MainWindow
from app.ui.sign_in.flow import Flow
from app.ui.sign_in.idle import IdleWatch
from tests.ui.rest import until_rest

PASSWORD = "correct horse"
W = TypeVar("W", bound=QWidget)


@dataclass
class Clocks:
    """Two clocks that can be moved: one on the wall, one that stands while the machine sleeps."""

    wall: float = 1_000_000.0
    running: float = 500.0

    def pass_(self, seconds: float) -> None:
        self.wall += seconds
        self.running += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += seconds


@dataclass
class Person:
    """Somebody before the screen: reads labels, types into fields, presses buttons."""

    qtbot: QtBot
    window: MainWindow
    flow: Flow
    watch: IdleWatch
    clocks: Clocks

    def waits(self) -> None:
        def calm() -> bool:
            return self.flow.work.idle and (self.flow.desk is None or self.flow.desk.tasks.idle)

        until_rest(self.qtbot, calm)

    def reads(self) -> list[str]:
        banners = [banner.text() for banner in self.all(Banner)]
        return [shown.text() for shown in self.all(QLabel)] + banners

    def types(self, name: str, words: str) -> None:
        line = next(line for line in self.all(QLineEdit) if line.accessibleName() == name)
        line.clear()
        self.qtbot.keyClicks(line, words)

    def presses(self, text: str) -> None:
        wanted = next(b for b in self.all(QPushButton) if b.text().replace("&", "") == text)
        self.qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)

    def picks(self, title: str) -> None:
        card = next(card for card in self.all(Card) if title in card.accessibleName())
        self.qtbot.mouseClick(card, Qt.MouseButton.LeftButton)

    def signs_in(self, login: str = "admin", password: str = PASSWORD) -> None:
        self.types("Login", login)
        self.types("Password", password)
        self.presses("Sign in")
        self.waits()

    @property
    def at_desk(self) -> bool:
        workspace = self.window.workspace
        return workspace is not None and workspace.isVisible()

    def all(self, kind: type[W]) -> list[W]:
        return [widget for widget in self.window.findChildren(kind) if widget.isVisible()]
