"""What is looked at whenever a store is opened, and what its keeper is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from app import own_files
from app.rules.vocabulary import Message, msg
from app.store.sqlite import backups, certificates, objects
from app.store.sqlite.access import is_full
from app.store.sqlite.engine import WRITING, Version, library_version, wal_is_safe


def notices(reader: Engine, noted: str | None) -> Iterator[Message]:
    """What the keeper should know of an opened store; `noted`: the fingerprint it should have."""
    yield from library_notices(library_version())
    with reader.begin() as connection:
        seen = objects.fingerprint(connection.exec_driver_sql(objects.ALL))
    if seen != noted:
        yield msg(
            "Something other than this program changed the store's tables or triggers. "
            "Verify the store."
        )


def library_notices(version: Version) -> Iterator[Message]:
    """The notice for an SQLite whose write-ahead log may lose commits."""
    if not wal_is_safe(version):
        yield msg(
            "SQLite {version} can lose data in its faster mode; the store uses the slower, "
            "safe one. Update the program's sqlcipher3.",
            version=".".join(map(str, version)),
        )


def access_notices(path: Path, mode: str) -> Iterator[Message]:
    """Why nothing can be written, where it cannot."""
    if mode == WRITING:
        return
    if is_full(path.parent):
        yield msg("The disk is full: nothing can be changed or recorded until there is room.")
    else:
        yield msg("The store is read-only here: nothing can be changed or recorded.")


def narrow(path: Path) -> None:
    """Take the store, what SQLite has beside it, backups and certificates from everybody else."""
    beside = (path.with_name(f"{path.name}{suffix}") for suffix in ("", "-wal", "-shm"))
    folders = (backups.folder_of(path), certificates.folder_of(path))
    within = (each for folder in folders for each in (folder, *folder.rglob("*")))
    for each in (*beside, *within):
        own_files.narrow(each)
