"""Going back to a backup on a server: what is kept, who is told, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.address import FileAddress, ServerAddress
from app.bootstrap import create_store, open_store, restore_store, verify_store
from app.context import Backup, Context
from app.errors import AnotherCentre, StoreProblem, StoreRestored
from app.services.keeping.store_care import back_up_now
from app.services.keeping.store_care import restore as restore_from_window
from app.services.people.teams import add_department
from app.store.postgresql import making, standing
from tests.conftest import KEEPER
from tests.copied import Rows, by_hand, deeds, held, rows_of, tables_in
from tests.factories import TestClock

pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUTYDESK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def context(address: ServerAddress, clock: TestClock) -> Iterator[Context]:
    opened = open_store(address, KEEPER, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def backup(context: Context, clock: TestClock) -> Backup:
    """Of a store with one department and a certificate, in which another came later."""
    add_department(context, "Earlier")
    context.store.keep_certificate(b"a certificate")
    taken = back_up_now(context)
    clock.pass_by(hours=1)
    add_department(context, "Later")
    context.store.close()
    return taken


def gone_back(address: ServerAddress, backup: Backup, clock: TestClock) -> str:
    """Go back, look it over; where what was there is kept."""
    clock.pass_by(hours=1)
    restored = restore_store(address, backup.path, KEEPER, clock)
    assert verify_store(address).whole, verify_store(address).faults
    opened = open_store(address, KEEPER, clock)
    try:
        assert names(rows_of(opened)) == ["Earlier"]
        assert opened.store.certificate(digest_of(opened)) == b"a certificate"
        assert deeds(opened)[-2:] == ["store.restore", "store.migrate"]
    finally:
        opened.store.close()
    return restored.schema or str(restored.kept or "")


def names(rows: Rows) -> list[str]:
    return sorted(row[1] for row in rows["department"])


def digest_of(context: Context) -> str:
    return context.store.keep_certificate(b"a certificate")


def test_what_was_there_is_kept_as_a_backup(
    address: ServerAddress, backup: Backup, clock: TestClock
) -> None:
    kept = gone_back(address, backup, clock)
    found = {each.path.name: each.superseded for each in open_backups(address)}
    assert found == {backup.path.name: False, Path(kept).name: True}
    assert names(held(FileAddress(Path(kept)))[0]) == ["Earlier", "Later"]


def open_backups(address: ServerAddress) -> list[Backup]:
    opened = open_store(address, KEEPER, TestClock())
    try:
        return opened.store.backups()
    finally:
        opened.store.close()


def test_a_backup_of_what_was_gone_back_on_is_superseded(
    context: Context, address: ServerAddress, clock: TestClock
) -> None:
    first = back_up_now(context)
    add_department(context, "Later")
    clock.pass_by(hours=1)
    second = back_up_now(context)
    context.store.close()
    clock.pass_by(hours=1)
    restore_store(address, first.path, KEEPER, clock)
    found = {each.path.name: each.superseded for each in open_backups(address)}
    assert (found[first.path.name], found[second.path.name]) == (False, True)
    assert verify_store(address).whole


def test_nobody_else_may_be_connected(
    context: Context, address: ServerAddress, backup: Backup, clock: TestClock
) -> None:
    with context.read():
        pass  # connected again
    with pytest.raises(StoreProblem, match="Others are at work in this store"):
        restore_store(address, backup.path, KEEPER, clock)
    context.store.close()
    gone_back(address, backup, clock)


def test_a_window_that_was_closed_and_comes_back_is_told(
    context: Context, address: ServerAddress, backup: Backup, clock: TestClock
) -> None:
    gone_back(address, backup, clock)
    with pytest.raises(StoreRestored), context.write():
        pass


def test_a_window_goes_back_to_nothing(context: Context, backup: Backup) -> None:
    with pytest.raises(StoreProblem, match="A window cannot go back"):
        restore_from_window(context, backup.path)


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE department CASCADE",
        "DROP TABLE alembic_version",
        "DROP TABLE setting",
        "ALTER TABLE department DROP COLUMN name",
        "DROP FUNCTION next_link CASCADE",
        "ALTER TABLE audit_entry DISABLE TRIGGER USER; UPDATE audit_entry SET actor = 'x'",
        "DROP SCHEMA public CASCADE; CREATE SCHEMA public",
    ],
)
def test_it_is_gone_back_to_over_what_is_damaged(
    address: ServerAddress, backup: Backup, clock: TestClock, damage: str
) -> None:
    by_hand(address.url, damage)
    kept = gone_back(address, backup, clock)
    asides = {name.split(".")[0] for name in tables_in(address.url)} - {"public"}
    if kept.startswith("damaged_"):
        assert asides == {kept}
    else:
        assert (asides, Path(kept).is_file() or "SCHEMA" in damage) == (set(), True)


def test_a_file_is_gone_back_to(address: ServerAddress, clock: TestClock, tmp_path: Path) -> None:
    """The backup of a file's store, of another centre: only where that is meant."""
    file = tmp_path / "theirs.dutydesk"
    theirs = create_store(file, actor=KEEPER, clock=clock)
    add_department(theirs, "Theirs")
    theirs.store.close()
    clock.pass_by(hours=1)
    with pytest.raises(AnotherCentre):
        restore_store(address, file, KEEPER, clock)
    restore_store(address, file, KEEPER, clock, another_centre=True)
    assert names(held(address)[0]) == ["Theirs"]


def test_what_is_no_backup_changes_nothing(
    address: ServerAddress, backup: Backup, tmp_path: Path
) -> None:
    before = held(address)
    (tmp_path / "no").write_text("no backup")
    broken = tmp_path / backup.path.name
    content = bytearray(backup.path.read_bytes())
    content[-2000:-1000] = b"x" * 1000
    broken.write_bytes(content)
    for path in (tmp_path / "no", tmp_path / "none", broken):
        with pytest.raises(StoreProblem):
            restore_store(address, path, KEEPER, TestClock())
    by_hand(address.url, "CREATE TABLE theirs (id int)")
    with pytest.raises(StoreProblem, match="not a Dutydesk store"):
        restore_store(address, backup.path, KEEPER, TestClock())
    by_hand(address.url, "DROP TABLE theirs")
    assert held(address) == before


def test_one_that_is_stopped_changes_nothing(
    address: ServerAddress, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(address)
    for place in ((making, "note"), (standing, "draw")):
        with monkeypatch.context() as patch:
            patch.setattr(*place, stopped)
            with pytest.raises(KeyboardInterrupt):
                restore_store(address, backup.path, KEEPER, TestClock())
        assert held(address) == before


def stopped(*_words: object) -> None:
    raise KeyboardInterrupt
