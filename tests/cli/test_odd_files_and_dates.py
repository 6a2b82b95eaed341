"""What is no workbook, no place for one, or no date of ours is one sentence, and soon."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from app.address import StoreAddress
from app.bootstrap import open_store
from app.rules.vocabulary import LeaveStatus
from app.services.requests.overdue import end_overdue
from tests.cli.test_command_line import printed, refused
from tests.exchange.books import centre, saved, set_cell
from tests.exchange.layouts.made import a_book
from tests.factories import TestClock

SOON = 60
"""Seconds, on a machine that has much else to do; for ever is what it was."""


def imported(path: Path, store: Path) -> str:
    """What an import says on standard error, from a process of its own: it may not wait."""
    words = [sys.executable, "-m", "app", "import", str(path), "--store", str(store)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=SOON, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


@pytest.mark.parametrize("kind", ["device", "pipe", "folder", "socket", "sparse"])
def test_what_is_no_file_of_a_workbooks_size_is_refused_within_seconds(
    tmp_path: Path,
    store_file: Path,
    kind: str,
) -> None:
    path = tmp_path / "odd.xlsx"
    match kind:
        case "device":
            path = Path("/dev/zero")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(str(path))
        case "sparse":
            path.touch()
            os.truncate(path, 10 * 2**30)
    said = imported(path, store_file)
    assert said.count("\n") == 1
    assert ("over 50 MB" if kind == "sparse" else "cannot be opened") in said
    assert not store_file.exists()


@pytest.mark.parametrize("option", ["--as-of", "--from", "--to"])
@pytest.mark.parametrize(
    ("day", "right"),
    [("0001-01-01", False), ("1899-12-31", False), ("1900-01-01", True),
     ("2199-12-31", True), ("2200-01-01", False), ("9999-12-31", False)],
)  # fmt: skip
def test_a_date_has_to_lie_where_every_zone_has_instants(
    capsys: pytest.CaptureFixture[str],
    filled: StoreAddress,
    option: str,
    day: str,
    right: bool,
) -> None:
    words = ("check", option, day, "--store", filled)
    if right:
        assert printed(capsys, *words)
    else:
        said = refused(capsys, *words)
        assert "too far away; write a date from 1900 to 2199" in said
        assert said.count("\n") == 1


def test_a_moment_with_an_offset_is_held_to_the_same_years(
    capsys: pytest.CaptureFixture[str],
    filled: StoreAddress,
) -> None:
    words = ("check", "--as-of", "0001-01-01T00:00+14:00", "--store", filled)
    assert "too far away" in refused(capsys, *words)


def test_an_export_goes_to_no_folder(
    capsys: pytest.CaptureFixture[str],
    filled: StoreAddress,
    tmp_path: Path,
) -> None:
    (tmp_path / "here.xlsx").mkdir()
    assert "is no file, and stays as it is" in refused(
        capsys, "export", tmp_path / "here.xlsx", "--store", filled
    )


def test_an_export_does_not_write_over_a_store_whatever_it_is_called(
    capsys: pytest.CaptureFixture[str],
    book: Path,
    tmp_path: Path,
) -> None:
    strange = tmp_path / "strange.xlsx"
    assert main(["import", str(book), "--store", str(strange)]) == 0
    capsys.readouterr()
    said = refused(capsys, "export", strange, "--store", strange)
    assert "is the store itself" in said
    assert "Written" in printed(capsys, "export", book, "--store", strange)


def test_what_an_import_left_as_it_is_has_a_line_each(
    capsys: pytest.CaptureFixture[str],
    filled: StoreAddress,
    tmp_path: Path,
) -> None:
    """A leave that expires here stays expired, dry run or not."""
    late = saved(tmp_path, centre(set_cell("Leaves", 2, "status", LeaveStatus.PENDING)), "b.xlsx")
    printed(capsys, "import", late, "--store", filled)
    clock = TestClock()
    context = open_store(filled, clock=clock)
    assert end_overdue(context) == 1
    context.store.close()
    for words in (["--dry-run"], []):
        out = printed(capsys, "import", late, "--store", filled, *words)
        assert re.search("L-1 was changed here on .*: left as it is.", out)


def test_a_roster_that_is_no_workbook_is_told_the_command_that_takes_it(
    store_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_book(tmp_path / "ours.xlsx", ("排班", [["姓名", 1, 2], ["王秀英", "早", "休"]]))
    assert main(["import", str(path), "--store", str(store_file)]) != 0
    said = capsys.readouterr().err
    assert f"dutydesk import-roster {path}" in said
    assert f"dutydesk import-staff {path}" in said
    assert not store_file.exists(), "nothing is made for it"
