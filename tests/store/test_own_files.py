"""What the program makes is for the owner's eyes; what was made wider before is narrowed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app import own_files
from app.bootstrap import create_store, open_store
from app.models import Department
from app.services.keeping import store_care, store_settings
from app.store.sqlite import backups
from tests.conftest import KEEPER
from tests.factories import TestClock

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_store_its_backups_and_folders_are_the_owners(tmp_path: Path) -> None:
    path, other = tmp_path / "a" / "b" / "centre.dutydesk", tmp_path / "other"
    other.mkdir(mode=0o755)
    context = create_store(path, actor=KEEPER, clock=TestClock())
    with context.write() as session:
        session.add(Department(name="A"))
    store_settings.keep_second(context, other)
    backup = store_care.back_up_now(context)
    beside = {each for each in path.parent.iterdir() if each.is_file()}
    assert {each.name for each in beside} == {
        f"centre.dutydesk{suffix}" for suffix in ("", "-wal", "-shm")
    }
    made = beside | set(backups.folder_of(path).iterdir()) | {other / backup.path.name}
    assert {mode(each) for each in made} == {0o600}
    folders = (path.parent, path.parent.parent, backups.folder_of(path))
    assert {mode(folder) for folder in folders} == {0o700}
    assert mode(other) == 0o755
    context.store.close()


def test_what_was_made_wider_is_narrowed_as_the_store_is_opened(store_path: Path) -> None:
    open_store(store_path, KEEPER).store.close()
    folder = backups.folder_of(store_path)
    kept = [each.path for each in backups.all_of(store_path)]
    for each in (store_path, *kept):
        each.chmod(0o644)
    folder.chmod(0o755)
    open_store(store_path, KEEPER).store.close()
    assert {mode(each) for each in (store_path, *kept)} == {0o600}
    assert mode(folder) == 0o700


def test_what_a_group_may_write_stays_the_groups(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.touch()
    shared.chmod(0o664)
    own_files.narrow(shared)
    assert mode(shared) == 0o660


def test_what_is_gone_is_not_narrowed(tmp_path: Path) -> None:
    own_files.narrow(tmp_path / "gone")
    assert not (tmp_path / "gone").exists()
