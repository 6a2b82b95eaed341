"""The page "Scoring" over the small centre, whose inspector has a card of eight items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from app.models import CardHelp, CardItem
from app.rules.vocabulary import Aspect
from app.ui.kit.banner import Banner
from app.ui.kit.desk import Desk
from app.ui.scoring.item_row import ItemRow
from app.ui.scoring.page import ScoringPage
from tests.factories import SmallCentre
from tests.services.quality.scoring_desk import INSPECTOR
from tests.ui.rest import until_rest

EIGHT = (
    ("01", "开场白", Aspect.LANGUAGE, 10, False, False),
    ("02", "核对身份", None, 10, True, False),
    ("03", "服务态度", Aspect.ATTITUDE, 20, False, False),
    ("04", "语气语调", Aspect.TONE, 10, False, False),
    ("05", "归纳诉求", Aspect.SUMMARISING, 15, False, False),
    ("06", "业务口径", None, 15, True, False),
    ("07", "应变能力", Aspect.ADAPTABILITY, 10, False, True),
    ("08", "结束语", Aspect.LANGUAGE, 10, False, False),
)
CARD = "通话服务评分表"


class Seat:
    """An inspector before the page: what they press, and what they see."""

    def __init__(self, desk: Desk, page: ScoringPage, qtbot: QtBot) -> None:
        self.desk, self.page, self.qtbot = desk, page, qtbot
        self.keys = 0
        """How many were pressed."""
        self.told: list[str] = []
        self.failed: list[Exception] = []
        desk.tasks.failed.connect(self.failed.append)
        desk.said.connect(lambda text, _tone: self.told.append(text))

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)
        assert self.failed == []

    @property
    def here(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.keys += 1
        QTest.keyClick(self.here, key, held)
        self.settle()

    def submits(self) -> None:
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Letters and digits; "\n" is Enter."""
        for sign in text:
            self.keys += 1
            if sign == "\n":
                QTest.keyClick(self.here, Qt.Key.Key_Return)
            elif sign.isascii():
                QTest.keyClicks(self.here, sign)
            else:  # as an input method brings it
                key, held = Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier
                pressed = QKeyEvent(QKeyEvent.Type.KeyPress, key, held, sign)
                QApplication.sendEvent(self.here, pressed)
        self.settle()

    def clicks(self, text: str) -> None:
        within: QWidget = QApplication.activeModalWidget() or self.page
        buttons = [one for one in within.findChildren(QPushButton) if one.isVisible()]
        wanted = next(one for one in buttons if one.text().replace("&", "") == text)
        self.qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def items(self) -> list[ItemRow]:
        return self.page.view.rows

    def plan(self) -> list[str]:
        return [line.spoken for line in self.page.plan.lines.lines]

    def reads(self) -> str:
        """All words in sight, one to a line."""
        labels = [one.text() for one in self.page.findChildren(QLabel) if one.isVisible()]
        banners = [one.text() for one in self.page.findChildren(Banner) if one.isVisible()]
        return "\n".join((*labels, *banners))


SeatOf = Callable[..., Seat]


@pytest.fixture
def carded(centre: SmallCentre) -> SmallCentre:
    """The small centre with a card of eight items."""
    with centre.context.write() as session:
        for at, (code, title, aspect, weight, critical, na) in enumerate(EIGHT):
            session.execute(
                insert(CardItem).values(
                    card=CARD, version=1, item=code, since=date(2026, 1, 1), title=title,
                    aspect=aspect, weight=weight, critical=critical, na=na,
                )
            )  # fmt: skip
            session.execute(
                insert(CardHelp).values(
                    card=CARD, version=1, item=code, position=at,
                    heading="服务礼仪" if at < 4 else "业务处理", help=f"{title}：说明",
                )
            )  # fmt: skip
    return centre


@pytest.fixture
def seat_of(carded: SmallCentre, desk_of: Callable[..., Desk], qtbot: QtBot) -> Iterator[SeatOf]:
    """Sits an inspector down before the page."""
    made: list[Seat] = []

    def seat_of(no: str = INSPECTOR, person: int | None = None) -> Seat:
        desk = desk_of(carded.people[no] if person is None else person, no)
        page = ScoringPage(desk)
        qtbot.addWidget(page)
        page.resize(1068, 776)
        seat = Seat(desk, page, qtbot)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        seat.settle()
        made.append(seat)
        return seat

    yield seat_of
    for seat in made:
        for dialog in seat.page.findChildren(QDialog):
            dialog.close()
