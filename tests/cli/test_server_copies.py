"""Moving a centre to a server and back at the command line; its backups, and going back to one."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import pytest

from app.__main__ import main
from tests.copied import by_hand, tables_in

pytestmark = pytest.mark.server


@pytest.fixture
def filled(tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A file's store with a workbook in it."""
    path = tmp_path / "centre.dutydesk"
    assert run(capsys, "import", book, "--store", path)[0] == 0
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_centre_moves_and_is_kept(
    capsys: pytest.CaptureFixture[str], filled: Path, database: str, tmp_path: Path
) -> None:
    status, out, err = run(capsys, "move", filled, database)
    assert (status, err) == (0, "")
    assert f"rows, from {filled} to {database}" in out
    assert f"DUTYDESK_STORE={quote(database)}" in out
    assert f"dutydesk backup --daily --store {quote(database)}" in out
    assert "Other computers do not find it by " in out
    status, _out, err = run(capsys, "check", "--store", filled)
    assert (status, f"This centre moved to {database}." in err) == (0, True)

    kept = tmp_path / "kept"
    status, out, err = run(capsys, "backup", "--daily", "--to", kept, "--store", database)
    (backup,) = kept.glob("*.dutydesk")
    assert (status, out, err) == (0, f"Backed up: {backup}\n", "")
    status, out, _err = run(capsys, "backup", "--daily", "--to", kept, "--store", database)
    assert (status, out) == (0, "The day has its backup already.\n")

    status, out, err = run(capsys, "restore", backup, "--store", database)
    assert (status, err) == (0, "")
    assert "What was there is kept: " in out
    by_hand(database, "DROP TABLE setting")
    status, out, err = run(capsys, "restore", backup, "--store", database)
    assert (status, err) == (0, "")
    assert "in the schema damaged_" in out
    assert run(capsys, "verify", "--store", database)[0] == 0

    again = tmp_path / "again.dutydesk"
    status, out, _err = run(capsys, "move", database, again)
    assert (status, f"to {again}" in out, "--daily" in out) == (0, True, False)
    assert run(capsys, "verify", "--store", again)[0] == 0


def test_what_cannot_be_asked_is_one_sentence(
    capsys: pytest.CaptureFixture[str], filled: Path, database: str, tmp_path: Path
) -> None:
    for words in (
        ("move", filled, tmp_path / "other.dutydesk"),
        ("backup", "--daily", "--store", filled),
        ("backup", "--to", tmp_path, "--store", filled),
        ("move", database, tmp_path / "other.dutydesk"),
    ):
        status, out, err = run(capsys, *words)
        assert (status, out, err.count("\n")) == (2, "", 1)
    assert run(capsys, "move", filled, database)[0] == 0
    for asked in (("move", filled, database), ("backup", "--also", "x", "--store", database)):
        status, out, err = run(capsys, *asked)
        assert (status, out, err.splitlines()[-1].startswith("dutydesk: ")) == (2, "", True)


def test_a_workbook_that_is_refused_leaves_an_empty_database(
    capsys: pytest.CaptureFixture[str], book: Path, database: str, tmp_path: Path
) -> None:
    (tmp_path / "no.xlsx").write_text("no workbook")
    assert run(capsys, "import", tmp_path / "no.xlsx", "--store", database)[0] == 2
    assert run(capsys, "import", book, "--dry-run", "--store", database)[0] == 0
    assert tables_in(database) == []
    assert run(capsys, "import", book, "--store", database)[0] == 0
    assert run(capsys, "verify", "--store", database)[0] == 0
