"""What a desk shows of a store that many share: its backups are its keeper's, on their machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.context import Actor, Context, Description
from app.reading.today.page import read_today
from app.rules.vocabulary import msg
from app.services.accounts.sign_in import SignedIn
from app.text import say
from app.ui.kit import me as who
from app.ui.kit.backups import BackupsTable
from app.ui.kit.banner import Banner
from app.ui.kit.desk import Desk
from app.ui.kit.look import Look
from app.ui.settings.store import KEEPERS, StoreSection
from app.ui.today.numbers import numbers_for
from tests.services.people.centre import Centre

Settled = Callable[[Desk], None]


class Shared:
    """A store as a server's: its backups are not seen from here."""

    shared = True

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def backups(self) -> list[Any]:
        return []

    def describe(self) -> Description:
        return Description(msg("File"), "dutydesk@db.example.cn", None)


@pytest.fixture
def shared(staffed: Centre) -> Context:
    store = cast("Any", Shared(staffed.keeper.store))
    return replace(staffed.keeper, store=store, actor=Actor("admin", staffed.ids["admin"]))


@pytest.fixture
def desk(shared: Context, look: Look, settled: Settled) -> Iterator[Desk]:
    account = SignedIn(shared.actor, "admin", "admin")
    made = Desk(shared, who.load(shared, account), look)
    yield made
    made.close()
    made.deleteLater()


def texts(widget: QWidget) -> set[str]:
    shown = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    return {*shown, *(one.text() for one in widget.findChildren(Banner) if one.isVisible())}


def test_a_desk_offers_no_backup_that_it_cannot_take(
    desk: Desk, settled: Settled, qtbot: QtBot
) -> None:
    section = StoreSection(desk)
    qtbot.addWidget(section)
    section.show()
    section.populate()
    settled(desk)
    buttons = {one.text().replace("&", "") for one in section.findChildren(QPushButton)
               if one.isVisible()}  # fmt: skip
    assert {"Verify", "Rename the centre…"} <= buttons
    assert buttons.isdisjoint({"Back up now", "Restore…", "Restore from a file…"})
    assert not [one for one in section.findChildren(BackupsTable) if one.isVisible()]
    said = texts(section)
    assert {say(KEEPERS), "dutydesk@db.example.cn", "–"} <= said
    assert "Everything that the centre keeps is in one store, on a server." in said
    assert said.isdisjoint({"Last backup", "never", "Daily backups kept"})
    assert not section.holds_input()


def test_today_does_not_say_that_no_backup_was_ever_taken(desk: Desk, shared: Context) -> None:
    view = read_today(shared)
    assert view.store is not None
    titles = [number.title for number in numbers_for(desk.me, view)]
    assert "Store" in titles
    assert "Last backup" not in titles
