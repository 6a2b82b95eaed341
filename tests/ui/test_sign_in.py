"""From the start to a desk and back, as a person sees and presses it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from sqlalchemy import select

from app.address import FileAddress
from app.bootstrap import open_store
from app.context import Actor
from app.models import AuditEntry
from app.models import Person as PersonTable
from app.queries.keeping.calendar import days
from app.rules.deeds import Deed
from app.services.accounts.managing import create_accounts
from app.ui.kit.fields import ChoiceField
from app.ui.sign_in.opening import Opening
from tests.conftest import DEMO_NOW
from tests.factories import TestClock
from tests.ui.screen import PASSWORD, Person

Arrive = Callable[[Path], Person]


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


def test_nobody_lands_where_somebody_was_before_them(person: Person) -> None:
    person.signs_in()
    assert person.flow.desk is not None
    person.flow.desk.go("settings")
    person.waits()
    person.window.sign_out_asked.emit()
    person.signs_in()
    assert person.window.workspace is not None
    assert person.window.workspace.here[0] == "today"


def test_the_language_changes_at_once_and_keeps_the_login(person: Person) -> None:
    person.types("Login", "admin")
    person.presses("简体中文")
    assert "登录" in person.reads()
    login = next(line for line in person.all(QLineEdit) if line.accessibleName() == "账号(L)")
    assert login.text() == "admin"
    person.presses("English")
    assert "Sign in" in person.reads()


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
    (zone,) = person.all(ChoiceField)
    assert zone.value() == "Asia/Shanghai"
    zone.choose("Asia/Urumqi")
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
    assert person.flow.desk is not None
    context = person.flow.desk.ctx
    assert context.time.zone.key == "Asia/Urumqi"
    with context.read() as session:
        assert days(session, date(2026, 10, 1), date(2026, 10, 1)), "the holidays are there"


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
    typed = QApplication.focusWidget()
    assert typed is not None
    assert typed.accessibleName() == "Password", "not on the way back"


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
    assert "Back" not in [made.text() for made in person.all(QPushButton)]


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


def test_a_fresh_demo_takes_the_place_of_one_that_has_backups_already(
    demo_made: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(demo_made, tmp_path / "demo.dutydesk"))
    clock = TestClock(DEMO_NOW)
    opening = Opening(FileAddress(path), FileAddress(path), demo=True, clock=clock)
    assert [worked_in(each) for each in (opening, opening, replace(opening, fresh=True))] == [
        [], [Deed.POLICY_SET], [],
    ]  # fmt: skip


def worked_in(opening: Opening) -> list[str]:
    """What was done before with the policy of what is opened; then it is done once more."""
    opened = opening.open()
    assert opened is not None
    context = opened.context
    with context.write() as session:
        done = list(
            session.scalars(select(AuditEntry.action).where(AuditEntry.action == Deed.POLICY_SET))
        )
        context.audit(session, Deed.POLICY_SET, "something")
    context.store.close()
    return done


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
