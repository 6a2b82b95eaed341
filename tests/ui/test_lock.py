"""The lock covers whatever is open, and comes by keys, by idle minutes, and after sleep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
)

from app.context import Actor
from app.errors import BadInput
from app.queries.accounts.rows import account_of
from app.rules.vocabulary import msg
from app.services.accounts.managing import reset_passwords
from app.services.keeping.store_settings import set_idle_limit
from app.services.seen import Seen
from app.ui.kit.files import ask_which
from app.ui.kit.tokens import Choice
from tests.ui.screen import PASSWORD, Person
from tests.ui.test_store_lost import types_a_need

MINUTE = 60.0


def press_lock(window: QWindow | None) -> None:
    """Ctrl+L, as it comes to the window that has the keys."""
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def unlock(person: Person) -> None:
    person.types("Password", PASSWORD)
    person.presses("Unlock")
    person.waits()


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
    (dialog,) = person.all(QDialog)
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


def test_somebody_else_may_take_a_locked_desk_over(person: Person) -> None:
    person.signs_in()
    person.window.lock()
    person.presses("Sign in as somebody else")
    assert person.window.workspace is None
    assert "Sign in" in person.reads()


def test_who_takes_a_locked_desk_over_is_asked_before_what_was_typed_is_given_up(
    person: Person,
) -> None:
    person.signs_in()
    types_a_need(person)
    person.window.lock()
    person.presses("Sign in as somebody else")
    assert "Give up what is typed?" in person.reads()
    assert "Something is typed here that is not stored." in person.reads(), "and not what"
    assert person.window.workspace is not None
    person.presses("Sign out")
    assert person.window.workspace is None
    assert "Sign in" in person.reads()


def test_the_look_may_change_while_it_is_locked(person: Person) -> None:
    person.signs_in()
    person.window.lock()
    person.window.look.choose_theme(Choice.DARK)
    assert "Locked" in person.reads()
    assert not person.at_desk


# The keys that lock, over whatever is open


def test_ctrl_l_locks_over_an_open_dialog_and_gives_it_back(person: Person) -> None:
    person.signs_in()
    person.window.password_asked.emit()
    person.types("New password", "half a secret")
    (dialog,) = person.all(QDialog)
    person.qtbot.waitUntil(dialog.isActiveWindow)
    press_lock(dialog.windowHandle())
    assert "Locked" in person.reads()
    assert not dialog.isVisible()
    unlock(person)
    assert dialog.isVisible()
    assert "half a secret" in [line.text() for line in dialog.findChildren(QLineEdit)]


def test_ctrl_l_locks_over_a_file_dialog(person: Person) -> None:
    person.signs_in()
    ask_which(person.window, "Choose", "(*)", lambda _path: None)
    (dialog,) = person.all(QFileDialog)
    person.qtbot.waitUntil(dialog.isActiveWindow)
    press_lock(dialog.windowHandle())
    assert "Locked" in person.reads()
    assert not dialog.isVisible()
    unlock(person)
    assert dialog.isVisible()
    dialog.reject()


def test_ctrl_l_locks_over_a_message(person: Person) -> None:
    person.signs_in()
    box = QMessageBox(person.window)
    box.setText("Is this so?")
    box.open()
    person.qtbot.waitUntil(box.isActiveWindow)
    press_lock(box.windowHandle())
    assert "Locked" in person.reads()
    assert not box.isVisible()
    unlock(person)
    assert box.isVisible()
    box.reject()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_ctrl_l_locks_over_a_menu_which_is_closed(person: Person) -> None:
    person.signs_in()
    menu = QMenu(person.window)
    menu.addAction("Salary of Anna")
    menu.popup(person.window.mapToGlobal(QPoint(50, 50)))
    person.qtbot.waitUntil(menu.isVisible)
    press_lock(person.window.windowHandle())
    assert "Locked" in person.reads()
    assert not menu.isVisible()


def test_ctrl_l_locks_over_the_palette(person: Person) -> None:
    person.signs_in()
    assert person.window.workspace is not None
    palette = person.window.workspace.palette_over
    palette.open_palette()
    person.qtbot.keyClicks(QApplication.focusWidget(), "lock")
    press_lock(person.window.windowHandle())
    assert "Locked" in person.reads()
    assert not palette.isVisible()


def test_the_calendar_of_a_field_closes_when_the_desk_locks(person: Person) -> None:
    person.signs_in()
    dialog = QDialog(person.window)
    field = QDateEdit(QDate(2026, 10, 12), dialog)
    field.setCalendarPopup(True)
    dialog.open()
    person.qtbot.waitUntil(dialog.isActiveWindow)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    person.window.lock()
    assert QApplication.activePopupWidget() is None
    assert not dialog.isVisible()


def test_ctrl_l_does_nothing_where_nobody_sits(person: Person) -> None:
    press_lock(person.window.windowHandle())
    assert "Sign in" in person.reads()


# Idle minutes, and sleep


def test_idle_time_counts_from_the_last_key(person: Person) -> None:
    person.signs_in()
    _wait_idle(person, 9 * MINUTE)
    QTest.keyClick(person.window.windowHandle(), Qt.Key.Key_Shift)
    _wait_idle(person, 9 * MINUTE)
    assert person.at_desk
    _wait_idle(person, 1 * MINUTE)
    assert "Locked" in person.reads()


def test_the_desk_locks_after_the_minutes_that_were_chosen(person: Person) -> None:
    person.signs_in()
    person.flow.look.choose_lock_minutes(5)
    _wait_idle(person, 5 * MINUTE - 1)
    assert person.at_desk
    _wait_idle(person, 1)
    assert "Locked" in person.reads()


def test_waking_from_twelve_hours_of_sleep_locks_at_once(person: Person) -> None:
    person.signs_in()
    person.clocks.sleep(12 * 60 * MINUTE)
    person.qtbot.waitUntil(lambda: "Locked" in person.reads(), timeout=2000)


def test_the_key_that_wakes_the_machine_is_not_for_the_desk(person: Person) -> None:
    person.signs_in()
    assert person.window.workspace is not None
    before = person.window.workspace.here
    person.clocks.sleep(2 * MINUTE)
    QTest.keyClick(person.window.windowHandle(), Qt.Key.Key_A)
    assert "Locked" in person.reads()
    assert person.window.workspace.here == before


@pytest.mark.parametrize("seconds", [5.0, -5.0, 29.0, -3600.0])
def test_a_clock_that_is_corrected_does_not_lock(person: Person, seconds: float) -> None:
    person.signs_in()
    person.clocks.sleep(seconds)
    person.watch.look()
    assert person.at_desk


def test_a_window_that_was_busy_for_some_seconds_does_not_lock(person: Person) -> None:
    person.signs_in()
    person.clocks.pass_(20)
    person.watch.look()
    assert person.at_desk


# The centre's limit


def test_a_desk_never_stays_open_longer_than_the_centre_allows(
    arrive: Callable[[Path], Person], store: Path
) -> None:
    person = arrive(store)
    person.flow.look.choose_lock_minutes(30)
    person.signs_in()
    _wait_idle(person, 15 * MINUTE - 1)
    assert person.at_desk
    _wait_idle(person, 1)
    assert "Locked" in person.reads()


def test_a_machine_that_never_locked_locks_at_the_limit(person: Person) -> None:
    person.flow.look.choose_lock_minutes(0)
    person.signs_in()
    _wait_idle(person, 15 * MINUTE)
    assert "Locked" in person.reads()


def test_a_lower_limit_holds_at_once_at_every_desk(person: Person) -> None:
    person.signs_in()
    assert person.flow.opened is not None
    assert person.flow.desk is not None
    keeper = person.flow.opened.context.acting_as(Actor("os:test", keeper=True))
    set_idle_limit(keeper, 2, Seen(15))
    person.flow.desk.watch.look()
    person.qtbot.waitUntil(lambda: person.flow._idle_limit == 2)
    _wait_idle(person, 2 * MINUTE)
    assert "Locked" in person.reads()


def _wait_idle(person: Person, seconds: float) -> None:
    """Time passes with nobody there; the watch looks every so often."""
    while seconds > 0 and person.watch.watching:
        step = min(seconds, 20)
        person.clocks.pass_(step)
        person.watch.look()
        seconds -= step
