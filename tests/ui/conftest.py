"""A window's surroundings in a test: offscreen, in its own settings, at a desk of its own."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import text
from app.address import FileAddress, StoreAddress
from app.bootstrap import open_store
from app.context import Actor, BackupKind, Context
from app.services.accounts import passwords
from app.services.accounts.sign_in import SignedIn, set_up_administrator
from app.store.sqlite import backups
from app.ui.kit import me as who
from app.ui.kit import theme
from app.ui.kit.desk import Desk
from app.ui.kit.look import Look
from app.ui.kit.remembered import Remembered
from app.ui.kit.tokens import Choice
from app.ui.shell.main_window import MainWindow
from app.ui.sign_in.flow import Flow
from app.ui.sign_in.idle import IdleWatch
from app.ui.sign_in.opening import Opening
from tests.factories import small_centre
from tests.ui.rest import until_rest
from tests.ui.screen import PASSWORD, Clocks, Person


@pytest.fixture
def dressed() -> None:
    """For tests of how wide, how high and what colour something is: with the whole stylesheet."""


@pytest.fixture
def look(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Look]:
    """English and light, remembered in a file of the test's own.

    Without the stylesheet, unless the test asks to be `dressed`: to polish each widget by it is
    half of what most tests of a page would take.
    """
    if "dressed" not in request.fixturenames:
        monkeypatch.setattr(theme, "stylesheet", lambda _tokens, _points: "")
    remembered = Remembered(tmp_path / "window.ini")
    remembered.theme = Choice.LIGHT
    made = Look(remembered, "en")
    yield made
    _bury()  # first: whatever window is still there would be built anew
    text.use_kinds({})
    made.choose_language("en")  # takes Qt's Chinese words out of the application


def _bury() -> None:
    """Let everything go that was told to, as Qt does when it is back in its loop."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
        desk.deleteLater()  # with what is connected to it, or all that a test showed would stay
    _bury()


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


@pytest.fixture
def arrive(
    look: Look, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[[Path | StoreAddress | Opening], Person]]:
    """Starts the whole window on a store, or as an Opening says, and waits until it is open."""
    people: list[Person] = []

    def at(store: Path | StoreAddress) -> Opening:
        address = FileAddress(store) if isinstance(store, Path) else store
        return Opening(address, FileAddress.within(tmp_path, "demo"))

    def arrive(store: Path | StoreAddress | Opening) -> Person:
        window, clocks = MainWindow(look), Clocks()
        watch = IdleWatch(qapp, lambda: clocks.wall, lambda: clocks.running)
        opening = store if isinstance(store, Opening) else at(store)
        flow = Flow(window, opening, watch)
        person = Person(qtbot, window, flow, watch, clocks)
        people.append(person)
        with qtbot.waitSignal(window.painted):
            flow.start()
            window.show()
        person.waits()
        qtbot.waitUntil(window.isActiveWindow)
        return person

    yield arrive
    for person in people:
        person.watch.stop()
        person.window.close_for_good()
        person.window.deleteLater()
        person.watch.deleteLater()
    people.clear()
    _bury()
    gc.collect()  # here and now, in this thread: no thread of the next test's does it
    text.use("en")


def cheap_hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture(autouse=True)
def _hashes_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a sign-in costs who guesses is a matter of `tests/services`."""
    monkeypatch.setattr(passwords, "_hasher", cheap_hasher)


@pytest.fixture(scope="session")
def administered(store_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small centre with an administrator `admin`, and a backup of it; made once, to be
    copied."""
    path = tmp_path_factory.mktemp("administered") / store_template.name
    shutil.copy(store_template, path)
    context = open_store(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", cheap_hasher)
        set_up_administrator(context, "admin", PASSWORD)
    small_centre(context)
    context.store.back_up(BackupKind.MANUAL, context.now())
    context.store.close()
    return path


@pytest.fixture
def store(administered: Path, tmp_path: Path) -> Path:
    """`administered`, for one test."""
    path = tmp_path / administered.name
    shutil.copytree(backups.folder_of(administered), backups.folder_of(path))
    return Path(shutil.copy(administered, path))


@pytest.fixture
def person(arrive: Callable[[Path], Person], store: Path) -> Person:
    """Somebody before the window of `store`."""
    return arrive(store)
