"""A window's surroundings in a test: offscreen, in its own settings, at a desk of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import text
from app.context import Actor, Context
from app.services.accounts.sign_in import SignedIn
from app.ui.kit.tokens import Choice
from app.ui.shell import me as who
from app.ui.shell.desk import Desk
from app.ui.shell.look import Look
from app.ui.shell.remembered import Remembered
from tests.ui.rest import until_rest


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Iterator[Look]:
    """English and light, remembered in a file of the test's own."""
    made = Look(Remembered(tmp_path / "window.ini"), "en")
    made.choose_theme(Choice.LIGHT)
    yield made
    text.use_kinds({})
    made.choose_language("en")  # takes Qt's Chinese words out of the application


@pytest.fixture
def desk_of(context: Context, look: Look, qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    """Makes the desk of a person (by id and employee number), or of the administrator."""
    made: list[Desk] = []

    def desk_of(person_id: int | None = None, name: str = "admin") -> Desk:
        account = SignedIn(Actor(name, person_id), name, name)
        desk = Desk(context, who.load(context, account), look)
        made.append(desk)
        return desk

    yield desk_of
    for desk in made:
        desk.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(desk_of: Callable[..., Desk], context: Context) -> Desk:
    """The administrator's desk in the store of `context`."""
    _administrator(context)
    return desk_of()


def _administrator(context: Context) -> None:
    """The account that the first start sets up, without the wait for its hash."""
    from app.models import Account

    with context.write() as session:
        session.add(Account(login="admin", password_hash="$argon2id$none"))


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Desk], None]:
    """Waits until the desk's work is done, its results are shown, and what they replace is gone."""

    def settled(desk: Desk) -> None:
        until_rest(qtbot, lambda: desk.tasks.idle)

    return settled
