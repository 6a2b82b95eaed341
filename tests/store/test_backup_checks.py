"""A backup counts once it has been looked over; a bad one pushes out no good one."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_store
from app.context import BackupKind, Context
from app.errors import StoreProblem
from app.models import Decision, Department
from app.rules.deeds import Deed
from app.store.sqlite import backups
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import TestClock
from tests.store.test_audit import behind_our_back

PAGE = 4096


def work_a_day(path: Path, clock: TestClock) -> list[str]:
    """Open the store, write, close it; what its keeper was told."""
    context = open_store(path, KEEPER, clock)
    with context.write() as session:
        session.add(Department(name=f"{clock.now}"))
        context.audit(session, Deed.DEPARTMENT_ADD, "department:0")
    context.store.close()
    clock.pass_by(days=1)
    return [notice.msgid for notice in context.store.notices]


@pytest.fixture
def path(store_path: Path, clock: TestClock) -> Path:
    """A store with pages that nobody reads as it is opened, and three days' backups."""
    context = open_store(store_path, KEEPER, clock)
    with context.write() as session:
        for number in range(30):
            step = {"request": f"swap:S-{number}", "step": "agree", "by_no": "1001"}
            session.add(Decision(**step, at=clock.now, reason="x" * 3000))
        context.audit(session, Deed.SWAP_AGREE, "swap:S-0")
    context.store.close()
    for _ in range(3):
        work_a_day(store_path, clock)
    return store_path


def spoil(path: Path) -> None:
    """Overwrite two pages of decisions, as a failing disk does."""
    content = bytearray(path.read_bytes())
    pages = [at for at in range(0, len(content), PAGE) if b"x" * 2000 in content[at : at + PAGE]]
    for at in pages[10:12]:
        content[at : at + PAGE] = os.urandom(PAGE)
    path.write_bytes(content)


def whole(path: Path) -> list[bool]:
    return [verify(backup.path).whole for backup in backups.all_of(path)]


def test_a_damaged_store_keeps_its_good_backups_and_says_so_every_day(
    path: Path, clock: TestClock
) -> None:
    before = backups.all_of(path)
    spoil(path)
    for _ in range(20):
        told = work_a_day(path, clock)
        assert "The backup is not whole and was not kept." in told
    assert backups.all_of(path) == before
    assert all(whole(path))


def test_a_broken_trail_is_no_backup(path: Path, clock: TestClock) -> None:
    before = backups.all_of(path)
    behind_our_back(path, "UPDATE audit_entry SET actor = 'x' WHERE id = 2")
    assert "The backup is not whole and was not kept." in work_a_day(path, clock)
    assert backups.all_of(path) == before


def test_a_backup_by_hand_of_a_damaged_store_is_refused(path: Path, clock: TestClock) -> None:
    spoil(path)
    context = open_store(path, KEEPER, clock)
    with pytest.raises(StoreProblem, match="not whole"):
        context.store.back_up(BackupKind.MANUAL, clock.now)
    context.store.close()
    assert not list(backups.folder_of(path).glob(".*"))


def test_what_was_changed_by_hand_is_backed_up_and_pushes_nothing_out(
    context: Context, store_path: Path, clock: TestClock
) -> None:
    for _ in range(14):
        clock.pass_by(days=1)
        open_store(store_path, KEEPER, clock).store.close()
    context.store.close()
    before = set(backups.all_of(store_path))
    with closing(connect(store_path)) as connection:
        connection.execute("UPDATE setting SET value = 'Theirs' WHERE key = 'centre_name'")
    clock.pass_by(days=1)
    work_a_day(store_path, clock)
    assert len(backups.all_of(store_path)) == len(before) + 1
    assert before < set(backups.all_of(store_path))


def test_a_clock_that_was_wrong_for_two_weeks_costs_no_later_backup(
    store_path: Path, clock: TestClock
) -> None:
    clock.pass_by(days=3650)
    for _ in range(14):
        work_a_day(store_path, clock)
    clock.pass_by(days=-3650)
    for day in range(1, 6):
        work_a_day(store_path, clock)
        kept = backups.all_of(store_path)
        assert len(kept) == 14
        assert clock.now - kept[0].taken_at <= timedelta(days=1)
        assert sum(each.taken_at < clock.now for each in kept) == day


def test_the_backup_just_made_stays_where_nothing_was_done_but_the_clock_was_wrong(
    store_path: Path, clock: TestClock
) -> None:
    clock.pass_by(days=3650)
    for _ in range(14):
        open_store(store_path, KEEPER, clock).store.close()
        clock.pass_by(days=1)
    clock.pass_by(days=-3700)
    open_store(store_path, KEEPER, clock).store.close()
    assert clock.now in [each.taken_at for each in backups.all_of(store_path)]


def test_where_no_backup_can_be_made_the_store_is_looked_over_quickly(
    path: Path, clock: TestClock
) -> None:
    spoil(path)
    folder = backups.folder_of(path)
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("in the way")
    told = work_a_day(path, clock)
    assert "The backup could not be written." in told
    assert "The database is damaged: {what}." in told


def test_a_backup_of_pages_of_another_size_can_be_gone_back_to(
    context: Context, tmp_path: Path
) -> None:
    backup = context.store.back_up(BackupKind.MANUAL, context.now())
    other = tmp_path / "larger pages.dutydesk"
    with closing(connect(backup.path)) as connection:
        connection.execute("PRAGMA page_size=8192")
        connection.execute(f"VACUUM INTO '{other}'")
    context.store.restore(other, context.now(), KEEPER.name)
    assert context.store.verify().whole
