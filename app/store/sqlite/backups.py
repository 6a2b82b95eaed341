"""Online backups beside the store, each named after the audit trail's head at that moment."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app import own_files
from app.errors import StoreProblem
from app.rules.vocabulary import msg
from app.store import history
from app.store.records import Backup, BackupKind
from app.store.sqlite import incarnation, scratch
from app.store.sqlite.access import is_full, mode_of
from app.store.sqlite.engine import BUSY_SECONDS, WRITING, connect
from app.store.sqlite.problems import busy, explained

DIGITS = 16
"""How much of a SHA-256 stands in a file name: enough to find accidents and quick forgeries."""
Head = tuple[int, str]
"""Number and link of a trail's last entry."""
Check = Callable[[Path], object]
"""Raises StoreProblem for a copy that is not to be kept."""
_ROTATED = (BackupKind.DAILY, BackupKind.MIGRATION)
_PAGE = 4096
"""What a store's pages are; SQLite copies no pages of another size over it."""
_STALE_SECONDS = 86_400
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    rf".*-(?P<stamp>\d{{8}}T\d{{6}}Z)-(?P<kind>{'|'.join(BackupKind)})"
    r"-(?P<rows>\d+)-(?P<head>[0-9a-f]{16})-(?P<digest>[0-9a-f]{16})\.dutydesk"
)


def folder_of(store: Path) -> Path:
    """The folder of a store's backups, beside it."""
    return store.with_name(f"{store.stem}-backups")


def stamp(now: datetime) -> str:
    """An instant as it stands in file names, UTC to the second."""
    return now.astimezone(UTC).strftime(_STAMP)


def take(
    store: Path,
    kind: BackupKind,
    now: datetime,
    into: Path | None = None,
    check: Check | None = None,
) -> Backup:
    """Copy the store, which may be in use, and give the copy its name once it is on the disk and
    `check` has nothing against it."""
    folder = into or folder_of(store)

    def copy(unfinished: Path) -> Head:
        try:
            head = _copy_out(store, unfinished)
            if check is not None:
                check(unfinished)
        except driver.Error as error:
            if is_full(folder.parent):
                raise _unwritten(folder, os.strerror(errno.ENOSPC)) from error
            raise explained(error, store) or error from error
        return head

    return named(folder, store.stem, kind, now, copy)


def named(
    folder: Path, stem: str, kind: BackupKind, now: datetime, copy: Callable[[Path], Head]
) -> Backup:
    """What `copy` makes of the file that it is given, under the name of a backup in `folder`."""
    unfinished = folder / scratch.own("unfinished")
    try:
        own_files.make_folder(folder)
        rows, head = copy(unfinished)
        marks = f"{rows}-{head[:DIGITS]}-{digest_of(unfinished)}"
        name = f"{stem}-{stamp(now)}-{kind}-{marks}.dutydesk"
        unfinished.rename(folder / name)
        settle(folder)
    except OSError as error:
        raise _unwritten(folder, error.strerror or str(error)) from error
    finally:
        scratch.remove(unfinished)
    return described(folder / name)


def _unwritten(folder: Path, reason: str) -> StoreProblem:
    return StoreProblem(
        msg("The backup could not be written."),
        msg("{path}: {reason}.", path=str(folder), reason=reason),
    )


def all_of(store: Path) -> list[Backup]:
    """Every backup of the store, the newest first, superseded ones last."""
    return of_stem(folder_of(store), store.stem)


def of_stem(folder: Path, stem: str) -> list[Backup]:
    """The same of the store with this name, whose backups are in `folder`."""
    return [each for each in in_folder(folder) if each.path.name.startswith(f"{stem}-")]


def in_folder(folder: Path) -> list[Backup]:
    """The backups in a folder, the newest first, superseded ones (of folders in it) last.

    What is newer is said by the audit trail, which only grows, before a clock, which may be wrong.
    """
    found = [
        backup
        for path in folder.rglob("*.dutydesk")
        if (backup := _read_name(path, superseded=path.parent != folder))
    ]
    return sorted(found, key=lambda each: (not each.superseded, each.rows, each.taken_at))[::-1]


