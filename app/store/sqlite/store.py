"""One store on disk: its file, its two engines, and what to tell people about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as driver

from app.address import StoreAddress
from app.errors import StoreProblem
from app.models import BACKUPS_KEPT, Setting, SettingKey
from app.rules.vocabulary import Message, msg
from app.store.port import Description
from app.store.records import Backup, BackupKind, Report, Restored
from app.store.sqlite import backups, health, restore, seal, verify
from app.store.sqlite.engine import connect, make_engine
from app.store.sqlite.incarnation import Incarnation
from app.store.sqlite.problems import explained, explained_at_work

_MAY_BE_EXPLAINED = (SQLAlchemyError, driver.Error, OverflowError)


@dataclass(frozen=True, slots=True)
class FileStore:
    """The store that the file `path` holds: see `store/port.py` for what each method promises."""

    path: Path
    reader: Engine
    writer: Engine
    opened: Incarnation
    notices: list[Message] = field(default_factory=list)

    @classmethod
    def at(cls, path: Path) -> FileStore:
        """Open the file `path`. The reader has a connection from now on until it is closed."""
        reader = make_engine(path, writing=False)
        writer = make_engine(path, writing=True, first=seal.UNSEAL)
        try:
            with reader.connect() as connection:
                opened = Incarnation.of(path, _bare(connection))
        except _MAY_BE_EXPLAINED as error:
            reader.dispose()
            raise explained(error, path) or error from error
        return cls(path, reader, writer, opened)

    @property
    def address(self) -> StoreAddress:
        return StoreAddress(self.path)

    def begin(self, session: Session) -> None:
        """The writer's engine begins each transaction with BEGIN IMMEDIATE.

        A store that was restored is asked first: its file differs, too.
        """
        self.opened.check_content(_bare(session.connection()))
        self.opened.check_file()

    def check_same(self) -> None:
        with self.explained(), self.reader.connect() as connection:
            self.opened.check_content(_bare(connection))
        self.opened.check_file()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """A store that is gone says so first: what else goes wrong comes of that."""
        try:
            yield
        except _MAY_BE_EXPLAINED as error:
            words = explained_at_work(error, self.path)
            if isinstance(words, StoreProblem):
                self.opened.check_file()
            raise words or error from error

    def close(self) -> None:
        """Seal what was written and close every connection; the next use opens new ones."""
        with suppress(SQLAlchemyError, driver.Error):
            self._seal()
        self.reader.dispose()
        self.writer.dispose()

    def _seal(self) -> None:
        """Leave a seal where there is none. Not worth waiting for: others at work take it off."""
        with closing(connect(self.path)) as connection:
            if seal.seal_of(connection) is None:
                connection.execute("PRAGMA busy_timeout=100")
                connection.execute("BEGIN IMMEDIATE")
                seal.put_on(connection)
                connection.execute("COMMIT")

    def settings(self) -> dict[str, str]:
        with self.explained(), self.reader.begin() as connection:
            rows = connection.execute(select(Setting.key, Setting.value))
            return {row.key: row.value for row in rows}

    def look_after(
        self, settings: dict[str, str], now: datetime, date_of: Callable[[datetime], date]
    ) -> None:
        """The file is looked at, and copied at the first opening of a day."""
        noted = settings.get(SettingKey.SCHEMA_FINGERPRINT)
        kept = int(settings.get(SettingKey.BACKUPS_KEPT, BACKUPS_KEPT))
        self.notices.extend(health.notices(self.reader, noted))
        self.notices.extend(health.daily_backup(self.path, now, date_of, kept))

    def describe(self) -> Description:
        return Description(msg("File"), str(self.path), self.path.stat().st_size)

    def back_up(self, kind: BackupKind, now: datetime) -> Backup:
        return backups.take(self.path, kind, now)

    def backups(self) -> list[Backup]:
        return backups.all_of(self.path)

    def verify(self) -> Report:
        return verify.verify(self.path)

    def restore(
        self, backup: Path, now: datetime, actor: str, *, another_centre: bool = False
    ) -> Restored:
        self.close()
        return restore.restore(self.path, backup, now, actor, another_centre=another_centre)


def _bare(connection: Connection) -> Any:
    """The driver's connection in a transaction of SQLAlchemy's, for what is asked at each write."""
    return connection.connection.driver_connection
