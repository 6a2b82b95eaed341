"""A store that cannot be opened goes back to a backup from the page that says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select

from app.bootstrap import backups_of, create_store, open_store
from app.context import BackupKind
from app.models import AuditEntry
from app.rules.deeds import Deed
from app.ui.kit.backups import BackupsTable
from tests.ui.screen import Person

Arrive = Callable[[Path], Person]


def damage(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:100] + b"\x5a" * 60_000)


def empty(store: Path) -> None:
    store.write_bytes(b"")


def lose(store: Path) -> None:
    store.unlink()


def make_newer(store: Path) -> None:
    context = open_store(store)
    with context.write() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    context.store.close()


def overwrite(store: Path) -> None:
    store.write_text("Dear all, this is no store at all. " * 1000)


@pytest.mark.parametrize("spoil", [damage, empty, lose, make_newer, overwrite])
def test_whatever_became_of_the_store_a_backup_brings_it_back(
    arrive: Arrive, store: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(store)
    person = arrive(store)
    person.presses("Restore a backup…")
    person.waits()
    person.presses("Restore…")
    assert any(line.startswith("Go back to ") for line in person.reads())
    person.presses("Restore")
    person.waits()
    said = "\n".join(person.reads())
    assert "The store is as it was on " in said
    assert ("What was there is kept: " in said) == (spoil is not lose)
    person.signs_in()
    assert person.at_desk


def test_the_backups_are_listed_with_the_newest_first(arrive: Arrive, store: Path) -> None:
    context = open_store(store)
    context.store.back_up(BackupKind.MANUAL, context.now())
    context.store.close()
    damage(store)
    person = arrive(store)
    person.presses("Restore a backup…")
    person.waits()
    (table,) = person.all(BackupsTable)
    shown = [backup.path for backup in table.rows_model.rows]
    assert shown == [backup.path for backup in backups_of(store)]
    assert len(shown) >= 2
    assert table.current() == table.rows_model.rows[0]


def test_nothing_is_restored_before_it_is_confirmed(arrive: Arrive, store: Path) -> None:
    empty(store)
    person = arrive(store)
    person.presses("Restore a backup…")
    person.waits()
    person.presses("Restore…")
    person.presses("Cancel")
    assert store.stat().st_size == 0
    person.presses("Back")
    assert "The store is empty." in person.reads()


def test_a_restore_is_on_record_as_the_keepers_act(arrive: Arrive, store: Path) -> None:
    empty(store)
    person = arrive(store)
    person.presses("Restore a backup…")
    person.waits()
    person.presses("Restore…")
    person.presses("Restore")
    person.waits()
    assert person.flow.opened is not None
    with person.flow.opened.context.read() as session:
        actors = select(AuditEntry.actor).where(AuditEntry.action == Deed.STORE_RESTORE)
        assert [actor.partition(":")[0] for actor in session.scalars(actors)] == ["os"]


def choose(person: Person, file: Path) -> None:
    person.presses("Another file…")
    (dialog,) = person.all(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    person.presses("Restore")
    person.waits()


def test_a_file_that_is_no_backup_is_called_that(
    arrive: Arrive, store: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    empty(store)
    person = arrive(store)
    person.presses("Restore a backup…")
    person.waits()
    choose(person, letter)
    assert any("is a file of another kind" in line for line in person.reads())
    assert "Restore a backup" in person.reads()


def test_a_backup_of_another_centre_is_asked_about(
    arrive: Arrive, store: Path, tmp_path: Path
) -> None:
    other = create_store(tmp_path / "other.dutydesk", centre_name="Harbour")
    backup = other.store.back_up(BackupKind.MANUAL, other.now())
    other.store.close()
    make_newer(store)
    person = arrive(store)
    person.presses("Restore a backup…")
    person.waits()
    choose(person, backup.path)
    assert "This is a backup of another centre." in person.reads()
    person.presses("Restore all the same")
    person.waits()
    assert "Set up the centre" in person.reads()
    assert person.flow.opened is not None
    assert person.flow.opened.centre == "Harbour"


def test_a_store_that_was_lost_does_not_look_like_a_first_start(
    arrive: Arrive, store: Path
) -> None:
    lose(store)
    person = arrive(store)
    assert "The store is gone." in person.reads()
    assert "Welcome" not in person.reads()
