"""Opening what is there, and saying what to do where it cannot be opened."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import create_store, open_store
from app.errors import BadInput, StoreProblem
from app.models import Department
from app.store import schema
from app.store.sqlite import location, upgrade
from app.store.sqlite.engine import connect
from app.store.sqlite.identity import revision_of
from tests.conftest import KEEPER
from tests.factories import TestClock


def refusal(path: Path) -> str:
    with pytest.raises(StoreProblem) as refused:
        open_store(path, KEEPER)
    problem = refused.value
    assert problem.message.params["path"] == str(path)
    return problem.title.msgid


def test_a_store_that_is_not_there_is_not_made_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "centre.dutydesk"
    assert refusal(path) == "There is no store here."
    assert not path.exists()


def test_a_first_start_makes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "new" / "centre.dutydesk"
    create_store(path, actor=KEEPER).store.close()
    assert revision_of(path) == schema.HEAD


def test_a_store_that_is_gone_while_its_backups_are_there_is_not_started_afresh(
    store_path: Path,
) -> None:
    open_store(store_path, KEEPER).store.close()
    store_path.unlink()
    with pytest.raises(StoreProblem, match="The store is gone"):
        create_store(store_path, actor=KEEPER)
    assert not store_path.exists()


def test_an_empty_file_is_a_loss_and_not_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "centre.dutydesk"
    path.touch()
    assert refusal(path) == "The store is empty."
    assert path.stat().st_size == 0


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "This is not a Dutydesk store."


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "paper.dutydesk"
    path.write_bytes(b"%PDF-1.7 " * 1000)
    assert refusal(path) == "The store is damaged."
    assert path.read_bytes() == b"%PDF-1.7 " * 1000


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE note (text)")
        theirs.commit()
    before = path.read_bytes()
    assert refusal(path) == "This is not a Dutydesk store."
    assert path.read_bytes() == before


def test_a_store_of_a_newer_program_is_not_touched(store_path: Path) -> None:
    with closing(connect(store_path)) as newer:
        newer.execute("PRAGMA journal_mode=DELETE")
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    before = store_path.read_bytes()
    assert refusal(store_path) == "The store is newer than this program."
    assert store_path.read_bytes() == before
    assert [each.name for each in store_path.parent.iterdir()] == [store_path.name]


def test_a_ruined_header_is_told_as_damage(store_path: Path) -> None:
    with store_path.open("r+b") as file:
        file.write(b"\0" * 100)
    assert refusal(store_path) == "The store is damaged."


def test_a_ruined_table_is_told_as_damage(store_path: Path) -> None:
    size = store_path.stat().st_size
    with store_path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    assert refusal(store_path) == "The store is damaged."


def test_a_new_store_never_replaces_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "letter.dutydesk"
    path.write_text("dear all")
    with pytest.raises(StoreProblem, match="already"):
        create_store(path)
    assert path.read_text() == "dear all"


def test_a_store_cannot_be_made_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreProblem, match="cannot be made"):
        create_store(tmp_path / "file" / "centre.dutydesk")


def test_of_two_programs_that_make_a_store_at_once_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, own = tmp_path / "centre.dutydesk", upgrade.upgrade

    def meanwhile(unfinished: Path, *rest: Any) -> None:
        monkeypatch.undo()
        create_store(path, centre_name="first").store.close()
        own(unfinished, *rest)

    monkeypatch.setattr(upgrade, "upgrade", meanwhile)
    with pytest.raises(StoreProblem):
        create_store(path, centre_name="second")
    context = open_store(path, KEEPER)
    assert context.store.settings()["centre_name"] == "first"
    context.store.close()
    assert not list(tmp_path.glob("*.new*"))


def test_a_zone_that_is_none_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        create_store(tmp_path / "centre.dutydesk", zone="Asia/Nowhere")
    assert not list(tmp_path.iterdir())


def test_a_centre_keeps_the_zone_it_was_set_up_with(tmp_path: Path) -> None:
    path = tmp_path / "centre.dutydesk"
    create_store(path, zone="Europe/Berlin", actor=KEEPER).store.close()
    context = open_store(path, KEEPER)
    assert context.time.zone.key == "Europe/Berlin"
    context.store.close()


def test_paths_with_signs_that_mean_something_in_addresses_are_plain_names(tmp_path: Path) -> None:
    path = tmp_path / "a b" / "值班 100%#1 ä.dutydesk"
    context = create_store(path, actor=KEEPER)
    with context.write() as session:
        session.add(Department(name="Service"))
    context.store.close()
    assert path.exists()


def test_a_store_in_use_opens_beside(store_path: Path) -> None:
    first, second = open_store(store_path, KEEPER), open_store(store_path, KEEPER)
    with first.write() as session:
        session.add(Department(name="Service"))
    with second.read() as session:
        assert session.query(Department).count() == 1
    first.store.close()
    second.store.close()


@pytest.mark.parametrize("path", ["\\\\server\\share\\centre.dutydesk", "//server/centre.dutydesk"])
def test_a_path_on_another_machine_is_refused(path: str) -> None:
    with pytest.raises(StoreProblem, match="network drive"):
        open_store(Path(path), KEEPER)


def test_a_mounted_share_is_told_from_a_disk_by_the_nearest_mount() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\nnas:/x /mnt/our\\040nas nfs4 rw 0 0\n"
        "tmpfs /mnt/our\\040nas/t tmpfs rw 0 0\n"
    )
    assert location._mounted_as(Path("/mnt/our nas/a.dutydesk"), mounts) == "nfs4"
    assert location._mounted_as(Path("/mnt/our nas/t/a.dutydesk"), mounts) == "tmpfs"
    assert location._mounted_as(Path("/mnt/our nasty/a.dutydesk"), mounts) == "ext4"


def test_a_share_that_is_mounted_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"nas:/x {tmp_path.resolve()} cifs rw 0 0\n")
    monkeypatch.setattr(location, "_MOUNTS", mounts)
    with pytest.raises(StoreProblem, match="network drive"):
        create_store(tmp_path / "centre.dutydesk")


_WRITE_AS_ANOTHER = """
import _strptime, os, sys
from pathlib import Path
from typing import Any
from app.bootstrap import open_store
from app.errors import StoreProblem
from app.models import Department
from app.rules.calendar import CentreTime
CentreTime()
if os.geteuid() == 0: os.setuid(65534)
try:
    context = open_store(Path(sys.argv[1]))
    with context.write() as session:
        session.add(Department(name="x"))
