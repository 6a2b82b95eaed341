"""Going back to a backup while others work, killed at any moment, and from files that are none."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import create_store, filling_store, open_store, restore_store
from app.context import Context
from app.errors import AnotherCentre, StoreProblem, StoreRestored
from app.services.keeping import store_care
from app.store.sqlite import backups, overwrite, restore
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import TestClock, file_of
from tests.store.hands import add, manual, names
from tests.store.writers import DRILL, TIMES, processes, write_through_restores

WRITERS, RESTORES = 2, 3 * TIMES


def names_in(path: Path) -> set[str]:
    with closing(connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM department")}


# While others work


def test_nobody_confirms_a_write_between_the_copy_that_is_kept_and_the_change(
    context: Context, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, backup = open_store(store_path, KEEPER, context.clock), manual(context)
    add(other, "A")
    change, told = overwrite._copy, []

    def meanwhile(*args: Any) -> None:
        with pytest.raises(StoreRestored) as refused:
            add(other, "B")
        told.append(refused)
        change(*args)

    monkeypatch.setattr(overwrite, "_copy", meanwhile)
    kept = context.store.restore(backup.path, context.now(), KEEPER.name).kept
    assert kept is not None
    assert told
    assert (names_in(kept), names_in(store_path)) == ({"A"}, set())
    other.store.close()


def test_what_another_program_writes_in_between_stops_the_restore(
    context: Context, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, change = manual(context), overwrite._copy
    add(context, "A")

    def meanwhile(*args: Any) -> None:
        with closing(connect(store_path)) as theirs:
            theirs.execute(
                "INSERT INTO department (name) SELECT 'theirs ' || count(*) FROM department"
            )
        change(*args)

    monkeypatch.setattr(overwrite, "_copy", meanwhile)
    with pytest.raises(StoreProblem, match="busy"):
        context.store.restore(backup.path, context.now(), KEEPER.name)
    assert {"A", "theirs 1"} <= names_in(store_path)


def test_each_write_that_was_confirmed_is_in_the_store_or_in_what_was_kept(
    store_path: Path,
) -> None:
    open_store(store_path, DRILL, TestClock()).store.close()
    (backup,) = backups.all_of(store_path)
    context = processes()
    stop, running, pipes = context.Event(), [], []
    for number in range(WRITERS):
        ours, theirs = context.Pipe(duplex=False)
        args = (store_path, f"{'AB'[number]}", stop, theirs)
        running.append(context.Process(target=write_through_restores, args=args))
        running[-1].start()
        pipes.append(ours)
    kept = []
    for _ in range(RESTORES):
        before = len(names_in(store_path))
        while len(names_in(store_path)) < before + 3 * WRITERS:
            pass
        kept.append(restore_store(store_path, backup.path, DRILL, TestClock()).kept)
    stop.set()
    confirmed = {name for pipe in pipes for name in pipe.recv()}
    for process in running:
        process.join()
    found = names_in(store_path).union(*(names_in(each) for each in kept if each))
    assert confirmed <= found
    assert len(confirmed) >= 3 * WRITERS * RESTORES
    assert verify(store_path).faults == ()


# Killed


def killed_before_it_tidied(
    context: Context, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Restore, and stop where nothing but moving the superseded backups is left to do."""
    with monkeypatch.context() as patch:
        patch.setattr(restore, "supersede", lambda *_: sys.exit("killed"))
        with pytest.raises(SystemExit):
            context.store.restore(backup, context.now(), KEEPER.name)


def superseded(path: Path) -> set[str]:
    return {each.path.name for each in backups.all_of(path) if each.superseded}


