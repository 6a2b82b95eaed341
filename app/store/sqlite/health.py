"""What is looked at whenever a store is opened, and the day's backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine

from app.errors import StoreProblem
from app.rules.vocabulary import Message, msg
from app.store.records import Backup, BackupKind
from app.store.sqlite import backups, objects
from app.store.sqlite.engine import Version, library_version, wal_is_safe


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


def daily_backup(
    path: Path, now: datetime, date_of: Callable[[datetime], date], kept: int
) -> Iterator[Message]:
    """Take the day's first backup and rotate. A store without room for one opens all the same."""
    if date_of(now) in {date_of(each.taken_at) for each in backups.all_of(path) if _is_daily(each)}:
        return
    try:
        backups.take(path, BackupKind.DAILY, now)
        backups.rotate(path, kept)
    except StoreProblem as problem:
        yield problem.title
        yield problem.message


def _is_daily(backup: Backup) -> bool:
    return backup.kind is BackupKind.DAILY and not backup.superseded
