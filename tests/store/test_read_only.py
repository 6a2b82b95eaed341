"""A store that this account may not write is opened for looking, and says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.context import Context
from app.services.accounts.sign_in import set_up_administrator
from tests.factories import file_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")

PASSWORD = "correct horse battery"
_LOOK = f"""
import _strptime, openpyxl, os, sys
from pathlib import Path
import app.cli.commands, app.exchange.moving, app.exchange.saving
from app import text
from app.__main__ import main
from app.bootstrap import open_store
from app.errors import AppError
from app.models import Department
from app.reading.keeping.store import summary
from app.rules.calendar import CentreTime
from app.services.accounts.sign_in import sign_in
from app.services.keeping import store_care
from app.services.requests.overdue import end_overdue
from app.text import say
CentreTime()
if os.geteuid() == 0: os.setuid(65534)

def tried(what):
    try:
        return what()
    except AppError as problem:
        return say(problem.title)

path, out = Path(sys.argv[1]), sys.argv[2]
context = open_store(path)
print("notices:", [say(notice) for notice in context.store.notices])
print("centre:", summary(context).centre_name)
print("signed in:", tried(lambda: sign_in(context, "Admin", {PASSWORD!r}).name))
print("wrong:", tried(lambda: sign_in(context, "admin", "another")))
print("overdue:", end_overdue(context))
print("backup:", tried(lambda: store_care.back_up_now(context)))
context.store.close()
for words in (["check"], ["verify"], ["export", out]):
    print(words[0], main([*words, "--store", str(path)]), flush=True)
"""


@pytest.fixture
def folder(context: Context) -> Iterator[Path]:
    """A folder that any account can reach, with the store of an administrator."""
    set_up_administrator(context, "admin", PASSWORD)
    context.store.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(file_of(context), folder / "centre.dutydesk")
        folder.joinpath("out").mkdir()
        folder.joinpath("out").chmod(0o777)
        yield folder
        folder.chmod(0o755)


def look(folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = [str(folder / "centre.dutydesk"), str(folder / "out" / "centre.xlsx")]
    own = {"DUTYDESK_LANGUAGE": "en", "DUTYDESK_DATA": str(folder / "out")}
    environment = os.environ | own | {"DUTYDESK_CONFIG": str(folder / "none.toml")}
    return subprocess.run(
        [sys.executable, "-c", _LOOK, *arguments], capture_output=True, text=True, env=environment
    )


@pytest.mark.parametrize("folder_mode", [0o777, 0o555])
def test_a_read_only_store_can_be_looked_at_in_every_way(folder: Path, folder_mode: int) -> None:
    (folder / "centre.dutydesk").chmod(0o444)
    folder.chmod(folder_mode)
    seen = look(folder)
    for line in (
        "notices: ['The store is read-only here: nothing can be changed or recorded.']",
        "centre: Test centre",
        "signed in: admin",
        "wrong: Sign-in refused",
        "overdue: 0",
        "backup: The store cannot be written.",
        "check 0",
        "verify 0",
        "export 0",
    ):
        assert line in seen.stdout, seen.stdout + seen.stderr
    assert (folder / "out" / "centre.xlsx").exists()
    assert "centre-backups" not in os.listdir(folder)


def test_work_that_lies_beside_a_read_only_store_is_not_overlooked(folder: Path) -> None:
    """What was committed last is in the log beside it: the file alone would be an older state."""
    path = folder / "centre.dutydesk"
    (folder / "centre.dutydesk-wal").write_bytes(b"\x37\x7f\x06\x82" + b"\0" * 4096)
    path.chmod(0o444)
    folder.chmod(0o555)
    seen = look(folder)
    assert "centre:" not in seen.stdout
    assert "cannot be opened" in seen.stderr
