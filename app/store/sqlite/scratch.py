"""Files on the way to being a store or a backup: named after who makes them, so that nobody's stay
behind."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LEFT = re.compile(r"\.(?P<maker>\d+)-[0-9a-f]{8}\.(new|unfinished)(-wal|-shm|-journal)?$")
_SIDE_FILES = ("-wal", "-shm", "-journal")


@contextmanager
def beside(store: Path) -> Iterator[Path]:
    """A free name beside the store, for a file or a folder; what is left there at the end goes."""
    path = store.with_name(f"{store.name}{own('new')}")
    try:
        yield path
    finally:
        remove(path)


def remove(path: Path) -> None:
    """Whatever lies there, with the files that SQLite has beside it."""
    for suffix in ("", *_SIDE_FILES):
        _remove(Path(f"{path}{suffix}"))


def own(ending: str) -> str:
    """The end of a name that nobody else gives, and that says who did."""
    return f".{os.getpid()}-{secrets.token_hex(4)}.{ending}"


def clear(store: Path, *folders: Path) -> None:
    """Remove what programs that were killed left beside the store and in its `folders`, and nothing
    of one that runs."""
    beside = store.parent.glob(f"{_literally(store.name)}.*.new*")
    within = (path for folder in folders for path in folder.rglob(".*.unfinished*"))
    for path in (*beside, *within):
        left = _LEFT.search(path.name)
        if left and not _runs(int(left["maker"])):
            _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _literally(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


def _runs(process: int) -> bool:
    """Whether there is such a process; one that may not be asked about is one."""
    if sys.platform == "win32":
        return _runs_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _runs_on_windows(process: int) -> bool:
    import ctypes

    handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)  # type: ignore[attr-defined]
    if handle:
        ctypes.windll.kernel32.CloseHandle(handle)  # type: ignore[attr-defined]
    return bool(handle)
