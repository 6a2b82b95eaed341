"""Whether the file that was opened is still the store, and its content the one that was opened.

A store in use has a random number in its header (`PRAGMA user_version`). Whoever is first to open
it draws a new one, and so does a restore; a backup has 0. So a number that differs on the disk is
another file's, put over this one; one that differs in the database is a restored store's.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.errors import StoreGone, StoreRestored
from app.rules.vocabulary import msg
from app.store.sqlite.engine import connect, connect_alone, library_version, wal_is_safe

NONE = 0
"""The number of a copy: of a backup, and of a store that nobody has opened yet."""
_READ = "PRAGMA user_version"
_NOT_A_WHOLE_STORE = (11, 26)
"""SQLite's codes for a file that is cut or scribbled over, and for one that is no database."""


@dataclass(slots=True)
class Incarnation:
    """What was opened: the file behind `path` and its number. `size`: the file's when it was last
    looked at; `settled`: the number is on the disk, not only in the log."""

    path: Path
    file: tuple[int, int]
    number: int
    beside: tuple[tuple[int, int] | None, ...]
    """The files that SQLite has beside it."""
    size: int = 0
    settled: bool = False

    @classmethod
    def of(cls, path: Path, connection: Any) -> Incarnation:
        """Of the bare `connection`, which stays open: as long as it is, no number is drawn."""
        (number,) = connection.execute(_READ).fetchone()
        opened = cls(path, _file(path.stat()), number, tuple(_beside(path)))
        opened.check_file()
        return opened

    def check_content(self, connection: Any) -> None:
        """StoreRestored where the bare `connection` sees another store than the one opened."""
        if connection.execute(_READ).fetchone() != (self.number,):
            raise StoreRestored(
                msg("This store was gone back to a backup."),
                msg(
                    "Somebody put a backup in the place of {path}, or is doing so. Nothing was "
                    "written. Sign in again.",
                    path=str(self.path),
                ),
            )

    def check_file(self) -> None:
        """StoreGone where another file lies at the path, or none, or a part of one."""
        try:
            same = self._is_same()
        except OSError:
            same = False
        except driver.Error as error:  # that it cannot be read just now says nothing
            same = getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NOT_A_WHOLE_STORE
        if not same:
            raise StoreGone(
                msg("The store is no longer there."),
                msg(
                    "{path} was deleted, moved or replaced while it was open. Nothing was written. "
                    "Put the file back, or restore the latest backup, and start again.",
                    path=str(self.path),
                ),
            )

    def _is_same(self) -> bool:
        status = self.path.stat()
        if _file(status) != self.file or self._has_other_files():
            return False
        number = _number_on_disk(self.path, shrunk=status.st_size < self.size)
        if self.settled and number != self.number:
            return False
        self.settled, self.size = number == self.number, status.st_size
        return True

    def _has_other_files(self) -> bool:
        """Whether somebody took the log or its index away: what one writes into it, nobody sees."""
        pairs = zip(self.beside, _beside(self.path), strict=False)
        return any(was is not None and was != there for was, there in pairs)

    def forget_files(self) -> None:
        """With the last connection SQLite's files go, and come anew with the next."""
        self.beside = ()


def draw(connection: Any) -> None:
    """Give the database of the bare `connection` a new number, in its transaction if it has one."""
    connection.execute(f"{_READ}={1 + secrets.randbelow(2**31 - 1)}")


def draw_if_alone(path: Path) -> None:
    """A new number for a store that nobody else has open.

    One that cannot be written keeps its own. With a journal that holds no lock between transactions
    nobody knows who else is there: then only a store without a number gets one.
    """
    with suppress(driver.Error), closing(connect_alone(path)) as connection:
        connection.execute("PRAGMA synchronous=NORMAL")  # a number may be lost
        if wal_is_safe(library_version()) or connection.execute(_READ).fetchone() == (NONE,):
            draw(connection)


def _beside(path: Path) -> Iterator[tuple[int, int] | None]:
    for suffix in ("-wal", "-shm"):
        try:
            yield _file(path.with_name(f"{path.name}{suffix}").stat())
        except FileNotFoundError:
            yield None


def _file(status: os.stat_result) -> tuple[int, int]:
    return (status.st_dev, status.st_ino)


def _number_on_disk(path: Path, *, shrunk: bool) -> int:
    """The number in the file itself, past all that this process and the write-ahead log hold.

    Not by opening the file otherwise: closing it would drop this process's locks on it. With a
    schema that may be written SQLite does not mind that the last pages are still in the log; in a
    file that has `shrunk` they must be there: a restore makes it smaller, and so does who cuts it.
    """
    with closing(connect(path, "ro&immutable=1")) as connection:
        if not shrunk:
            connection.execute("PRAGMA writable_schema=ON")
        (number,) = connection.execute(_READ).fetchone()
    return int(number)
