"""A disk without room: the store opens, says what is full, and advises nobody to go back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from app.bootstrap import open_store
from app.context import BackupKind, Context
from app.errors import StoreProblem
from app.store.sqlite import access, backups, health, problems
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import TestClock


@pytest.fixture
def no_room_for_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is newly made can have ten pages."""

    def small(path: Path, mode: str = "rw") -> Any:
        connection = connect(path, mode)
        if mode == "rwc":
            connection.execute("PRAGMA max_page_count=10")
        return connection

    monkeypatch.setattr(backups, "connect", small)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """No room at all; what SQLite needs beside a store cannot be made."""
    own = connect

    def refuses(path: Path, mode: str = "rw") -> Any:
        if "immutable" not in mode:
            raise driver.OperationalError("disk I/O error")
        return own(path, mode)

    for module in (access, health, problems):
        monkeypatch.setattr(module, "is_full", lambda _folder: True)
    monkeypatch.setattr(access, "connect", refuses)


@pytest.mark.usefixtures("no_room_for_copies")
def test_a_store_opens_without_the_days_backup_and_says_why(
    store_path: Path, clock: TestClock
) -> None:
    context = open_store(store_path, KEEPER, clock)
    context.store.close()
    assert context.store.notices[0].msgid == "The disk is full."
    assert backups.all_of(store_path) == []
    assert not list(backups.folder_of(store_path).iterdir())


@pytest.mark.usefixtures("no_room_for_copies")
def test_a_backup_by_hand_says_that_the_disk_is_full(context: Context) -> None:
    with pytest.raises(StoreProblem, match="full"):
        context.store.back_up(BackupKind.MANUAL, context.now())


@pytest.mark.usefixtures("no_room_for_copies")
def test_a_restore_says_that_the_disk_is_full(context: Context) -> None:
    with pytest.raises(StoreProblem, match="full"):
        context.store.restore(context.store.backups()[0].path, context.now(), KEEPER.name)


@pytest.mark.usefixtures("full")
def test_a_store_without_any_room_beside_it_is_opened_for_looking(store_path: Path) -> None:
    context = open_store(store_path, KEEPER)
    assert context.store.read_only
    assert [notice.msgid for notice in context.store.notices] == [
        "The disk is full: nothing can be changed or recorded until there is room."
    ]
    with pytest.raises(StoreProblem, match="full"), context.write():
        pytest.fail("written on a full disk")
    context.store.close()


@pytest.mark.usefixtures("full")
def test_a_full_disk_is_no_fault_of_the_store(store_path: Path) -> None:
    assert verify(store_path).whole


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("database or disk is full", "The disk is full."),
        ("database is locked", "The store is busy."),
        ("attempt to write a readonly database", "The store cannot be written."),
        ("database disk image is malformed", "The store is damaged."),
        ("something that SQLite says first in ten years", "The disk does not answer."),
    ],
)
def test_what_the_driver_says_without_a_code_is_a_sentence(
    tmp_path: Path, said: str, title: str
) -> None:
    problem = problems.explained(driver.OperationalError(said), tmp_path / "a")
    assert isinstance(problem, StoreProblem)
    assert problem.title.msgid == title


@pytest.mark.parametrize("kind", ["ProgrammingError", "InterfaceError", "IntegrityError"])
def test_a_bug_stays_one(tmp_path: Path, kind: str) -> None:
    error: Callable[[str], Exception] = getattr(driver, kind)
    assert problems.explained(error("a bug"), tmp_path / "a") is None


@pytest.mark.parametrize("said", ["database or disk is full", "unable to open database file"])
def test_what_is_of_the_moment_is_said_and_not_counted_as_a_fault(
    store_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    def refuses(_path: Path, _mode: str = "rw") -> Any:
        raise driver.OperationalError(said)

    monkeypatch.setattr("app.store.sqlite.identity.connect", refuses)
    with pytest.raises(StoreProblem):
        verify(store_path)
