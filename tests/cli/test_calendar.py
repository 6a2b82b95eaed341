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
