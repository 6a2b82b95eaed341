"""Backups of a store on a server: what is taken, when, where, and what it is good for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.address import FileAddress, ServerAddress
from app.bootstrap import backups_of, open_store, verify_store
from app.context import BackupKind, Context
from app.errors import BadInput, StoreProblem
from app.models import Setting, SettingKey
from app.rules.deeds import Deed
from app.services.keeping.store_care import back_up_now, back_up_today
from app.services.people.teams import add_department
from app.store.postgresql import copying
from app.store.sqlite.engine import connect
from tests.conftest import KEEPER
from tests.copied import by_hand, held
from tests.factories import TestClock, small_centre

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


def keep_backups(context: Context, count: int) -> None:
    """As Settings does, where fewer than a week's cannot be chosen."""
    with context.write() as session:
        session.merge(Setting(key=SettingKey.BACKUPS_KEPT, value=str(count)))
        context.audit(session, Deed.STORE_KEEP, "store", None, {"backups": count})


def test_a_backup_is_a_store_of_its_own(context: Context, address: ServerAddress) -> None:
    context.store.keep_certificate(b"a certificate")
    add_department(context, "Service")
    backup = back_up_now(context)
    assert backup.path.name.startswith(f"{address.database}-20261015T010000Z-manual-")
    report = verify_store(address)
    assert (report.whole, report.anchors) == (True, 1)
    assert (backup.rows, backup.head) == (report.audit_rows, report.audit_head[:16])
    rows, trail, _found = held(FileAddress(backup.path))
    theirs, entries, _ = held(address)
    assert rows == theirs
    assert trail[: len(entries)] == entries
    kept = list(backup.path.parent.glob("*-certificates/*"))
    assert [path.read_bytes() for path in kept] == [b"a certificate"]


def test_a_trail_that_was_cut_is_held_against_them(
    context: Context, address: ServerAddress
) -> None:
    add_department(context, "Service")
    back_up_now(context)
    by_hand(
        address.url,
        "ALTER TABLE audit_entry DISABLE TRIGGER USER; DELETE FROM audit_entry WHERE id = "
        "(SELECT max(id) FROM audit_entry); ALTER TABLE audit_entry ENABLE TRIGGER USER",
    )
    assert "anchor" in [fault.code for fault in verify_store(address).faults]


def test_the_days_is_taken_once_and_makes_room(context: Context, clock: TestClock) -> None:
    keep_backups(context, 2)
    taken = []
    for _day in range(4):
        taken.append(back_up_today(context))
        assert back_up_today(context) is None
        clock.pass_by(days=1)
    names = [each.path.name for each in context.store.backups()]
    assert names == [each.path.name for each in reversed(taken[2:]) if each]


def test_it_goes_where_somebody_says(
    address: ServerAddress, clock: TestClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_store(address, KEEPER, clock, backups=tmp_path / "here")
    back_up_now(opened)
    opened.store.close()
    assert backups_of(address) == []
    monkeypatch.setenv("DUTYDESK_BACKUPS", str(tmp_path / "here"))
    assert [each.path.parent for each in backups_of(address)] == [tmp_path / "here"]


def test_what_was_changed_by_hand_is_told_and_pushes_none_out(
    context: Context, address: ServerAddress, clock: TestClock
) -> None:
    keep_backups(context, 1)
    back_up_today(context)
    by_hand(address.url, "UPDATE setting SET value = 'x' WHERE key = 'centre_name'")
    clock.pass_by(days=1)
    back_up_today(context)
    assert len(context.store.backups()) == 2
    assert any(notice.msgid.startswith("What stands is not") for notice in context.store.notices)


def test_a_broken_trail_gives_no_backup(context: Context, address: ServerAddress) -> None:
    add_department(context, "Service")
    by_hand(
        address.url,
        "ALTER TABLE audit_entry DISABLE TRIGGER USER; UPDATE audit_entry SET actor = 'x' "
        "WHERE id = 2; ALTER TABLE audit_entry ENABLE TRIGGER USER",
    )
    with pytest.raises(StoreProblem, match="not whole and was not kept"):
        context.store.back_up(BackupKind.MANUAL, context.now())
    assert context.store.backups() == []


def test_a_copy_that_is_stopped_is_not_kept(
    context: Context, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "copy_out", stopped)
    with pytest.raises(KeyboardInterrupt):
        back_up_now(context)
    assert [path for path in data.rglob("*") if path.is_file() and "backups" in str(path)] == []


def stopped(*_words: object) -> None:
    raise KeyboardInterrupt


def test_there_is_no_second_place(context: Context, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        context.store.doubts(tmp_path)
    assert context.store.second_backups(tmp_path) == []


def test_a_filled_centre_is_copied_while_others_write(
    context: Context, address: ServerAddress
) -> None:
    """What is committed after the copy began is not in it."""
    small_centre(context)
    with context.write() as session:  # what the factory put there counts as said
        context.audit(session, Deed.STORE_ACCEPT, "store", None, context.counted(session))
    backup = back_up_now(context)
    add_department(context, "Later")
    with closing(connect(backup.path)) as copy:
        found = {name for (name,) in copy.execute("SELECT name FROM department")}
    assert "Later" not in found
    assert SettingKey.MOVED_TO not in context.store.settings()
