"""A store that is deleted, moved, replaced or restored under an open window takes no more work."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_store
from app.context import BackupKind, Context
from app.errors import StoreGone
from app.store.sqlite import incarnation
from app.store.sqlite.engine import connect
from tests.conftest import KEEPER
from tests.factories import file_of
from tests.store.hands import add, names


def delete(path: Path, _older: Path) -> None:
    path.unlink()


def move(path: Path, _older: Path) -> None:
    path.rename(path.with_name("moved.dutydesk"))


def move_another_over(path: Path, older: Path) -> None:
    older.rename(path)


def copy_another_over(path: Path, older: Path) -> None:
    path.write_bytes(older.read_bytes())


def cut_in_two(path: Path, _older: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path, _older: Path) -> None:
    os.truncate(path, 0)


BY_HAND = [delete, move, move_another_over, copy_another_over, cut_in_two, empty]


@pytest.mark.parametrize("by_hand", BY_HAND)
@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody at a file that is open")
def test_what_is_done_to_the_file_by_hand_ends_the_work_of_who_has_it_open(
    store_path: Path, by_hand: Callable[[Path, Path], None]
) -> None:
    open_store(store_path, KEEPER).store.close()
    older = Path(shutil.copy(store_path, store_path.with_name("older.dutydesk")))
    context = open_store(store_path, KEEPER)
    add(context, "A")
    context.store.check_same()
    by_hand(store_path, older)
    with pytest.raises(StoreGone, match="no longer there"):
        add(context, "B")
    with pytest.raises(StoreGone):
        context.store.check_same()
    context.store.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody at a file that is open")
def test_a_backup_of_this_very_day_copied_over_the_store_is_noticed(context: Context) -> None:
    add(context, "A")
    backup = context.store.back_up(BackupKind.MANUAL, context.now())
    add(context, "B")
    path = file_of(context)
    path.write_bytes(backup.path.read_bytes())
    with pytest.raises(StoreGone):
        add(context, "C")


def test_a_store_that_grows_and_is_written_from_two_windows_is_the_same(
    context: Context, store_path: Path
) -> None:
    other = open_store(store_path, KEEPER, context.clock)
    for number in range(3):
        add(context, f"A{number} " + "x" * 100_000)
        add(other, f"B{number} " + "x" * 100_000)
        with closing(connect(store_path)) as third:
            third.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        context.store.check_same()
        other.store.check_same()
    other.store.close()
    add(context, "C")
    assert len(names(context)) == 7


def number(path: Path) -> int:
    with closing(connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_who_opens_a_store_first_draws_its_number_and_a_backup_has_none(store_path: Path) -> None:
    first = open_store(store_path, KEEPER)
    drawn = number(store_path)
    second = open_store(store_path, KEEPER)
    assert number(store_path) == drawn != incarnation.NONE
    assert [number(each.path) for each in first.store.backups()] == [incarnation.NONE]
    first.store.close()
    second.store.close()
    open_store(store_path, KEEPER).store.close()
    assert number(store_path) != drawn


@pytest.mark.skipif(os.name == "nt", reason="POSIX's limit of open files")
def test_a_program_that_can_open_no_more_files_is_not_told_that_the_store_is_gone(
    context: Context,
) -> None:
    import resource

    context.store.check_same()
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
    try:
        context.store.check_same()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody at a file that is open")
def test_text_written_over_the_store_is_noticed(context: Context, store_path: Path) -> None:
    context.store.check_same()
    store_path.write_text("dear all " * 100_000)
    with pytest.raises(StoreGone):
        context.store.check_same()
