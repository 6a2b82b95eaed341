"""A store that is deleted, replaced, restored or damaged under an open window: the window stops,
says so in a sentence, and nothing that is typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QSpinBox

from app.address import FileAddress
from app.bootstrap import backups_of, restore_store
from app.context import BackupKind
from app.services.people.teams import add_department
from app.ui.settings.needs import NeedsSection
from app.ui.settings.page import SettingsPage
from tests.ui.screen import Person


def looks(person: Person) -> None:
    """The window looks after its store, as it does every second."""
    assert person.flow.desk is not None
    person.flow.desk.watch.look()
    person.qtbot.waitUntil(lambda: not person.at_desk)


def needs_of(person: Person) -> NeedsSection:
    """The grid of needs, open before the person."""
    assert person.window.workspace is not None
    person.window.workspace.show_page("settings", "needs")
    person.waits()
    page = person.window.workspace.page
    assert isinstance(page, SettingsPage)
    section = page.sections["needs"]
    assert isinstance(section, NeedsSection)
    return section


def types_a_need(person: Person) -> QSpinBox:
    """Seven people instead of none, and not saved."""
    field = next(iter(needs_of(person).cells.values()))
    field.setValue(7)
    return field


def kept_text(person: Person) -> str:
    """What stands on the page as typed and not stored."""
    return "\n".join(shown.toPlainText() for shown in person.all(QPlainTextEdit))


def saves_typed(person: Person, to: Path) -> None:
    person.presses("Save what was typed…")
    (dialog,) = person.all(QFileDialog)
    dialog.fileSelected.emit(str(to))
    dialog.reject()


def move_away(store: Path) -> Path:
    return store.rename(store.with_name("elsewhere.dutydesk"))


def delete(store: Path) -> None:
    store.unlink()


def test_a_store_that_is_gone_stops_the_window_with_a_sentence(person: Person, store: Path) -> None:
    person.signs_in()
    delete(store)
    looks(person)
    assert "The store is no longer there." in person.reads()
    assert any("deleted, moved or replaced" in line for line in person.reads())
    assert person.flow.desk is None


def test_a_write_into_a_store_that_is_gone_stops_the_window(person: Person, store: Path) -> None:
    person.signs_in()
    assert person.flow.desk is not None
    delete(store)
    person.flow.desk.tasks.command(lambda ctx: add_department(ctx, "Night desk"))
    person.qtbot.waitUntil(lambda: "The store is no longer there." in person.reads())
    assert not store.exists()


def test_what_was_typed_stays_in_sight_and_can_be_saved_elsewhere(
    person: Person, store: Path, tmp_path: Path
) -> None:
    person.signs_in()
    field = types_a_need(person)
    name = field.accessibleName()
    delete(store)
    looks(person)
    assert "What you had typed is not stored:" in person.reads()
    assert f"{name}: 7" in kept_text(person)
    saves_typed(person, tmp_path / "typed.txt")
    saved = (tmp_path / "typed.txt").read_text(encoding="utf-8")
    assert saved.startswith("Settings · People needed · The centre as a whole\n")
    assert f"  {name}: 7\n" in saved
    assert f"Saved to {tmp_path / 'typed.txt'}" in person.reads()


def test_the_fields_of_an_open_dialog_are_kept_but_no_password(person: Person, store: Path) -> None:
    person.signs_in()
    assert person.window.workspace is not None
    person.window.workspace.show_page("people")
    person.waits()
    person.presses("Add a person")
    person.types("Name", "Zhou Min")
    person.window.password_asked.emit()
    person.types("New password", "half a secret")
    delete(store)
    looks(person)
    assert "Name: Zhou Min" in kept_text(person)
    assert "half a secret" not in kept_text(person)


def test_what_is_typed_at_a_locked_desk_is_shown_to_its_person_alone(
    person: Person, store: Path
) -> None:
    person.signs_in()
    types_a_need(person)
    person.window.lock()
    delete(store)
    assert person.flow.desk is not None
    person.flow.desk.watch.look()
    person.qtbot.waitUntil(lambda: "The store is no longer there." in person.reads())
    assert kept_text(person) == ""
    assert any("once admin signs in again" in line for line in person.reads())
    restore_store(store, backups_of(store)[0].path)
    person.presses("Choose the store again…")
    (dialog,) = person.all(QFileDialog)
    dialog.fileSelected.emit(str(store))
    dialog.reject()
    person.waits()
    person.signs_in()
    assert ": 7" in kept_text(person)


def test_nobody_leaves_that_page_with_unsaved_words_unasked(
    person: Person, store: Path, tmp_path: Path
) -> None:
    person.signs_in()
    types_a_need(person)
    move_away(store)
    looks(person)
    person.presses("Quit")
    assert "Give up what is typed?" in person.reads()
    person.presses("Cancel")
    assert person.window.isVisible()
    saves_typed(person, tmp_path / "typed.txt")
    person.presses("Quit")
    assert not person.window.isVisible()


def test_a_store_that_was_moved_is_chosen_again_where_it_is(person: Person, store: Path) -> None:
    person.signs_in()
    elsewhere = move_away(store)
    looks(person)
    person.presses("Choose the store again…")
    (dialog,) = person.all(QFileDialog)
    dialog.fileSelected.emit(str(elsewhere))
    dialog.reject()
    person.waits()
    person.signs_in()
    assert person.at_desk
    assert person.flow.opening.address == FileAddress(elsewhere)


def test_a_deleted_store_comes_back_from_its_backup(person: Person, store: Path) -> None:
    person.signs_in()
    delete(store)
    looks(person)
    person.presses("Restore a backup…")
    person.waits()
    person.presses("Restore…")
    person.presses("Restore")
    person.waits()
    person.signs_in()
    assert person.at_desk


def test_a_restore_by_somebody_else_ends_the_session_and_keeps_what_was_typed(
    person: Person, store: Path
) -> None:
    person.signs_in()
    types_a_need(person)
    assert person.flow.opened is not None
    backup = person.flow.opened.context.store.back_up(
        BackupKind.MANUAL, person.flow.opened.context.now()
    )
    restore_store(store, backup.path)
    looks(person)
    assert "This store was gone back to a backup." in person.reads()
    assert ": 7" in kept_text(person)
    person.presses("Sign in again")
    person.presses("Go on")
    person.waits()
    person.signs_in()
    assert person.at_desk


def test_a_restore_at_ones_own_desk_leads_back_to_the_sign_in(person: Person) -> None:
    person.signs_in()
    assert person.window.workspace is not None
    person.window.workspace.show_page("settings", "store")
    person.waits()
    person.presses("Back up now")
    person.waits()
    page = person.window.workspace.page
    assert isinstance(page, SettingsPage)
    page.sections["store"].table.selectRow(0)  # type: ignore[attr-defined]
    person.presses("Restore…")
    person.presses("Restore")
    person.qtbot.waitUntil(lambda: not person.at_desk, timeout=20_000)
    person.waits()
    person.signs_in()
    assert person.at_desk


def test_a_store_damaged_under_the_window_leads_to_its_backups(person: Person, store: Path) -> None:
    person.signs_in()
    damage(store)
    person.qtbot.waitUntil(
        lambda: any("cannot be read whole" in line for line in reads_on(person)), timeout=20_000
    )
    person.presses("Restore a backup…")
    person.waits()
    assert "Restore a backup" in person.reads()


def reads_on(person: Person) -> list[str]:
    """Whatever page there is asks the store for something."""
    if person.flow.desk is not None:
        person.flow.desk.tasks.reread()
    return person.reads()


def damage(store: Path) -> None:
    """Forty kilobytes of noise from the second page on; the first still says what it is."""
    with store.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * 40_000)


def test_a_sign_in_that_meets_damage_offers_the_backups(
    arrive: Callable[[Path], Person], store: Path
) -> None:
    person = arrive(store)
    damage(store)
    person.signs_in()
    assert any("cannot be read whole" in line for line in person.reads())
    person.presses("Restore a backup…")
    person.waits()
    person.presses("Restore…")
    person.presses("Restore")
    person.waits()
    assert any(line.startswith("The store is as it was on ") for line in person.reads())
    person.signs_in()
    assert person.at_desk


# Leaving on one's own account


def test_quitting_asks_before_unsaved_needs_are_lost(person: Person) -> None:
    person.signs_in()
    field = types_a_need(person)
    person.window.close()
    assert "Give up what is typed?" in person.reads()
    assert any("Settings · People needed" in line for line in person.reads())
    person.presses("Cancel")
    assert person.window.isVisible()
    assert field.value() == 7
    person.window.close()
    person.presses("Quit")
    assert not person.window.isVisible()


def test_signing_out_asks_before_unsaved_needs_are_lost(person: Person) -> None:
    person.signs_in()
    types_a_need(person)
    person.window.sign_out_asked.emit()
    assert person.at_desk
    person.presses("Sign out")
    assert not person.at_desk
    assert "Sign in" in person.reads()


def test_nothing_is_asked_where_nothing_is_typed(person: Person) -> None:
    person.signs_in()
    needs_of(person)
    person.window.close()
    assert not person.window.isVisible()


def test_nothing_is_asked_once_it_is_saved(person: Person) -> None:
    person.signs_in()
    types_a_need(person)
    person.presses("Save")
    person.waits()
    person.window.close()
    assert not person.window.isVisible()


def test_the_question_over_a_locked_desk_says_nothing_of_what_is_typed(person: Person) -> None:
    person.signs_in()
    types_a_need(person)
    person.window.lock()
    person.window.close()
    assert "Give up what is typed?" in person.reads()
    assert not any("People needed" in line for line in person.reads())
