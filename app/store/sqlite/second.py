"""A second place for backups, on another disk: each one is copied there, too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from app import own_files
from app.errors import BadInput, StoreProblem
from app.rules.vocabulary import Message, msg
from app.store import history
from app.store.history import Standing
from app.store.records import Backup
from app.store.sqlite import backups, certificates, scratch
from app.store.sqlite.engine import connect


def refuse_unfit(folder: Path, store: Path) -> None:
    """Raise BadInput where no second copy can lie, or where it would be no second one."""
    place, first = folder.resolve(), backups.folder_of(store).resolve()
    if not folder.is_absolute() or not folder.is_dir():
        raise _unfit(msg("{path} is not a folder that is there.", path=str(folder)))
    if place.is_relative_to(first) or place == first.parent or _is_a_stores(place):
        raise _unfit(
            msg("{path} is where the store and its backups are. Choose another.", path=str(folder))
        )


def _is_a_stores(folder: Path) -> bool:
    """Whether a store keeps its own there: what it finds it takes for its backups."""
    return folder.name.endswith(("-backups", "-certificates"))


def doubts(folder: Path, store: Path) -> Iterator[Message]:
    """What speaks against the place without making it useless."""
    with suppress(OSError):
        if folder.stat().st_dev == store.stat().st_dev:
            yield msg(
                "The second place for backups, {path}, is on the disk of the store: if that fails, "
                "both are lost.",
                path=str(folder),
            )


def carry(backup: Backup, folder: Path, store: Path, kept: int | None) -> Iterator[Message]:
    """Copy the finished backup to `folder` and rotate there, with `kept` None not at all; what went
    wrong, or speaks against it.

    The folder is not made: where a disk is not connected, it would lie on another one.
    """
    if not folder.is_dir():
        yield msg(
            "The second place for backups, {path}, is not there. Is its disk connected?",
            path=str(folder),
        )
        return
    yield from doubts(folder, store)
    try:
        mine = certificates.folder_of(store)
        certificates.copy_missing(mine, folder / mine.name)
        if not _copy(backup, folder):
            yield _untaken(folder, msg("what was written reads otherwise"))
        elif kept is not None:
            backups.rotate(folder, _of_this_store(folder, store), kept, backup)
    except StoreProblem as problem:
        yield _untaken(folder, problem.message)
    except (OSError, driver.Error) as error:
        yield _untaken(folder, getattr(error, "strerror", None) or str(error))


def found_there(folder: Path) -> list[Backup]:
    """The backups in the second place; none where it cannot be read."""
    with suppress(OSError):
        return backups.in_folder(folder)
    return []


def _copy(backup: Backup, folder: Path) -> bool:
    """Whether the copy is there and reads as what was written."""
    unfinished = folder / scratch.own("unfinished")
    try:
        own_files.make_file(unfinished)
        with backup.path.open("rb") as read, unfinished.open("wb") as out:
            shutil.copyfileobj(read, out, 1 << 20)
        backups.settle(unfinished)
        whole = backups.digest_of(unfinished) == backup.digest
        if whole:
            unfinished.rename(folder / backup.path.name)
        return whole
    finally:
        unfinished.unlink(missing_ok=True)


def _of_this_store(folder: Path, store: Path) -> list[Backup]:
    """Those that hold this store's history: other stores may have their copies there, too."""
    with closing(connect(store)) as connection:
        return [
            each
            for each in backups.in_folder(folder)
            if history.standing(connection, each.rows, each.head, each.taken_at) is Standing.HELD
        ]


def _unfit(sentence: Message) -> BadInput:
    return BadInput(msg("No backups can be kept there."), sentence)


def _untaken(folder: Path, reason: str | Message) -> Message:
    return msg(
        "The second place for backups took no copy: {path}: {reason}.",
        path=str(folder),
        reason=reason,
    )
