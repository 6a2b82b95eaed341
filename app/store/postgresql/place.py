"""A database of a server, before the store in it is open."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.address import ServerAddress
from app.errors import StoreProblem
from app.rules.vocabulary import msg
from app.store import schema
from app.store.memory import Memory
from app.store.port import Clock
from app.store.postgresql import filling, identity, making, removing, replacing, verify
from app.store.postgresql.asked import Asked
from app.store.postgresql.backups import ServerShelf
from app.store.postgresql.engine import LOCKING, READING, begun, make_engine
from app.store.postgresql.problems import explained, shown
from app.store.postgresql.store import ServerStore
from app.store.records import Backup, Report, Restored
from app.store.sqlite import restore
from app.store.sqlite.place import FilePlace


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """The database at `address`, whether there is a store in it or not."""

    address: ServerAddress
    seen: Path | None = None
    kept: Path | None = None
    """The folder of its backups, where somebody chose one."""

    @property
    def shelf(self) -> ServerShelf:
        return ServerShelf.of(self.address, self.seen, self.kept)

    def is_there(self) -> bool:
        return self._revision() is not None

    def refuse_in_use(self) -> None:
        with self.looking() as connection:
            replacing.refuse_connected(connection, self.address)

    def make(self, now: datetime, actor: str, settings: dict[str, str]) -> None:
        self.refuse_taken()
        with self.changing() as connection:
            making.make(connection, self.address, now, actor, settings)

    def refuse_taken(self) -> None:
        with self.looking() as connection:
            making.refuse_taken(connection, self.address)
        self.shelf.refuse_gone()

    @contextmanager
    def unfilled(self, *, keep: bool) -> Iterator[FilePlace]:
        """A file of its own is filled, and copied here at the end: so whatever moment it is killed
        at, nothing of it is in the database."""
        self.refuse_taken()
        with tempfile.TemporaryDirectory() as folder:
            unplaced = FilePlace(Path(folder) / f"{self.shelf.stem}.dutydesk")
            yield unplaced
            if keep:
                at, actor = filling.last_of(unplaced.path)
                with self.changing() as connection:
                    making.refuse_taken(connection, self.address)
                    filling.fill(connection, unplaced.path, at, actor)

    def open(self, clock: Clock, actor: str) -> ServerStore:
        revision = self._revision()
        if revision is None:
            raise self._none()
        if revision != schema.HEAD:
            with self.changing() as connection:
                making.upgrade(connection, self.address, clock(), actor)
        return ServerStore.at(self.address, clock, actor, self.seen, self.shelf)

    def backups(self) -> list[Backup]:
        return self.shelf.all()

    def remove(self) -> None:
        with self.changing() as connection:
            removing.remove(connection, removing.tables_there(connection, self.address))
        for backup in self.shelf.all():
            backup.path.unlink()
        shutil.rmtree(self.shelf.certificates, ignore_errors=True)

    def verify(self) -> Report:
        anchors = self.shelf.all()  # looked for first: one that is taken meanwhile is newer
        with self.looking() as connection:
            if identity.revision_of(connection, self.address) is None:
                raise self._none()
            memory = Memory.of(self.seen, str(self.address), Asked(connection))
            return verify.verify(connection, memory, anchors)

    def restore(
        self, backup: Path, now: datetime, actor: str, *, another_centre: bool = False
    ) -> Restored:
        """Nobody else may be connected: it is the keeper's, from the command line."""
        shelf = self.shelf
        with replacing.prepared(shelf, backup, now, actor) as going:
            with self.changing() as connection:
                kept = replacing.replace(connection, going, another_centre=another_centre)
            with self.looking() as connection:
                restore.set_aside(Asked(connection), shelf.all(), going.aside)
                Memory.of(self.seen, str(self.address), Asked(connection)).note(Asked(connection))
            if isinstance(kept, str):
                return Restored(going.chosen, None, kept)
            return Restored(going.chosen, kept)

    def _none(self) -> StoreProblem:
        return StoreProblem(
            msg("There is no store here."),
            msg(
                "The database {path} is empty. Check the address, or set up a new store.",
                path=shown(self.address),
            ),
        )

    def _revision(self) -> str | None:
        with self.looking() as connection:
            return identity.revision_of(connection, self.address)

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        with self._once(READING, writing=False) as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """A transaction that has the lock, whatever is in the database; kept at its end."""
        with self._once(LOCKING, writing=True) as connection:
            yield connection
            connection.commit()

    @contextmanager
    def _once(self, words: str, *, writing: bool) -> Iterator[Connection]:
        engine = make_engine(self.address, writing=writing)
        try:
            connection, _row = begun(engine, words)
            with connection:
                yield connection
        except (SQLAlchemyError, psycopg.Error) as error:
            raise explained(error, self.address) or error from error
        finally:
            engine.dispose()
