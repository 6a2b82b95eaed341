"""Calendar files at the command line."""

from __future__ import annotations

import os
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


def test_a_calendar_with_something_of_ones_own_in_it_is_left_as_it_is(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.ics"
    base = ("calendar", "--store", store, "--person", "1001", "--file")
    assert run(capsys, *base, mine)[0] == 0
    whole = mine.read_bytes()
    own = b"BEGIN:VEVENT\r\nUID:dentist@home\r\nDTSTART:20261201T010000Z\r\nEND:VEVENT\r\n"
    other = b"BEGIN:VCALENDAR\r\nPRODID:-//Somebody//\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    for content in (whole.replace(b"END:VCALENDAR", own + b"END:VCALENDAR"), whole + other):
        mine.write_bytes(content)
        assert run(capsys, *base, mine)[0] == 2
        assert mine.read_bytes() == content


def test_what_is_no_file_is_never_put_away(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.ics"
    os.mkfifo(pipe)
    status, _out, err = run(
        capsys, "calendar", "--store", store, "--person", "1001", "--file", pipe, "--force"
    )
    assert (status, pipe.is_fifo()) == (2, True)
    assert "is no file" in err
