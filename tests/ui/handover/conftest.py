"""The handover page over the small centre's 15 October 2026, at whose desk a test says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.context import Actor, Context
from app.queries.handover.rows import ItemRow, LogKey, LogPage
from app.reading.handover.page import log_page
from app.rules.books import OWED_SECTIONS
from app.rules.vocabulary import Section
from app.services.handover import items, notes, signing
from app.services.handover.items import NewItem
from app.ui.handover.lines import LogLine
from app.ui.handover.page import HandoverPage
from app.ui.handover.section_view import SectionView
from app.ui.kit.banner import Banner
from app.ui.kit.desk import Desk
from tests.factories import SmallCentre, TestClock
from tests.ui.rest import until_rest

DAY = date(2026, 10, 15)


def at(wall: str, day: date = DAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{wall}:00+08:00")


class Colleague:
    """Somebody at another desk, or at this one before: writes and signs through the services."""

    def __init__(self, centre: SmallCentre, no: str) -> None:
        self.ctx: Context = centre.context.acting_as(Actor(no, centre.people[no]))
        self.early = LogKey(centre.department, DAY, "E")
        self.late = LogKey(centre.department, DAY, "L")

    def log(self, key: LogKey | None = None) -> LogPage:
        found = log_page(self.ctx, key or self.early)
        assert found is not None
        return found

    def item(self, text: str, section: Section = Section.EQUIPMENT, **more: object) -> ItemRow:
        items.raise_item(self.ctx, self.early, NewItem(section, text, **more))  # type: ignore[arg-type]
        rows = [item for row in self.log().sections for item in row.items]
        return next(item for item in rows if item.text == text)

    def note(self, text: str, section: Section = Section.EQUIPMENT) -> None:
        notes.write_note(self.ctx, self.early, section, text)

    def signs_out(self) -> str:
        """As the shift ends, or later."""
        clock = self.ctx.clock
        assert isinstance(clock, TestClock)
        clock.now = max(clock.now, self.log().end)
        for section in OWED_SECTIONS:
            notes.nothing_to_report(self.ctx, self.early, section)
        return signing.sign_out(self.ctx, self.early, self.log().version)


class Seat:
    """A person before the page: what they press, and what they see."""

    def __init__(self, desk: Desk, page: HandoverPage, qtbot: QtBot) -> None:
        self.desk, self.page, self.qtbot = desk, page, qtbot
        self.told: list[str] = []
        self.explained: list[QWidget] = []
        self.failed: list[Exception] = []
        desk.said.connect(lambda text, _tone: self.told.append(text))
        desk.explanation_asked.connect(self._on_explained)
        desk.tasks.failed.connect(self.failed.append)

    def _on_explained(self, widget: QWidget) -> None:
        self.qtbot.addWidget(widget)
        self.explained.append(widget)

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    # -- keys --------------------------------------------------------------------------------

    @property
    def here(self) -> QWidget:
        """What has the cursor."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, *, ctrl: bool = False, alt: bool = False) -> None:
        held = Qt.KeyboardModifier.NoModifier
        if ctrl:
            held |= Qt.KeyboardModifier.ControlModifier
        if alt:
            held |= Qt.KeyboardModifier.AltModifier
        QTest.keyClick(QApplication.activePopupWidget() or self.here, key, held)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.here, text)
        self.settle()

    def does(self, action: str) -> None:
        """What the palette offers under that key, or its shortcut does."""
        self.desk.actions.qaction(action).trigger()
        self.settle()

    def writes_under(self, section: Section) -> None:
        self.does(f"handover.{section}")

    def clicks(self, text: str) -> None:
        within: QWidget = QApplication.activeModalWidget() or self.page
        buttons = [one for one in within.findChildren(QPushButton) if one.isVisible()]
        wanted = next(one for one in buttons if one.text().replace("&", "") == text)
        self.qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
        self.settle()

    # -- what is seen ------------------------------------------------------------------------

    def section(self, section: Section) -> SectionView:
        return self.page.view.sections[section]

    def lines(self, section: Section) -> list[LogLine]:
        return self.section(section).lines

    def texts(self, section: Section) -> list[str]:
        return [line.shown.text for line in self.lines(section)]

    def pills(self, line: LogLine) -> list[str]:
        return [words for words, _tone in line.shown.pills]

    def reads(self, within: QWidget | None = None) -> str:
        """All words in sight, one to a line."""
        place = within or self.page
        labels = [one.text() for one in place.findChildren(QLabel) if one.isVisible()]
        banners = [one.text() for one in place.findChildren(Banner) if one.isVisible()]
        buttons = [one.text() for one in place.findChildren(QPushButton) if one.isVisible()]
        lines = [one.shown.spoken for one in place.findChildren(LogLine)]
        if isinstance(place, LogLine):
            lines.append(place.shown.spoken)
        return "\n".join((*labels, *banners, *lines, *(text.replace("&", "") for text in buttons)))

    def steps(self) -> list[str]:
        return [step.spoken for step in self.page.view.strip.steps]

    @property
    def dialog(self) -> QDialog:
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        self.qtbot.waitUntil(found.isActiveWindow)
        return found


SeatOf = Callable[..., Seat]


@pytest.fixture
def seat_of(
    centre: SmallCentre, desk_of: Callable[..., Desk], clock: TestClock, qtbot: QtBot
) -> Iterator[SeatOf]:
    """Sits a person down before the log of the early shift of 15 October, at 10:00."""
    made: list[Seat] = []

    def seat_of(no: str, key: LogKey | None = None, size: tuple[int, int] = (1068, 776)) -> Seat:
        desk = desk_of(centre.people[no], no)
        page = HandoverPage(desk)
        qtbot.addWidget(page)
        page.resize(*size)
        seat = Seat(desk, page, qtbot)
        if key is not None:
            page.open_target(key)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        seat.settle()
        made.append(seat)
        return seat

    clock.now = at("10:00")
    yield seat_of
    for seat in made:
        for dialog in seat.page.findChildren(QDialog):
            dialog.close()


@pytest.fixture
def colleague(centre: SmallCentre) -> Callable[[str], Colleague]:
    return lambda no: Colleague(centre, no)
