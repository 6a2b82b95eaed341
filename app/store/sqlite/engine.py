"""The engines of a store: the driver, each connection's pragmas, and our own BEGIN."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlcipher3 import dbapi2 as driver

from app.store.held import Sums
from app.store.sqlite import rows

APPLICATION_ID = 0x44757479  # "Duty"
BUSY_SECONDS = 10.0
WRITING, LOOKING, FROZEN = "rw", "ro", "ro&immutable=1"
"""How a file is opened: see `access.mode_of`. To make one that is not there: "rwc"."""
Version = tuple[int, ...]
_SUMS = "sums"

_PRAGMAS = (
    f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
)


def library_version() -> Version:
    """The version of the SQLite library inside the driver."""
    return tuple(int(part) for part in driver.sqlite_version.split("."))


def wal_is_safe(version: Version) -> bool:
    """Whether this SQLite is free of the WAL-reset bug, which can lose confirmed commits."""
    mended: dict[Version, Version] = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}
    return version >= mended.get(version[:2], (3, 51, 3))


def journal_pragmas(version: Version) -> tuple[str, str]:
    """The journal that keeps every confirmed commit with this SQLite."""
    if wal_is_safe(version):
        return ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL")
    return ("PRAGMA journal_mode=DELETE", "PRAGMA synchronous=EXTRA")


def connection_pragmas(version: Version | None = None, mode: str = WRITING) -> tuple[str, ...]:
    """What every connection to a store is told first, in this order."""
    if mode in (LOOKING, FROZEN):
        return _PRAGMAS
    return _PRAGMAS + journal_pragmas(version or library_version())


def connect(path: Path, mode: str = WRITING) -> Any:
    """A bare connection to the file `path`. It creates nothing unless `mode` is "rwc"."""
    return driver.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )


def connect_alone(path: Path) -> Any:
    """A bare connection whose first statement fails where anybody else has the file open: it is had
    for oneself, or not at all."""
    connection = connect(path)
    connection.execute("PRAGMA busy_timeout=0")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    return connection


def make_engine(
    path: Path,
    *,
    writing: bool,
    mode: str = WRITING,
    counting: bool = False,
) -> Engine:
    """An engine on the SQLite file `path`; it neither creates tables nor migrates.

    A writing engine has one connection, and its transactions take the store's write lock when
    they begin. A reading engine's connections refuse to write.
    `counting`: what each transaction changed is counted (`changed_in`).
    What went wrong is told without what the statement was given: that is the centre's data.
    """
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, mode),
        poolclass=QueuePool,
        pool_size=1 if writing else 5,
        max_overflow=0 if writing else 10,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if writing else "BEGIN"

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, record: ConnectionPoolEntry) -> None:
        for pragma in connection_pragmas(mode=mode):
            connection.execute(pragma)
        if not writing:
            connection.execute("PRAGMA query_only=ON")
        if counting:
            record.info[_SUMS] = rows.watch(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
        if counting:
            changed_in(connection).of.clear()

    return engine


def changed_in(connection: Connection) -> Sums:
    """What the transaction of a counting engine's connection has changed so far."""
    sums: Sums = connection.info[_SUMS]
    return sums
