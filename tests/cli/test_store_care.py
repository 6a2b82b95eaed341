"""Looking after the store at the command line: altered, second place, full disk."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from app.__main__ import main
from app.bootstrap import create_store
from app.store.sqlite import access, backups, health, problems
from app.store.sqlite.engine import connect
from tests.conftest import KEEPER
from tests.factories import as_it_stands, small_centre


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A small centre's store."""
    path = tmp_path / "centre.dutydesk"
    context = create_store(path, actor=KEEPER)
    as_it_stands(small_centre(context).context).store.close()
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Status, what was printed and what was said on standard error."""
    status = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


def by_hand(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("UPDATE person SET name = 'Nobody' WHERE employee_no = '1001'")


def test_what_was_changed_by_hand_is_no_store_that_is_whole_after_a_backup(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    by_hand(store)
    status, _out, err = run(capsys, "backup", "--store", store)
    assert status == 0
    assert err.startswith("Something other than this program, or a failing disk, changed")
    status, out, _err = run(capsys, "verify", "--store", store)
    assert (status, "Accept it by dutydesk verify --accept" in out) == (2, True)


def test_verify_accepts_it_once(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    by_hand(store)
    status, out, _err = run(capsys, "verify", "--accept", "--store", store)
    assert (status, "is whole" in out) == (0, True)
    status, _out, err = run(capsys, "verify", "--accept", "--store", store)
    assert status == 2
    assert err.startswith("dutydesk: Nothing was found")


def test_a_damaged_store_is_told_although_its_backup_is_made_beside_the_command(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    for backup in backups.all_of(store):
        backup.path.unlink()
    with closing(connect(store)) as connection:
        connection.execute("DROP TRIGGER audit_entry_no_update")
        connection.execute("UPDATE audit_entry SET actor = 'x' WHERE id = 2")
    status, _out, err = run(capsys, "check", "--store", store)
    assert status == 0
    assert "The backup is not whole and was not kept." in err
    assert backups.all_of(store) == []


def test_a_second_place_is_set_with_a_backup_and_given_up_by_an_empty_name(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for words, copies in ((["--also", other], 1), ([], 2), (["--also", ""], 2), ([], 2)):
        assert run(capsys, "backup", *words, "--store", store)[0] == 0
        assert len(list(other.iterdir())) == copies


def test_a_second_place_that_is_none_is_one_sentence(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    status, out, err = run(capsys, "backup", "--also", tmp_path / "none", "--store", store)
    assert (status, out) == (2, "")
    assert err == f"dutydesk: {tmp_path / 'none'} is not a folder that is there.\n"


@pytest.fixture
def full(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room for anything: neither beside the store nor for what is newly made."""

    def refuses(path: Path, mode: str = "rw") -> Any:
        if "immutable" not in mode:
            raise driver.OperationalError("disk I/O error")
        return connect(path, mode)

    def small(path: Path, mode: str = "rw") -> Any:
        connection = connect(path, mode)
        if mode == "rwc":
            connection.execute("PRAGMA max_page_count=10")
        return connection

    for module in (access, health, problems, backups):
        monkeypatch.setattr(module, "is_full", lambda _folder: True)
    monkeypatch.setattr(access, "connect", refuses)
    monkeypatch.setattr(backups, "connect", small)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(
    ("command", "status"),
    [("check", 0), ("export", 0), ("verify", 0), ("backup", 2), ("restore", 2), ("import", 2)],
)
def test_on_a_full_disk_every_command_says_a_sentence_or_does_its_work(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path, command: str, status: int
) -> None:
    book = tmp_path / "centre.xlsx"
    file = {"export": book, "import": book, "restore": backups.all_of(store)[0].path}
    if command == "import":
        assert run(capsys, "export", book, "--store", store)[0] == 0
    given = [file[command]] if command in file else []
    found, _out, err = run(capsys, command, *given, "--store", store)
    assert found == status
    assert "Restore a backup" not in err
    if status:
        said = err.splitlines()[-1]
        assert said.startswith(f"dutydesk: There is no room to write {store}.")


@pytest.mark.usefixtures("full")
def test_on_a_full_disk_the_notice_says_why_nothing_is_recorded(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    _status, _out, err = run(capsys, "check", "--store", store)
    assert err == "The disk is full: nothing can be changed or recorded until there is room.\n"
