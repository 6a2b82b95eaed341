"""Calendar files at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.exchange.icalendar_file import entries
from tests.cli.test_store_care import run, store

__all__ = ["store"]


def test_one_persons_file_and_the_folder_of_all(
    capsys: pytest.CaptureFixture[str],
    store: Path,
    tmp_path: Path,
) -> None:
    folder, file = tmp_path / "calendars", tmp_path / "mine.ics"
    folder.mkdir()
    base = ("calendar", "--store", store)
    assert run(capsys, *base)[0] == 2, "there is no folder yet"
    assert run(capsys, *base, "--person", "1002")[0] == 2, "where to?"
    assert run(capsys, *base, "--person", "9999", "--file", file)[0] == 2
    status, out, err = run(capsys, *base, "--person", "1002", "--file", file)
    assert (status, err) == (0, "")
    assert "mine.ics" in out
    entries(file.read_bytes())
    status, out, _err = run(capsys, *base, "--folder", folder)
    assert status == 0
    assert "can read" in out
    assert len(list(folder.glob("*.ics"))) == 14
    assert run(capsys, *base, "--folder", "")[0] == 0
    assert list(folder.iterdir()) == []


def test_what_is_not_that_persons_calendar_is_not_written_over_without_force(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    letter, mine = tmp_path / "letter.txt", tmp_path / "mine.ics"
    letter.write_text("Dear all", "utf-8")
    base = ("calendar", "--store", store, "--person")
    assert run(capsys, *base, "1001", "--file", mine)[0] == 0
    for file, whose in ((letter, "1001"), (mine, "1002")):
        before = file.read_bytes()
        status, _out, err = run(capsys, *base, whose, "--file", file)
        assert (status, file.read_bytes()) == (2, before)
        assert "left as it is" in err
    assert run(capsys, *base, "1001", "--file", mine)[0] == 0, "one's own is written anew"
    assert run(capsys, *base, "1002", "--file", mine, "--force")[0] == 0
    told = entries(mine.read_bytes())
    assert told, "and tells of nobody else"
    assert all(one.uid.startswith("1002-") for one in told)
    assert {path.name for path in tmp_path.iterdir()} >= {"letter.txt", "mine.ics"}
    assert not list(tmp_path.glob("*.part"))
