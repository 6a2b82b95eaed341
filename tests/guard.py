"""Run beside a test's PostgreSQL server: once nobody holds it any more, it is stopped and cleared
away, however the tests ended.

    python tests/guard.py FOLDER

Whoever uses the server holds a shared lock on FOLDER/users, which the system lets go when they die.
"""

from __future__ import annotations

import fcntl
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

PATIENCE = 30
"""Seconds in which a server has gone."""


def family(folder: Path) -> list[psutil.Process]:
    """The server's processes, where it runs; the first is the one to tell what is to be done."""
    with suppress(FileNotFoundError, ValueError, psutil.Error):
        number = int((folder / "data" / "postmaster.pid").read_text("utf-8").split()[0])
        first = psutil.Process(number)
        if str(folder / "data") in first.cmdline():
            return [first, *first.children(recursive=True)]
    return []


def wait_for_end(processes: Sequence[psutil.Process]) -> None:
    """Until none of them runs; one that nobody asks after any more does not either."""
    until = time.monotonic() + PATIENCE
    while any(map(runs, processes)):
        if time.monotonic() > until:
            raise TimeoutError(f"still there: {processes}")
        time.sleep(0.005)


def runs(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def main(folder: Path) -> None:
    with (folder / "users").open() as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        processes = family(folder)
        for first in processes[:1]:
            first.send_signal(signal.SIGQUIT)
        wait_for_end(processes)
        shutil.rmtree((folder / "data").resolve(), ignore_errors=True)  # perhaps a link's
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
