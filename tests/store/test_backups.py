"""Backups: when they are taken, which are kept, and going back to one."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import open_store, restore_store
from app.context import Actor, BackupKind, Context
from app.errors import BadInput, NotAllowed, StoreProblem, StoreRestored
from app.models import AuditEntry, Department
from app.reading.keeping import store
from app.services.keeping import store_care, store_settings
from app.store.sqlite import backups, engine
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock, as_it_stands, file_of
from tests.store.hands import add, names


def kinds(path: Path) -> list[str]:
    return [backup.kind.value for backup in backups.all_of(path)]


def open_briefly(path: Path, clock: TestClock) -> None:
    open_store(path, KEEPER, clock).store.close()


def test_the_first_start_of_a_day_takes_a_backup_and_the_second_does_not(
    store_path: Path, clock: TestClock
) -> None:
    open_briefly(store_path, clock)
    clock.pass_by(hours=14, minutes=59)  # 23:59 in Shanghai
    open_briefly(store_path, clock)
    assert kinds(store_path) == ["daily"]
    clock.pass_by(minutes=1)
    open_briefly(store_path, clock)
    assert kinds(store_path) == ["daily", "daily"]


def test_the_last_fourteen_days_are_kept(store_path: Path, clock: TestClock) -> None:
    for _ in range(16):
        open_briefly(store_path, clock)
        clock.pass_by(days=1)
    found = backups.all_of(store_path)
    assert len(found) == 14
    assert (clock.now - found[0].taken_at).days == 1


def test_the_centre_chooses_how_many_are_kept(context: Context, clock: TestClock) -> None:
    store_settings.keep_backups(context, 3)
    path = file_of(context)
    for _ in range(5):
        clock.pass_by(days=1)
        open_briefly(path, clock)
    assert kinds(path) == ["daily"] * 3


@pytest.mark.parametrize("count", [2, 367, 0, -1])
def test_too_few_or_too_many_backups_cannot_be_kept(context: Context, count: int) -> None:
    with pytest.raises(BadInput):
        store_settings.keep_backups(context, count)
    assert store.summary(context).backups_kept == 14


def test_a_backup_that_a_person_took_is_never_rotated_away(
    context: Context, clock: TestClock
) -> None:
    mine = store_care.back_up_now(context)
    for _ in range(20):
        clock.pass_by(days=1)
        open_briefly(file_of(context), clock)
    assert mine.path.exists()


def test_what_a_killed_program_left_unfinished_goes_after_a_day(
    store_path: Path, clock: TestClock
) -> None:
    folder = backups.folder_of(store_path)
    folder.mkdir()
    old, fresh = folder / ".00000000.unfinished", folder / ".11111111.unfinished-journal"
    old.touch()
    fresh.touch()
    os.utime(old, (0, 0))
    open_briefly(store_path, clock)
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_backup_has_what_was_committed_and_nothing_that_was_not(context: Context) -> None:
    add(context, "A")
    with context.write() as session:
        session.add(Department(name="B"))
        session.flush()
        backup = context.store.back_up(BackupKind.MANUAL, context.now())
    with closing(connect(backup.path)) as copy:
        assert copy.execute("SELECT name FROM department").fetchall() == [("A",)]
    assert verify(backup.path).whole


def test_a_backup_is_named_after_the_head_of_the_audit_trail(context: Context) -> None:
    add(context, "A")
    backup = context.store.back_up(BackupKind.MANUAL, context.now())
    report = context.store.verify()
    assert backup.rows == report.audit_rows
    assert report.audit_head.startswith(backup.head)
    assert backup.path.name == (
        f"centre-20261015T010000Z-manual-{backup.rows}-{backup.head}-{backup.digest}.dutydesk"
    )


def test_a_backup_that_fails_leaves_no_half_of_one(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kinds(file_of(context))

    def broken(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "settle", broken)
    with pytest.raises(StoreProblem, match="could not be written"):
        context.store.back_up(BackupKind.MANUAL, context.now())
    assert kinds(file_of(context)) == before
    assert not list(backups.folder_of(file_of(context)).glob(".*"))


def test_going_back_brings_back_what_was_and_keeps_what_it_replaces(context: Context) -> None:
    add(context, "A")
    backup = store_care.back_up_now(context)
    add(context, "B")
    restored = store_care.restore(context, backup.path)
    assert names(context) == ["A"]
    assert restored.kept is not None
    with closing(connect(restored.kept)) as kept:
        assert kept.execute("SELECT count(*) FROM department").fetchone() == (2,)


def test_going_back_is_on_record_and_verifies(context: Context) -> None:
    add(context, "A")
    backup = store_care.back_up_now(context)
    add(context, "B")
    later = store_care.back_up_now(context)
    store_care.restore(context, backup.path)
    with context.read() as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (last.action, last.actor) == ("store.restore", KEEPER.name)
    assert context.store.verify().whole
    superseded = [each.path.name for each in context.store.backups() if each.superseded]
    assert later.path.name in superseded


def test_a_restored_store_is_sealed(context: Context) -> None:
    backup = store_care.back_up_now(context)
    context.store.restore(backup.path, context.now(), KEEPER.name)
    with closing(connect(file_of(context))) as connection:
        connection.execute("UPDATE setting SET value = 'Theirs' WHERE key = 'centre_name'")
    assert [fault.code for fault in verify(file_of(context)).faults] == [
        "held",
        "content",
    ]


def test_going_back_can_be_gone_back_on(context: Context) -> None:
    add(context, "A")
    backup = store_care.back_up_now(context)
    add(context, "B")
    kept = store_care.restore(context, backup.path).kept
    assert kept is not None
    context.store.restore(kept, context.now(), KEEPER.name)
    assert names(context) == ["A", "B"]
    assert context.store.verify().whole


def test_another_window_is_told_of_a_restore_and_works_on_once_it_has_opened_the_store_again(
    context: Context, store_path: Path
) -> None:
    other = open_store(store_path, KEEPER, context.clock)
    backup = context.store.back_up(BackupKind.MANUAL, context.now())
    add(other, "A")
    store_care.restore(context, backup.path)
    with pytest.raises(StoreRestored, match="gone back"):
        other.store.check_same()
    with pytest.raises(StoreRestored):
        add(other, "B")
    other.store.close()
    anew = open_store(store_path, KEEPER, context.clock)
    anew.store.check_same()
    add(anew, "C")
    assert names(context) == ["C"]
    anew.store.close()


def test_a_store_that_others_write_to_is_not_restored_under_them(
    context: Context, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    other = open_store(store_path, KEEPER, context.clock)
    add(context, "A")
    backup = context.store.back_up(BackupKind.MANUAL, context.now())
    with other.write() as session:
        session.add(Department(name="B"))
        session.flush()
        with pytest.raises(StoreProblem, match="busy"):
            store_care.restore(context, backup.path)
    assert names(context) == ["A", "B"]
    other.store.close()


def ruin(path: Path) -> bytes:
    """Overwrite the pages after the first; the bytes that the file then has."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 40_000)
    return path.read_bytes()