def test_a_restore_that_was_killed_after_it_changed_the_store_is_right_at_once_and_tidied_later(
    context: Context, store_path: Path, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = manual(context)
    add(context, "A")
    clock.pass_by(hours=1)
    later = manual(context)
    killed_before_it_tidied(context, backup.path, monkeypatch)
    assert verify(store_path).faults == ()
    assert later.path.name not in superseded(store_path)
    open_store(store_path, KEEPER, clock).store.close()
    assert later.path.name in superseded(store_path)
    assert verify(store_path).faults == ()


def test_so_is_one_that_goes_back_on_another_restore(
    context: Context, store_path: Path, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = manual(context)
    for number in range(5):
        add(context, f"A{number}")
    kept = context.store.restore(backup.path, context.now(), KEEPER.name).kept
    assert kept is not None
    context.store.close()
    again = open_store(store_path, KEEPER, clock)
    add(again, "B")
    between = manual(again)
    killed_before_it_tidied(again, kept, monkeypatch)
    assert names_in(store_path) == {f"A{number}" for number in range(5)}
    assert verify(store_path).faults == ()
    open_store(store_path, KEEPER, clock).store.close()
    assert between.path.name in superseded(store_path)


def test_a_trail_that_was_cut_is_told_though_a_restore_is_on_record(
    context: Context, store_path: Path, clock: TestClock
) -> None:
    backup = manual(context)
    add(context, "A")
    context.store.restore(backup.path, context.now(), KEEPER.name)
    context.store.close()
    clock.pass_by(hours=1)
    again = open_store(store_path, KEEPER, clock)
    add(again, "B")
    anchor = manual(again)
    again.store.close()
    with closing(connect(store_path)) as theirs:
        theirs.execute("DROP TRIGGER audit_entry_no_delete")
        theirs.execute("DELETE FROM audit_entry WHERE id >= ?", (anchor.rows,))
    assert "anchor" in {fault.code for fault in verify(store_path).faults}


@pytest.fixture(scope="session")
def ended() -> int:
    """The number of a process that was, and is no more."""
    run = [sys.executable, "-c", "import os; print(os.getpid())"]
    return int(subprocess.run(run, capture_output=True, check=True).stdout)


@pytest.mark.parametrize(
    "left",
    [
        "centre.dutydesk.{}-0123abcd.new",
        "centre.dutydesk.{}-0123abcd.new-wal",
        "centre-backups/.{}-0123abcd.unfinished",
        "centre-backups/replaced-20261015T010000Z/.{}-0123abcd.unfinished-journal",
    ],
)
def test_what_a_killed_program_was_making_goes_at_the_next_opening_and_nothing_of_one_that_runs(
    store_path: Path, ended: int, left: str
) -> None:
    names = (left.format(maker) for maker in (ended, os.getppid(), "mine"))
    of_ended, of_running, unlike = (store_path.parent / name for name in names)
    for path in (of_ended, of_running, unlike):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half a store")
    open_store(store_path, KEEPER).store.close()
    assert [path.exists() for path in (of_ended, of_running, unlike)] == [False, True, True]


def test_the_folder_of_an_import_that_was_killed_goes_too(store_path: Path, ended: int) -> None:
    folder = store_path.with_name(f"{store_path.name}.{ended}-0123abcd.new")
    folder.mkdir()
    (folder / store_path.name).write_text("half a store")
    open_store(store_path, KEEPER).store.close()
    assert not folder.exists()


def restore_and_tell(path: Path, backup: Path, started: Any) -> None:
    started.send(True)
    restore_store(path, backup, DRILL, TestClock())


def test_restores_that_are_killed_leave_a_whole_store_and_no_files(store_path: Path) -> None:
    context = open_store(store_path, DRILL, TestClock())
    add(context, "A")
    backup = manual(context)
    add(context, "B")
    context.store.close()
    fork = processes()
    for kill in range(6 * TIMES):
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=restore_and_tell, args=(store_path, backup.path, theirs))
        process.start()
        ours.recv()
        wait([process.sentinel], timeout=0.03 * kill)
        process.kill()
        process.join()
        assert names_in(store_path) in ({"A"}, {"A", "B"})
        assert verify(store_path).faults == ()
    open_store(store_path, DRILL, TestClock()).store.close()
    assert not list(store_path.parent.glob("*.new*"))


# Making


def test_of_two_imports_that_make_one_store_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "centre.dutydesk"
    with pytest.raises(StoreProblem, match="already"), filling_store(path) as second:
        with filling_store(path) as first:
            add(first, "first")
            first.store.close()
        add(second, "second")
        second.store.close()
    assert names_in(path) == {"first"}
    assert [each.name for each in tmp_path.glob("*.new*")] == []


# What is no backup, or another centre's


def test_a_backup_becomes_a_store_in_a_folder_that_is_not_there_yet(
    context: Context, tmp_path: Path
) -> None:
    add(context, "Night")
    drill = tmp_path / "drill" / "centre.dutydesk"
    restore_store(drill, manual(context).path, KEEPER)
    assert "Night" in names_in(drill)
    assert drill.parent.stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_backup_is_named_as_that(context: Context, tmp_path: Path) -> None:
    sheet, letter, empty = (tmp_path / name for name in ("a.xlsx", "a.txt", "a.dutydesk"))
    sheet.write_bytes(b"PK\x03\x04" + b"\0" * 5000)
    letter.write_text("dear all")
    empty.touch()
    for path in (sheet, letter, empty, tmp_path, tmp_path / "none"):
        with pytest.raises(StoreProblem) as refused:
            store_care.restore(context, path)
        assert refused.value.title.msgid == "This is no backup of Dutydesk."
        assert refused.value.message.params["path"] == str(path)
    context.store.check_same()


def test_another_centres_backup_is_asked_about(context: Context, tmp_path: Path) -> None:
    add(context, "A")
    theirs = create_store(tmp_path / "theirs.dutydesk", centre_name="Their centre", actor=KEEPER)
    add(theirs, "T")
    backup = manual(theirs)
    theirs.store.close()
    with pytest.raises(AnotherCentre) as asked:
        store_care.restore(context, backup.path)
    assert asked.value.message.params["theirs"] == "Their centre"
    assert asked.value.message.params["own"] == "Test centre"
    assert names(context) == ["A"]
    context.store.check_same()
    kept = store_care.restore(context, backup.path, another_centre=True).kept
    assert names(context) == ["T"]
    assert kept is not None
    assert names_in(kept) == {"A"}
    assert verify(file_of(context)).faults == ()