except StoreProblem as problem:
    print(problem.title.msgid)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "said"),
    [
        (0o444, 0o777, "The store cannot be written."),
        (0o444, 0o555, "The store cannot be written."),
        (0o000, 0o755, "The store cannot be opened."),
    ],
)
def test_a_store_of_another_account_says_so(
    store_template: Path, file_mode: int, folder_mode: int, said: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = Path(shutil.copy(store_template, folder / "centre.dutydesk"))
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        run = subprocess.run(
            [sys.executable, "-c", _WRITE_AS_ANOTHER, str(path)], capture_output=True, text=True
        )
        folder.chmod(0o755)
        assert said in run.stdout, run.stderr


def test_a_store_whose_backup_finds_no_place_opens_and_says_so(store_path: Path) -> None:
    store_path.with_name("centre-backups").write_text("in the way of the folder")
    context = open_store(store_path, KEEPER, TestClock())
    context.store.close()
    assert context.store.notices[0].msgid == ("The backup could not be written.")


@pytest.mark.parametrize(
    ("hours", "said"),
    [(-1, None), (-1.01, "behind"), (366 * 24, None), (366 * 24 + 1, "ahead"), (0, None)],
)
def test_the_keeper_is_told_of_a_clock_far_from_the_stores_last_entry(
    tmp_path: Path, hours: float, said: str | None
) -> None:
    clock = TestClock()
    path = tmp_path / "centre.dutydesk"
    create_store(path, actor=KEEPER, clock=clock).store.close()
    clock.pass_by(hours=hours)
    context = open_store(path, KEEPER, clock)
    context.store.close()
    told = [notice.msgid for notice in context.store.notices]
    assert len(told) == (said is not None)
    assert ["until then the store goes by its last entry" in each for each in told] == (
        [said == "behind"] if said else []
    )


def test_a_store_goes_by_its_last_entry_while_the_clock_is_behind(tmp_path: Path) -> None:
    clock = TestClock()
    path = tmp_path / "centre.dutydesk"
    create_store(path, actor=KEEPER, clock=clock).store.close()
    made = clock.now
    clock.pass_by(days=-1)
    context = open_store(path, KEEPER, clock)
    assert (context.now(), context.today()) == (made, context.time.local_date(made))
    clock.pass_by(days=1, seconds=1)
    assert context.now() == clock.now
    context.store.close()