def test_a_damaged_store_is_set_aside_byte_for_byte(store_path: Path, clock: TestClock) -> None:
    open_briefly(store_path, clock)
    (backup,) = backups.all_of(store_path)
    damaged = ruin(store_path)
    restored = restore_store(store_path, backup.path, KEEPER, clock)
    assert restored.kept is not None
    assert restored.kept.read_bytes() == damaged
    assert verify(store_path).whole


def test_a_store_that_is_gone_is_brought_back(store_path: Path, clock: TestClock) -> None:
    open_briefly(store_path, clock)
    (backup,) = backups.all_of(store_path)
    store_path.unlink()
    assert restore_store(store_path, backup.path, KEEPER, clock).kept is None
    assert verify(store_path).whole


def test_a_damaged_backup_is_refused_and_nothing_changes(context: Context) -> None:
    backup = store_care.back_up_now(context)
    add(context, "A")
    ruin(backup.path)
    with pytest.raises(StoreProblem, match="damaged"):
        store_care.restore(context, backup.path)
    assert names(context) == ["A"]


def test_a_single_flipped_bit_in_a_backup_is_found(context: Context) -> None:
    add(context, "Service")
    backup = store_care.back_up_now(context)
    content = backup.path.read_bytes()
    at = content.index(b"Service")
    backup.path.write_bytes(content[:at] + b"s" + content[at + 1 :])
    with pytest.raises(StoreProblem, match="damaged"):
        store_care.restore(context, backup.path)


def test_what_is_no_backup_is_refused(context: Context, tmp_path: Path) -> None:
    letter = tmp_path / "letter.dutydesk"
    letter.write_text("dear all " * 1000)
    with pytest.raises(StoreProblem):
        store_care.restore(context, letter)


def test_a_backup_carried_elsewhere_under_another_name_will_do(
    context: Context, tmp_path: Path
) -> None:
    add(context, "A")
    carried = store_care.back_up_now(context).path.rename(tmp_path / "from the safe.dutydesk")
    add(context, "B")
    store_care.restore(context, carried)
    assert names(context) == ["A"]


@pytest.mark.parametrize("number", ["0001", "0002", "0003", "1000", "1001"])
def test_only_who_looks_after_the_store_may(centre: SmallCentre, number: str) -> None:
    person = centre.context.acting_as(Actor(number, centre.people[number]))
    for act in (
        store.summary,
        store.backups,
        store_care.back_up_now,
        store.verify,
        lambda ctx: store_settings.keep_backups(ctx, 30),
        lambda ctx: store_care.restore(ctx, centre.context.store.backups()[0].path),
    ):
        with pytest.raises(NotAllowed):
            act(person)


def test_the_administrator_looks_after_the_store(centre: SmallCentre) -> None:
    context = as_it_stands(centre.context).acting_as(Actor("0004", centre.people["0004"]))
    backup = store_care.back_up_now(context)
    summary = store.summary(context)
    assert summary.last_backup == backup
    assert (summary.centre_name, summary.zone) == ("Test centre", "Asia/Shanghai")
    assert store.verify(context).whole
