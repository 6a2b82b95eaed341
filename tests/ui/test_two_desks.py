"""Two windows on one server: what is asked at one and agreed to at the other is on both screens,
without anybody looking anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.address import FileAddress, parse_address
from app.bootstrap import move_store
from app.context import Context
from app.demo.accounts import AGENT, PASSWORD
from app.reading.swaps.partners import partners
from app.rules.partners import Pair
from app.ui.kit.desk import Desk
from app.ui.kit.page import Page
from app.ui.sign_in.opening import Opening
from tests.conftest import DEMO_NOW
from tests.factories import TestClock
from tests.ui.screen import Person

pytestmark = pytest.mark.server

SOON_MS = 5_000
"""On a calm machine it is a fraction of a second; by the clock alone nobody looks for minutes."""


@dataclass(frozen=True)
class Seat:
    """Somebody who is signed in at a window of their own."""

    person: Person

    @property
    def desk(self) -> Desk:
        assert self.person.flow.desk is not None
        return self.person.flow.desk

    def show(self, page: str, *targets: object) -> Page:
        assert self.person.window.workspace is not None
        for target in targets or (None,):
            self.person.window.workspace.show_page(page, target)
            self.person.waits()
        return self.person.window.workspace.page

    def sees_soon(self, word: str, page: Page) -> None:
        self.person.qtbot.waitUntil(lambda: word in words_in(page), timeout=SOON_MS)


@pytest.fixture
def sits_down(
    demo_made: Path, database: str, tmp_path: Path, arrive: Callable[[Opening], Person]
) -> Callable[[str], Seat]:
    """Signs somebody in at a further window on the demo centre, which has moved to a server."""
    clock, address = TestClock(DEMO_NOW), parse_address(database)
    file = Path(shutil.copy(demo_made, tmp_path / "demo.dutydesk"))
    move_store(file, address, clock)

    def sits_down(login: str) -> Seat:
        person = arrive(Opening(address, FileAddress(file), demo=True, clock=clock))
        person.signs_in(login, PASSWORD)
        assert person.at_desk
        return Seat(person)

    return sits_down


def test_a_swap_asked_at_one_desk_and_agreed_to_at_another_is_on_both_screens(
    sits_down: Callable[[str], Seat],
) -> None:
    agent = sits_down(AGENT)
    day, pair = a_legal_pair(agent.desk.ctx)
    colleague = sits_down(pair.person.no)
    inbox = colleague.show("inbox")
    assert "Offered" not in words_in(inbox)
    agent.show("swaps", (AGENT, day), (pair.person.no, pair.takes))

    agent.person.presses("Send")
    colleague.sees_soon("Offered", inbox)
    agent.person.waits()
    mine = agent.show("swaps", "requests")
    assert "Agreed" not in words_in(mine)

    colleague.person.waits()
    colleague.person.presses("Agree")
    colleague.desk.holding.send()
    agent.sees_soon("Agreed", mine)
    colleague.person.waits()
    assert "Offered" not in words_in(inbox)


def a_legal_pair(context: Context) -> tuple[date, Pair]:
    """A shift of the agent's, and the best that may be had for it."""
    for offset in range(3, 28):
        day = context.today() + timedelta(days=offset)
        for pair in partners(context, day).pairs:
            if not pair.person.no.endswith("01"):
                return day, pair
    raise LookupError("the demo has no legal swap")


def words_in(page: Page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
