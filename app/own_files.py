"""Files and folders for the owner only. Windows gives them their owner's rights by itself."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

_FILE, _FOLDER = 0o600, 0o700


def make_folder(folder: Path) -> None:
    """Make the folder, and those above it that are missing; one that is there stays as it is."""
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=_FOLDER, exist_ok=True)
    folder.mkdir(exist_ok=True)  # says so where a file is in the way


def make_file(path: Path) -> None:
    """Make an empty file; one that is there stays as it is.

    It is not even opened: closing it again would drop this process's locks on a store.
    """
    with suppress(FileExistsError):
        os.close(opener(str(path), os.O_CREAT | os.O_EXCL | os.O_RDWR))


def opener(path: str, flags: int) -> int:
    """For `open(..., opener=...)`: what it makes is for the owner."""
    return os.open(path, flags, _FILE)


def narrow(path: Path) -> None:
    """Take from others what they may do with our own file or folder.

    Its group goes on where it may write: somebody shares it so on purpose.
    """
    if os.name == "nt":
        return
    with suppress(OSError):  # somebody else's, gone by now, or a disk without modes
        found = path.stat()
        mode = stat.S_IMODE(found.st_mode)
        wanted = mode & ~0o007 if mode & stat.S_IWGRP else mode & ~0o077
        if wanted != mode and found.st_uid == os.geteuid():
            path.chmod(wanted)