def refuse_gone(store: Path) -> None:
    """StoreProblem where there was a store, which is missed by its caller: its backups say so."""
    if all_of(store):
        raise gone(str(store), folder_of(store))


def gone(shown: str, folder: Path) -> StoreProblem:
    """What is said of a store that is missed, and whose backups are in the folder."""
    return StoreProblem(
        msg("The store is gone."),
        msg(
            "{path} is missing, but its backups are in {folder}. Restore the latest one; "
            "to begin anew, move that folder away.",
            path=shown,
            folder=str(folder),
        ),
    )


def described(path: Path) -> Backup:
    """The backup at `path`, wherever it lies and whatever it is called."""
    return _read_name(path, superseded=False) or _unnamed(path)


def rotate(folder: Path, found: Iterable[Backup], kept: int, newest: Backup) -> None:
    """Of the backups `found` in `folder`, the newest first, remove the program's own that are more
    than `kept` of a kind, never the one just made, and what killed programs left unfinished."""
    for kind in _ROTATED:
        own = [each for each in found if each.kind is kind and not each.superseded]
        for old in own[kept:]:
            if old.path.name != newest.path.name:
                old.path.unlink(missing_ok=True)
    for left in folder.glob(".*.unfinished*"):
        with suppress(FileNotFoundError):  # whoever was making it is done with it by now
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()


def copy_into(source: Path, target: Path, mode: str = WRITING) -> None:
    """Make the database `target` the same as `source`, in one transaction of `target`.

    StoreProblem where somebody else goes on writing to either.
    """
    if mode == "rwc":
        own_files.make_file(target)
    with (
        closing(connect(source, mode_of(source))) as theirs,
        closing(connect(target, mode)) as ours,
    ):
        if mode == "rwc":  # nobody's yet: `settle` puts it on the disk in one go
            ours.execute("PRAGMA synchronous=OFF")
        try:
            theirs.backup(ours, progress=give_up_after(BUSY_SECONDS))
        except TimeoutError as error:
            raise busy(target) from error
        if mode == "rwc":
            _repage(ours)


def _repage(copy: Any) -> None:
    """Give a copy the pages that every store has, so that it can be copied over one."""
    if copy.execute("PRAGMA page_size").fetchone() != (_PAGE,):
        for pragma in ("PRAGMA journal_mode=DELETE", f"PRAGMA page_size={_PAGE}", "VACUUM"):
            copy.execute(pragma)


def digest_of(closed: Path) -> str:
    """The first digits of the SHA-256 of a file that is no live store."""
    with closed.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:DIGITS]


def settle(path: Path) -> None:
    """Have the operating system put a closed file, or a folder's names, on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows keeps names without being asked, and refuses to be
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_out(store: Path, unfinished: Path) -> Head:
    copy_into(store, unfinished, "rwc")
    return finish(unfinished)


def finish(copy: Path) -> Head:
    """Have a copy be one file, on the disk; the head of its trail."""
    with closing(connect(copy)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute(f"PRAGMA user_version={incarnation.NONE}")
        head = history.head(connection)
    settle(copy)
    return head


def give_up_after(seconds: float) -> Callable[[int, int, int], None]:
    """A progress callback that ends the driver's waiting for a lock."""
    deadline = time.monotonic() + seconds

    def look(status: int, _remaining: int, _total: int) -> None:
        if status in (5, 6) and time.monotonic() > deadline:
            raise TimeoutError("the store stayed locked")

    return look


def _read_name(path: Path, *, superseded: bool) -> Backup | None:
    """What a backup's name says; None for another file, or one that is rotated away by now."""
    parts = _NAME.fullmatch(path.name)
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return None
    if parts is None:
        return None
    return Backup(
        path=path,
        taken_at=datetime.strptime(parts["stamp"], _STAMP).replace(tzinfo=UTC),
        kind=BackupKind(parts["kind"]),
        rows=int(parts["rows"]),
        head=parts["head"],
        digest=parts["digest"],
        size=size,
        superseded=superseded,
    )


def _unnamed(path: Path) -> Backup:
    status = path.stat()
    taken_at = datetime.fromtimestamp(status.st_mtime, UTC)
    return Backup(path, taken_at, BackupKind.MANUAL, 0, "", "", status.st_size)
