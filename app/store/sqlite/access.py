"""How this account can open a store's file: to write, or only to look."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from app.store.sqlite.engine import FROZEN, LOOKING, WRITING, connect, connect_alone

_ROOM = 65_536
"""Bytes that a store in use needs beside itself: the index of its write-ahead log, and a page."""


def mode_of(path: Path) -> str:
    """WRITING, or LOOKING where the account may not write; FROZEN where not even SQLite's files
    beside the store can be made, and nobody has left any.

    In FROZEN nothing is locked: what another account writes meanwhile is not seen in order.
    """
    wanted = WRITING if _may_write(path) else LOOKING
    if _opens(path, wanted) or not (wanted == LOOKING or is_full(path.parent)):
        return wanted
    return FROZEN if not _has_log(path) and _opens(path, FROZEN) else wanted


def is_full(folder: Path) -> bool:
    """Whether the disk of `folder` has no room left for a store to be in use."""
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False


def is_nobodys(path: Path) -> bool:
    """Whether nobody has the file open; a file that cannot be read is not had either."""
    try:
        with closing(connect_alone(path)) as connection:
            connection.execute("PRAGMA user_version").fetchone()
    except driver.Error:
        return False
    return True


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _has_log(path: Path) -> bool:
    """Whether committed work lies beside the file, which alone would be an older state."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _opens(path: Path, mode: str) -> bool:
    try:
        with closing(connect(path, mode)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except driver.Error:
        return False
    return True
