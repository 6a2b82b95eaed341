"""One store on disk: its file, its two engines, and what to tell people about it."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlcipher3 import dbapi2 as driver

from app.models import Setting
from app.rules.vocabulary import Message
from app.store import backups, restore, seal, verify
from app.store.engine import connect, make_engine
from app.store.problems import explained
from app.store.records import Backup, BackupKind, Report, Restored


@dataclass(frozen=True, slots=True)
class Store:
    """An opened store. `notices` are what its keeper should know, found while it was opened."""

    path: Path
    reader: Engine
    writer: Engine
    notices: list[Message] = field(default_factory=list)

    @classmethod
    def at(cls, path: Path) -> Store:
        reader = make_engine(path, writing=False)
        return cls(path, reader, make_engine(path, writing=True, first=seal.UNSEAL))

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
        """The facts of the whole store, by SettingKey."""
        try:
            with self.reader.begin() as connection:
                rows = connection.execute(select(Setting.key, Setting.value))
                return {row.key: row.value for row in rows}
        except (SQLAlchemyError, driver.Error) as error:
            raise explained(error, self.path) or error from error

    def back_up(self, kind: BackupKind, now: datetime) -> Backup:
        """A copy of the store as it is now, while others may be at work in it."""
        return backups.take(self.path, kind, now)

    def backups(self) -> list[Backup]:
        """Its backups, the newest first."""
        return backups.all_of(self.path)

    def verify(self) -> Report:
        """Every fault of the file, its schema and its audit trail."""
        return verify.verify(self.path)

    def restore(self, backup: Path, now: datetime, actor: str) -> Restored:
        """Go back to a backup. The Context is to be opened anew after it."""
        self.close()
        return restore.restore(self.path, backup, now, actor)
