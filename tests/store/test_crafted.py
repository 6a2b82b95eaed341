"""What is given as a store or a backup and is none: each is answered in one sentence, at once."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.bootstrap import open_store, restore_store, verify_store
from app.errors import StoreProblem
from app.store.sqlite import backups
from app.store.sqlite.engine import APPLICATION_ID, connect
from tests.conftest import KEEPER

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT {} FROM n WHERE i > 1"

Maker = Callable[[Path], None]


def a_view_for_the_revision(path: Path) -> None:
    with closing(connect(path, "rwc")) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"CREATE VIEW alembic_version AS {ENDLESS.format('i AS version_num')}")


def a_view_for_the_settings(path: Path) -> None:
    with closing(connect(path, "rwc")) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('0002')")
        connection.execute(f"CREATE VIEW Setting AS {ENDLESS.format('i AS key, i AS value')}")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_socket(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as made, _inside(path.parent):
        made.bind(path.name)  # its whole path would be too long for some systems


def a_loop(path: Path) -> None:
    path.symlink_to(path)


def a_letter(path: Path) -> None:
    path.write_text("dear all " * 1000)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


WRONG: list[Maker] = [a_view_for_the_revision, a_view_for_the_settings, a_folder, a_letter]
if os.name != "nt":
    WRONG += [a_pipe, a_device, a_socket, a_loop]
wrong = pytest.mark.parametrize("make", WRONG)


@wrong
def test_what_is_no_store_is_not_opened_and_left_as_it_is(make: Maker, tmp_path: Path) -> None:
    path = tmp_path / "x.dutydesk"
    make(path)
    before = path.lstat()
    with pytest.raises(StoreProblem):
        open_store(path, KEEPER)
    after = path.lstat()
    assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)


@wrong
def test_verify_says_what_it_is(make: Maker, tmp_path: Path) -> None:
    path = tmp_path / "x.dutydesk"
    make(path)
    if make in (a_view_for_the_revision, a_view_for_the_settings, a_letter):
        assert [fault.code for fault in verify_store(path).faults] == ["unreadable"]
    else:
        with pytest.raises(StoreProblem):
            verify_store(path)


@wrong
def test_a_store_is_not_restored_from_it(make: Maker, store_path: Path, tmp_path: Path) -> None:
    content, backup = store_path.read_bytes(), tmp_path / "x.dutydesk"
    make(backup)
    with pytest.raises(StoreProblem):
        restore_store(store_path, backup, KEEPER)
    assert store_path.read_bytes() == content


@pytest.mark.parametrize("make", WRONG[2:3] + WRONG[4:])
def test_nothing_is_restored_in_its_place(make: Maker, store_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.dutydesk"
    make(path)
    with pytest.raises(StoreProblem):
        restore_store(path, store_path, KEEPER)
    assert not path.is_file()


def test_a_page_count_that_no_file_has_is_damage(store_path: Path) -> None:
    with store_path.open("r+b") as file:
        file.seek(28)
        file.write(b"\xff\xff\xff\xfe")
    assert not verify_store(store_path).whole


def test_a_trigger_with_a_name_of_sqlites_own_is_found_told_and_not_restored(
    store_path: Path,
) -> None:
    open_store(store_path, KEEPER).store.close()
    with closing(connect(store_path)) as connection:
        connection.execute(
            "CREATE TRIGGER promote AFTER INSERT ON leave BEGIN "
            "UPDATE post SET role = 'administrator'; END"
        )
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET name = 'sqlite_promote', "
            "sql = replace(sql, 'TRIGGER promote', 'TRIGGER sqlite_promote') "
            "WHERE name = 'promote'"
        )
    assert "schema" in {fault.code for fault in verify_store(store_path).faults}
    opened = open_store(store_path, KEEPER)
    assert opened.store.notices
    opened.store.close()
    crafted = shutil.copy(store_path, store_path.with_name("crafted.dutydesk"))
    good = backups.all_of(store_path)
    with pytest.raises(StoreProblem):
        restore_store(store_path, Path(crafted), KEEPER)
    assert backups.all_of(store_path) == good


def test_the_name_of_a_keys_index_that_a_bit_turned_over_is_found(store_path: Path) -> None:
    with closing(connect(store_path)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET name = 'sqlite_autoindex_swap_3' "
            "WHERE name = 'sqlite_autoindex_swap_1'"
        )
    assert not verify_store(store_path).whole
