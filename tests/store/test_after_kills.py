"""What lies beside a store after a kill, or by somebody's hand, and what is gone without a word."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app import settings
from app.bootstrap import create_store, open_store, restore_store, verify_store
from app.context import BackupKind, Context
from app.errors import StoreProblem
from app.store.sqlite import backups
from app.store.sqlite.engine import connect
from tests.conftest import KEEPER
from tests.factories import TestClock, file_of
from tests.store.writers import DRILL, add_numbered, processes, write_and_wait

Kill = Callable[[Path, int], None]


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


@pytest.fixture
def kill() -> Kill:
    """Run a program that makes so many changes in the store, and kill it once it has."""

    def run(path: Path, count: int) -> None:
        context = processes()
        ours, theirs = context.Pipe()
        process = context.Process(target=write_and_wait, args=(path, count, theirs))
        process.start()
        theirs.close()
        assert ours.recv() == count
        process.kill()
        process.join()
        assert log_of(path).stat().st_size

    return run


def departments(path: Path) -> int:
    with closing(connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM department").fetchone()[0])


# The log


def test_after_a_kill_the_store_opens_with_all_that_was_confirmed(
    store_path: Path, kill: Kill
) -> None:
    kill(store_path, 5)
    context = open_store(store_path, DRILL, TestClock())
    (told,) = context.store.notices
    assert told.msgid.startswith("The store was not closed in order")
    assert departments(store_path) == 5
    context.store.close()


def refused(path: Path) -> None:
    before = path.read_bytes(), log_of(path).read_bytes()
    with pytest.raises(StoreProblem, match="do not fit together"):
        open_store(path)
    (fault,) = verify_store(path).faults
    assert (fault.code, fault.message.params["log"]) == ("unreadable", log_of(path).name)
    assert (path.read_bytes(), log_of(path).read_bytes()) == before


def test_the_log_of_another_store_is_not_written_into_this_one(
    store_path: Path, tmp_path: Path, kill: Kill
) -> None:
    other = tmp_path / "other" / "centre.dutydesk"
    create_store(other, actor=KEEPER, clock=TestClock()).store.close()
    kill(other, 40)
    shutil.copy(log_of(other), log_of(store_path))
    refused(store_path)


def test_an_older_copy_put_back_over_a_newer_log_is_noticed(store_path: Path, kill: Kill) -> None:
    older = Path(shutil.copy(store_path, store_path.with_name("older.dutydesk")))
    kill(store_path, 10)
    open_store(store_path, DRILL, TestClock()).store.close()
    kill(store_path, 20)
    older.replace(store_path)
    refused(store_path)
    log_of(store_path).unlink()
    context = open_store(store_path, DRILL, TestClock())
    assert departments(store_path) == 0
    context.store.close()


def test_a_store_with_anothers_log_is_kept_as_it_is_by_a_restore(
    store_path: Path, tmp_path: Path, kill: Kill
) -> None:
    open_store(store_path, DRILL, TestClock()).store.close()
    (backup,) = backups.all_of(store_path)
    other = tmp_path / "other" / "centre.dutydesk"
    create_store(other, actor=KEEPER, clock=TestClock()).store.close()
    kill(other, 40)
    log = Path(shutil.copy(log_of(other), log_of(store_path))).read_bytes()
    kept = restore_store(store_path, backup.path, KEEPER, TestClock()).kept
    assert kept is not None
    assert log_of(kept).read_bytes() == log
    assert verify_store(store_path).faults == ()


def test_the_log_of_a_store_that_somebody_has_open_is_theirs(context: Context) -> None:
    add_numbered(context, 1)
    path = file_of(context)
    assert log_of(path).stat().st_size
    second = open_store(path, DRILL, TestClock())
    add_numbered(second, 2)
    assert departments(path) == 2
    second.store.close()
    assert not list(path.parent.glob("*.new*"))


# What this account has seen


def told(path: Path) -> list[str]:
    context = open_store(path, DRILL, TestClock())
    notices = [notice.msgid for notice in context.store.notices]
    context.store.close()
    return notices


CUT = "The audit trail was cut: this account has seen row {number}."


def test_a_log_that_is_deleted_after_a_kill_is_told_until_a_backup_is_restored(
    store_path: Path, kill: Kill
) -> None:
    open_store(store_path, DRILL, TestClock()).store.close()
    kill(store_path, 1)
    log_of(store_path).unlink()
    assert told(store_path) == [CUT]
    context = open_store(store_path, DRILL, TestClock())
    add_numbered(context, 8)
    add_numbered(context, 9)
    assert [fault.code for fault in context.store.verify().faults] == ["seen"]
    backup = context.store.back_up(BackupKind.MANUAL, context.now())
    context.store.restore(backup.path, context.now(), DRILL.name)
    context.store.close()
    assert told(store_path) == []
    assert verify_store(store_path).faults == ()


def test_what_was_confirmed_last_is_what_was_seen(context: Context) -> None:
    add_numbered(context, 1)
    add_numbered(context, 2)
    path = file_of(context)
    context.store.close()
    with closing(connect(path)) as theirs:
        theirs.execute("DROP TRIGGER audit_entry_no_delete")
        theirs.execute("DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)")
    (seen,) = [fault for fault in verify_store(path).faults if fault.code == "seen"]
    assert seen.message.msgid == CUT


def test_an_older_copy_in_the_place_of_the_store_is_told(store_path: Path) -> None:
    older = Path(shutil.copy(store_path, store_path.with_name("older.dutydesk")))
    context = open_store(store_path, DRILL, TestClock())
    add_numbered(context, 1)
    context.store.close()
    older.replace(store_path)
    assert told(store_path) == [CUT]


def test_a_restore_by_somebody_else_is_no_cut(
    store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = open_store(store_path, DRILL, TestClock())
    backup = context.store.back_up(BackupKind.MANUAL, context.now())
    add_numbered(context, 1)
    context.store.close()
    with monkeypatch.context() as patch:
        patch.setenv("DUTYDESK_DATA", str(tmp_path / "theirs"))
        restore_store(store_path, backup.path, KEEPER, TestClock())
    assert told(store_path) == []


def test_a_new_store_in_the_place_of_an_old_one_and_a_copy_elsewhere_raise_no_alarm(
    tmp_path: Path,
) -> None:
    path = tmp_path / "centre.dutydesk"
    first = create_store(path, actor=KEEPER, clock=TestClock())
    copy = Path(shutil.copy(path, tmp_path / "copy.dutydesk"))
    add_numbered(first, 1)
    first.store.close()
    assert told(copy) == []
    shutil.move(path, tmp_path / "away.dutydesk")
    shutil.move(backups.folder_of(path), tmp_path / "away-backups")
    create_store(path, actor=KEEPER, clock=TestClock()).store.close()
    assert told(path) == []


def test_what_was_seen_is_kept_for_this_account_alone(context: Context) -> None:
    add_numbered(context, 1)
    folder = settings.load().seen
    assert folder.stat().st_mode & 0o077 == 0
    assert all(each.stat().st_mode & 0o077 == 0 for each in folder.iterdir())


def test_where_it_cannot_be_kept_the_work_goes_on(
    store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("DUTYDESK_DATA", str(tmp_path / "file"))
    context = open_store(store_path, DRILL, TestClock())
    add_numbered(context, 1)
    assert context.store.notices == []
    context.store.close()
