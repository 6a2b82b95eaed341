"""From the start to a desk and back, as a person sees and presses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import text
from app.address import StoreAddress
from app.bootstrap import open_store
from app.context import Actor
from app.errors import BadInput
from app.models import Person as PersonTable
from app.queries.accounts.rows import account_of
from app.rules.vocabulary import msg
from app.services.accounts.managing import create_accounts, reset_passwords
from app.services.accounts.sign_in import set_up_administrator
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card
from app.ui.kit.look import Look
from app.ui.kit.tokens import Choice
from app.ui.shell.main_window import MainWindow
from app.ui.sign_in.flow import Flow
from app.ui.sign_in.idle import IdleWatch
from app.ui.sign_in.opening import Opening
from tests.factories import small_centre
from tests.ui.rest import until_rest

PASSWORD = "correct horse"
W = TypeVar("W", bound=QWidget)


@dataclass
class Person:
    """Somebody before the screen: reads labels, types into fields, presses buttons."""

    qtbot: QtBot
    window: MainWindow
    flow: Flow
    watch: IdleWatch
    seen: list[str] = field(default_factory=list)

    def waits(self) -> None:
        def calm() -> bool:
            return self.flow.work.idle and (self.flow.desk is None or self.flow.desk.tasks.idle)

        until_rest(self.qtbot, calm)

    def reads(self) -> list[str]:
        banners = [banner.text() for banner in self._all(Banner)]
        return [shown.text() for shown in self._all(QLabel)] + banners

    def types(self, name: str, words: str) -> None:
        line = next(line for line in self._all(QLineEdit) if line.accessibleName() == name)
        line.clear()
        self.qtbot.keyClicks(line, words)

    def presses(self, text: str) -> None:
        wanted = next(b for b in self._all(QPushButton) if b.text().replace("&", "") == text)
        self.qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)

    def picks(self, title: str) -> None:
        card = next(card for card in self._all(Card) if title in card.accessibleName())
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

    def _all(self, kind: type[W]) -> list[W]:
        return [widget for widget in self.window.findChildren(kind) if widget.isVisible()]


Arrive = Callable[[Path], Person]


@pytest.fixture
def arrive(
    look: Look, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[[Path], Person]]:
    """Starts the window on a store and waits until it is open."""
    people: list[Person] = []

    def arrive(store: Path) -> Person:
        window, watch = MainWindow(look), IdleWatch(qapp)
        flow = Flow(
            window, Opening(StoreAddress(store), StoreAddress.within(tmp_path, "demo")), watch
        )
        person = Person(qtbot, window, flow, watch)
        people.append(person)
        with qtbot.waitSignal(window.painted):
            flow.start()
            window.show()
        person.waits()
        qtbot.waitUntil(window.isActiveWindow)
        return person

    yield arrive
    for person in people:
        person.window.close()
        person.window.deleteLater()
    text.use("en")


@pytest.fixture
def store(store_path: Path) -> Path:
    """The small centre with an administrator `admin`."""
    context = open_store(store_path)
    set_up_administrator(context, "admin", PASSWORD)
    small_centre(context)
    context.store.close()
    return store_path


@pytest.fixture
def person(arrive: Arrive, store: Path) -> Person:
    return arrive(store)


def test_the_sign_in_names_the_centre(person: Person) -> None:
    assert {"Sign in", "Test centre"} <= set(person.reads())


def test_the_right_password_leads_to_the_desk(person: Person) -> None:
    person.signs_in()
    assert person.at_desk
    assert person.flow.desk is not None
    assert person.flow.desk.me.name == "admin"


def test_a_wrong_password_is_refused_and_typed_again(person: Person) -> None:
    person.signs_in(password="wrong")
    assert "Login or password is wrong." in person.reads()
    assert not person.at_desk
    person.signs_in()
    assert person.at_desk


def test_without_a_login_nothing_is_asked(person: Person) -> None:
    person.presses("Sign in")
    assert "Type your login first." in person.reads()


def test_the_wait_after_many_failures_is_said(person: Person) -> None:
    for _ in range(5):
        person.signs_in(password="wrong")
    person.signs_in()
    assert any(line.startswith("Wait ") for line in person.reads())
    assert not person.at_desk


def test_a_password_that_was_given_out_is_replaced_first(arrive: Arrive, store: Path) -> None:
    context = open_store(store)
    with context.read() as session:
        anna = session.scalars(select(PersonTable.id).filter_by(employee_no="1001")).one()
    (made,) = create_accounts(context.acting_as(Actor("admin")), [anna])
    context.store.close()
    person = arrive(store)
    person.signs_in("1001", made.password)
    assert not person.at_desk
    person.types("New password", "my own secret")
    person.types("New password again", "my own secrets")
    person.presses("Go on")
    assert "The two passwords are not the same." in person.reads()
    person.types("New password again", "my own secret")
    person.presses("Go on")
    person.waits()
    assert person.at_desk
    person.flow.sign_out()
    person.signs_in("1001", "my own secret")
    assert person.at_desk


def test_signing_out_leaves_nothing_behind(person: Person) -> None:
    person.signs_in()
    person.window.sign_out_asked.emit()
    assert not person.at_desk
    assert person.flow.desk is None
    assert "Sign in" in person.reads()


def test_the_language_changes_at_once_and_keeps_the_login(person: Person) -> None:
    person.types("Login", "admin")
    person.presses("简体中文")
    assert "登录" in person.reads()
    login = next(line for line in person._all(QLineEdit) if line.accessibleName() == "账号(L)")
    assert login.text() == "admin"
    person.presses("English")
    assert "Sign in" in person.reads()


# The lock


def test_the_lock_covers_the_desk_and_keeps_it(person: Person) -> None:
    person.signs_in()
    workspace = person.window.workspace
    assert workspace is not None
    workspace.show_page("rules")
    person.waits()
    QTest.keyClick(person.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not person.at_desk
    assert "Locked" in person.reads()
    person.types("Password", "wrong")
    person.presses("Unlock")
    person.waits()
    assert not person.at_desk
    person.types("Password", PASSWORD)
    person.presses("Unlock")
    person.waits()
    assert person.at_desk
    assert person.window.workspace is workspace
    assert workspace.here == ("rules", None)


def test_the_lock_hides_a_dialog_and_gives_it_back_with_what_was_typed(person: Person) -> None:
    dialog = lock_with_a_dialog_open(person)
    assert not dialog.isVisible()
    assert "Locked" in person.reads()
    person.types("Password", PASSWORD)
    person.presses("Unlock")
    person.waits()
    assert dialog.isVisible()
    typed = [line.text() for line in dialog.findChildren(QLineEdit)]
    assert "half a secret" in typed


def test_a_dialog_of_a_locked_desk_is_not_for_somebody_else(person: Person) -> None:
    dialog = lock_with_a_dialog_open(person)
    person.presses("Sign in as somebody else")
    person.signs_in()
    assert person.at_desk
    assert not dialog.isVisible()


def test_a_dialog_that_ends_under_the_lock_does_not_come_back(person: Person) -> None:
    dialog = lock_with_a_dialog_open(person)
    dialog.accept()
    person.types("Password", PASSWORD)
    person.presses("Unlock")
    person.waits()
    assert person.at_desk
    assert not dialog.isVisible()


def lock_with_a_dialog_open(person: Person) -> QDialog:
    """The desk is locked while its person is about to change the password."""
    person.signs_in()
    person.window.password_asked.emit()
    person.types("New password", "half a secret")
    (dialog,) = person._all(QDialog)
    person.window.lock()
    return dialog


def test_what_fails_under_the_lock_is_told_after_it(person: Person) -> None:
    person.signs_in()
    person.window.lock()
    assert person.flow.desk is not None
    person.flow.desk.tasks.failed.emit(BadInput(msg("Not written"), msg("The disk is full.")))
    assert "Not written" not in person.reads()
    person.types("Password", PASSWORD)
    person.presses("Unlock")
    person.waits()
    assert "Not written" in person.reads()


def test_a_password_that_was_reset_under_the_lock_is_replaced_before_the_desk_opens(
    person: Person,
) -> None:
    person.signs_in()
    person.window.lock()
    assert person.flow.opened is not None
    keeper = person.flow.opened.context.acting_as(Actor("os:test", keeper=True))
    with keeper.read() as session:
        account = account_of(session, None, "admin")
    assert account is not None
    person.types("Password", reset_passwords(keeper, [account.id])[0].password)
    person.presses("Unlock")
    person.waits()
    assert not person.at_desk
    for name in ("New password", "New password again"):
        person.types(name, "my own secret")
    person.presses("Go on")
    person.waits()
    assert person.at_desk


def test_idle_minutes_lock_the_desk(person: Person) -> None:
    person.signs_in()
    person.watch.idle.emit()
    assert "Locked" in person.reads()


def test_nothing_is_locked_where_nobody_sits(person: Person) -> None:
    person.watch.idle.emit()
    assert "Sign in" in person.reads()


def test_idle_time_counts_from_the_last_key(person: Person, qtbot: QtBot) -> None:
    person.signs_in()
    timer = person.watch._timer
    assert timer.interval() == 10 * 60_000
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.start(60_000)
    qtbot.waitUntil(lambda: timer.remainingTime() < 59_990)
    QTest.keyClick(person.window.windowHandle(), Qt.Key.Key_Shift)
    assert timer.remainingTime() > 59_990
    person.flow.look.choose_lock_minutes(5)
    assert timer.interval() == 5 * 60_000
    person.flow.look.choose_lock_minutes(0)
    assert not timer.isActive()


def test_somebody_else_may_take_a_locked_desk_over(person: Person) -> None:
    person.signs_in()
    person.window.lock()
    person.presses("Sign in as somebody else")
    assert person.window.workspace is None
    assert "Sign in" in person.reads()


def test_the_look_may_change_while_it_is_locked(person: Person) -> None:
    person.signs_in()
    person.window.lock()
    person.window.look.choose_theme(Choice.DARK)
    assert "Locked" in person.reads()
    assert not person.at_desk


# Changing the password


def test_the_password_is_changed_at_the_desk(person: Person) -> None:
    from app.ui.sign_in.password import PasswordDialog

    person.signs_in()
    person.window.password_asked.emit()
    (dialog,) = person.window.findChildren(PasswordDialog)
    person.types("Current password", "wrong")
    person.types("New password", "another secret")
    person.types("New password again", "another secret")
    dialog.form.submit()
    person.waits()
    assert "The current password is wrong." in person.reads()
    person.types("Current password", PASSWORD)
    dialog.form.submit()
    person.waits()
    assert not dialog.isVisible()
    assert "Password changed" in person.reads()


# The first start


def test_the_first_start_sets_up_the_centre_and_its_administrator(
    arrive: Arrive, tmp_path: Path
) -> None:
    person = arrive(tmp_path / "new" / "centre.dutydesk")
    assert "Welcome" in person.reads()
    person.picks("Set up our centre")
    person.types("Name of the centre", "Harbour")
    person.types("Administrator's login", "keeper")
    person.types("Password", PASSWORD)
    person.types("Password again", PASSWORD)
    person.presses("Set up")
    person.waits()
    assert "The centre is set up" in person.reads()
    person.picks("Begin by hand")
    person.waits()
    assert person.at_desk
    assert "Harbour" in person.reads()


def test_a_weak_password_makes_no_store(arrive: Arrive, tmp_path: Path) -> None:
    store = tmp_path / "centre.dutydesk"
    person = arrive(store)
    person.picks("Set up our centre")
    person.types("Password", "short")
    person.types("Password again", "short")
    person.presses("Set up")
    person.waits()
    assert "Choose a password of at least 8 characters." in person.reads()
    assert not store.exists()


def test_one_may_go_back_from_the_set_up_to_the_choice(arrive: Arrive, tmp_path: Path) -> None:
    person = arrive(tmp_path / "centre.dutydesk")
    person.picks("Set up our centre")
    assert "Set up the centre" in person.reads()
    person.presses("Back")
    assert "Welcome" in person.reads()
    assert not (tmp_path / "centre.dutydesk").exists()


def test_a_store_without_accounts_asks_for_the_administrator_only(
    arrive: Arrive, store_path: Path
) -> None:
    person = arrive(store_path)
    assert "Set up the centre" in person.reads()
    assert "&Name of the centre" not in person.reads()
    assert "Back" not in [made.text() for made in person._all(QPushButton)]


def test_the_demo_shows_its_people_and_lets_anybody_be_one(arrive: Arrive, tmp_path: Path) -> None:
    person = arrive(tmp_path / "centre.dutydesk")
    person.picks("Look around in the demo centre")
    person.qtbot.waitUntil(lambda: person.flow.opened is not None, timeout=60_000)
    person.waits()
    assert "Or look around as one of them" in person.reads()
    person.picks("department head")
    person.waits()
    assert person.at_desk
    assert not (tmp_path / "centre.dutydesk").exists()
    assert (tmp_path / "demo.dutydesk").exists()


def test_a_fresh_demo_takes_the_place_of_one_that_has_backups_already(tmp_path: Path) -> None:
    path = tmp_path / "demo.dutydesk"
    opening = Opening(StoreAddress(path), StoreAddress(path), demo=True)
    for each in (opening, opening, replace(opening, fresh=True)):
        opened = each.open()
        assert opened is not None
        opened.context.store.close()
    assert path.exists()


# Stores that cannot be opened


def test_a_store_that_is_none_is_explained_and_left_alone(arrive: Arrive, tmp_path: Path) -> None:
    store = tmp_path / "letter.dutydesk"
    store.write_text("Dear all, this is no store at all." * 100)
    person = arrive(store)
    assert any(str(store) in line for line in person.reads())
    assert store.read_text().startswith("Dear all")
    store.unlink()
    person.presses("Try again")
    person.qtbot.waitUntil(lambda: "Welcome" in person.reads())
