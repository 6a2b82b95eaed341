"""What strangers did to a store with the best of intentions, and what it must not cost."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bootstrap import open_store, restore_store, verify_store
from app.context import BackupKind, Context
from app.errors import BadInput, StoreGone, StoreProblem
from app.services.keeping import store_settings
from app.services.keeping.store_settings import set_idle_limit
from app.store.sqlite.engine import connect
from tests.conftest import KEEPER
from tests.factories import NOW, TestClock, file_of
from tests.store.hands import add

FAR = datetime(2036, 1, 1, tzinfo=UTC)


def departments(path: Path) -> list[str]:
    with closing(connect(path)) as connection:
        found = connection.execute("SELECT name FROM department ORDER BY name").fetchall()
    return [name for (name,) in found]


def test_one_opening_with_a_wrong_clock_puts_no_later_restore_into_the_future(
    context: Context, clock: TestClock
) -> None:
    path = file_of(context)
    backup = context.store.back_up(BackupKind.MANUAL, context.now())
    context.store.close()
    open_store(path, KEEPER, TestClock(FAR)).store.close()
    restore_store(path, backup.path, KEEPER, clock)
    again = open_store(path, KEEPER, clock)
    assert again.now() == NOW
    assert again.store.verify().whole, "the backup of 2036 is of the history that was left"
    again.store.close()


def test_who_closes_a_window_leaves_what_was_put_in_the_stores_place_as_it_is(
    context: Context,
) -> None:
    add(context, "before")
    path = file_of(context)
    backup = context.store.back_up(BackupKind.MANUAL, context.now()).path
    for number in range(40):
        add(context, f"later {number}")
    shutil.copyfile(backup, path)
    with pytest.raises(StoreGone):
        add(context, "lost")
    context.store.close()
    assert path.read_bytes() == backup.read_bytes()


@pytest.mark.parametrize("suffix", ["-wal", "-shm"])
def test_nothing_is_confirmed_in_a_log_that_somebody_took_away(
    context: Context, suffix: str
) -> None:
    add(context, "before")
    path = file_of(context)
    os.unlink(f"{path}{suffix}")
    with pytest.raises(StoreGone):
        add(context, "after")
    with pytest.raises(StoreGone):
        context.store.check_same()


def test_what_the_keeper_set_is_held_against_the_trail(context: Context, tmp_path: Path) -> None:
    other = tmp_path / "other disk"
    other.mkdir()
    set_idle_limit(context, 5)
    store_settings.keep_second(context, other)
    path = file_of(context)
    assert verify_store(path).whole
    for edit in ("UPDATE setting SET value = '600' WHERE key = 'idle_limit'",
                 "DELETE FROM setting WHERE key = 'second_place'"):  # fmt: skip
        with closing(connect(path)) as theirs:
            theirs.execute(edit)
        assert {fault.code for fault in verify_store(path).faults} == {"held"}


@pytest.mark.parametrize("name", ["other-backups", "other-certificates"])
def test_no_backups_lie_where_another_store_keeps_its_own(
    context: Context, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(BadInput):
        store_settings.keep_second(context, tmp_path / name)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE setting SET value = 'Mars/X' WHERE key = 'zone'",
        "DELETE FROM setting WHERE key = 'zone'",
        "DROP TABLE setting",
    ],
)
def test_a_store_that_lost_a_part_is_one_sentence(context: Context, edit: str) -> None:
    path = file_of(context)
    context.store.close()
    with closing(connect(path)) as theirs:
        theirs.execute("PRAGMA foreign_keys=OFF")
        theirs.execute(edit)
    with pytest.raises(StoreProblem, match="damaged"):
        open_store(path, KEEPER, TestClock())
